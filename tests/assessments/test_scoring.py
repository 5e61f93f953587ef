"""From responses to a score."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.kinds import UNKNOWN
from assessments.scoring import AskedItem, as_share, mark
from tests.assessments.world import MULTIPLE, NUMBER, SINGLE

ITEMS = [AskedItem(1, "single", SINGLE), AskedItem(2, "multiple", MULTIPLE), AskedItem(3, "number", NUMBER)]
RIGHT = {1: {"choice": "w2"}, 2: {"choices": ["b1", "b2"]}, 3: {"typed": "", "value": "750000"}}


@pytest.mark.parametrize(
    ("responses", "share", "items"),
    [
        pytest.param(RIGHT, "1.0000", [1, 1, 1], id="all right"),
        pytest.param({}, "0.0000", [0, 0, 0], id="nothing answered"),
        pytest.param(RIGHT | {2: {"choices": ["b1"]}}, "0.8333", [1, Fraction(1, 2), 1], id="half an item"),
        pytest.param(RIGHT | {1: dict(UNKNOWN), 2: None}, "0.3333", [0, 0, 1], id="unknown and only flagged"),
        pytest.param(RIGHT | {1: {"choice": "q7"}}, "0.6667", [0, 1, 1], id="rounded half up"),
        pytest.param(RIGHT | {99: {"choice": "w2"}}, "1.0000", [1, 1, 1], id="an item that was not asked"),
    ],
)
def test_mark_weighs_every_item_the_same(responses, share, items):
    marks = mark(ITEMS, responses)

    assert (marks.share, list(marks.items.values())) == (Decimal(share), items)


def test_mark_refuses_an_attempt_at_no_items():
    with pytest.raises(ValueError, match="no items"):
        mark([], {})


@pytest.mark.parametrize(
    ("value", "share"),
    [
        pytest.param(Fraction(1, 3), "0.3333", id="a third"),
        pytest.param(Fraction(2, 3), "0.6667", id="two thirds"),
        pytest.param(Fraction(1, 20000), "0.0001", id="exactly half of the last place goes up"),
        pytest.param(Fraction(1, 20001), "0.0000", id="just below half goes down"),
        pytest.param(Fraction(0), "0.0000", id="nothing"),
        pytest.param(Fraction(1), "1.0000", id="everything"),
    ],
)
def test_as_share_rounds_to_four_places(value, share):
    assert as_share(value) == Decimal(share)
