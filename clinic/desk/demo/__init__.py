"""The demo clinic: real teaching material, and people who look like people."""
