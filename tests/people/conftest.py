"""What the tests of people share."""

import pytest

from clinic.people.pins import seal
from tests.people.factories import PersonFactory

PHONE, PIN = "+6281274013355", "407319"


@pytest.fixture
def rosma(db):
    """A participant with a PIN."""
    return PersonFactory(name="Rosmaniar Hasan", phone=PHONE, pin=seal(PIN))
