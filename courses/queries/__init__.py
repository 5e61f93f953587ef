"""Answers about courses, put together for others."""
