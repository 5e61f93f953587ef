import os
from pathlib import Path

import pytest

from tests.journeys.house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The demo clinic, running; shared by the tests that open it."""
    kept = os.environ.get("JOURNEY_DATA")
    running = House(Path(kept) if kept else tmp_path_factory.mktemp("clinic"))
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()
