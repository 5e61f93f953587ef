"""The shell is tried in a small house of its own: `tests/web/urls.py`."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.core.cache import cache

from clinic.web.addresses import app_segments


@pytest.fixture(autouse=True)
def small_house(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.web.urls"
    cache.clear()
    yield
    app_segments.cache_clear()
