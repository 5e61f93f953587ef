"""Answers that put several apps together."""
