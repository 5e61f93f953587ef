"""Page or fragment, and long lists."""

import pytest
from django.test import RequestFactory

from clinic.web.pages import paginate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headers", "is_fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
    ids=["browser", "htmx", "boosted link", "history"],
)
def test_render_page_or_fragment_picks_one(client, headers, is_fragment):
    response = client.get("/part/", headers=headers)

    assert response.text.startswith("<section") is is_fragment
    assert '<section id="part">' in response.text


@pytest.mark.parametrize(("asked", "expected"), [("", 1), ("2", 2), ("99", 3), ("x", 1)])
def test_paginate_answers_with_the_nearest_page(asked, expected):
    request = RequestFactory().get("/", {"page": asked})

    assert paginate(request, list(range(25)), 10).number == expected
