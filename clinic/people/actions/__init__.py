"""What can be done with and by people."""
