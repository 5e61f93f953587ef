"""What the tests of the desk share."""

import pytest

from tests.certificates.world import a_cohort, a_coordinator
from tests.desk.world import staff_browser


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    """Uploads are kept in a folder of the test; the second factor has its own tests."""
    settings.DATA_DIR = tmp_path
    settings.SECOND_FACTOR = False


@pytest.fixture
def cohort(db):
    return a_cohort()


@pytest.fixture
def coordinator(cohort):
    return a_coordinator(cohort)


@pytest.fixture
def browser(coordinator):
    return staff_browser(coordinator)
