"""What changed between two tests."""

from decimal import Decimal

import pytest

from assessments.gain import Change, normalised_gain, points


@pytest.mark.parametrize(
    ("before", "after", "gain"),
    [
        pytest.param("0.5", "0.75", "0.5", id="half of what was possible"),
        pytest.param("0", "1", "1", id="from nothing to everything"),
        pytest.param("0.5", "0.5", "0", id="the same"),
        pytest.param("0.5", "0.25", "-0.5", id="a loss"),
        pytest.param("0.99", "0", "-99", id="a fall from high up"),
        pytest.param("1", "1", None, id="full before: nothing to gain"),
        pytest.param("1", "0.5", None, id="full before, and fallen"),
    ],
)
def test_normalised_gain(before, after, gain):
    assert normalised_gain(Decimal(before), Decimal(after)) == (gain if gain is None else Decimal(gain))


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        pytest.param("0.625", 63, id="half goes up"),
        pytest.param("0.6249", 62, id="below half goes down"),
        pytest.param("0", 0, id="nothing"),
        pytest.param("1", 100, id="everything"),
        pytest.param("0.995", 100, id="nearly everything"),
    ],
)
def test_points_round_halves_up(share, shown):
    assert points(Decimal(share)) == shown


@pytest.mark.parametrize(
    ("before", "after", "difference", "loss", "direction"),
    [
        pytest.param(40, 75, 35, -35, "up", id="up"),
        pytest.param(75, 40, -35, 35, "down", id="down"),
        pytest.param(60, 60, 0, 0, "same", id="the same"),
        pytest.param(None, 60, None, None, "unknown", id="no pre-test"),
        pytest.param(60, None, None, None, "unknown", id="no post-test yet"),
    ],
)
def test_change_names_its_direction(before, after, difference, loss, direction):
    change = Change(before, after)

    assert (change.difference, change.loss, change.direction) == (difference, loss, direction)
