"""What the tests of the public pages share."""

import pytest

from tests.courses.site import PublicSite


@pytest.fixture
def site(db) -> PublicSite:
    return PublicSite()
