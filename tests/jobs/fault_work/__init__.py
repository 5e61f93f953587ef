"""An app with one kind of slow work, for the fault tests."""
