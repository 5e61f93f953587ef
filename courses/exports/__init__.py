"""From data to file."""
