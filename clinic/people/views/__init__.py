"""Doors and settings."""
