"""What the whole suite stands on."""

from django.core.management import call_command


def pytest_configure(config):
    """The words people read: a fresh checkout has them only as sources. Workers find them compiled."""
    if not hasattr(config, "workerinput"):
        call_command("compile_catalogues", verbosity=0)
