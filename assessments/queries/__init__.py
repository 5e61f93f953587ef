"""Answers about sittings and results, put together for others."""
