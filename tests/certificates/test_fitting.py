import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.fitting import Fit, first_that_fits, fit_name, halves, lines_of


def tenth_of_points(text, points):
    """A font in which every letter is a tenth of its size wide, in millimetres."""
    return len(text) * points / 10


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        pytest.param("Suharti", Fit(44, ["Suharti"]), id="one word"),
        pytest.param("x" * 50, Fit(40, ["x" * 50]), id="a step smaller"),
        pytest.param("x" * 81, Fit(27, ["x" * 41, "x" * 40]), id="a long word, cut in the middle"),
        pytest.param(
            "Siti Aminah " * 8,
            Fit(27, ["Siti Aminah Siti Aminah Siti Aminah Siti Aminah"] * 2),
            id="two lines",
        ),
        pytest.param(
            "Siti Aminah " * 13,
            Fit(25, ["Siti Aminah " * 6 + "Siti", "Aminah" + " Siti Aminah" * 6]),
            id="two smaller lines",
        ),
    ],
)
def test_fit_name_takes_the_largest_size(name, fit):
    assert fit_name(name.strip(), tenth_of_points, 200) == fit


@given(st.text("abcdefghij MW.'", min_size=1, max_size=120).filter(lambda text: text.strip()))
def test_fit_name_never_leaves_the_width(name):
    fit = fit_name(" ".join(name.split()), tenth_of_points, 204)

    assert all(tenth_of_points(line, fit.points) <= 204.0001 for line in fit.lines)
    assert "".join(fit.lines).replace(" ", "") == name.replace(" ", "")


def test_fit_name_shrinks_below_the_smallest_step_rather_than_overflow():
    fit = fit_name("x" * 1000, tenth_of_points, 204)

    assert fit.points == pytest.approx(4.08)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Al Haji Muhammad Rizky", ["Al Haji", "Muhammad Rizky"]),
        ("Kusumawardhani Siti", ["Kusumawardhani", "Siti"]),
        ("Suharti", ["Suha", "rti"]),
    ],
)
def test_halves_cuts_where_both_lines_come_out_most_alike(text, lines):
    assert halves(text, tenth_of_points) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", 1, id="nothing takes a line"),
        pytest.param("aaaa aaaa", 1, id="fills one line"),
        pytest.param("aaaa aaaaa", 2, id="one letter too many"),
        pytest.param("a" * 20, 3, id="a word longer than two lines"),
        pytest.param("aa " + "a" * 10, 3, id="a long word after a short one"),
    ],
)
def test_lines_of_counts_as_the_press_breaks(text, lines):
    assert lines_of(text, tenth_of_points, 10, 9) == lines


def test_first_that_fits_falls_back_on_the_last():
    assert first_that_fits((3, 2, 1), lambda size: size, 2) == 2
    assert first_that_fits((3, 2, 1), lambda size: size, 0) == 1
