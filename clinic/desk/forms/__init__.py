"""From the desk's pages to clean data."""
