from decimal import Decimal

import pytest

from certificates.wording import duration, hours_words, period, result_words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        pytest.param("2026-07-13", "2026-10-03", "13 Juli sampai 3 Oktober 2026", id="within a year"),
        pytest.param("2026-07-13", "2026-07-20", "13 sampai 20 Juli 2026", id="within a month"),
        pytest.param(
            "2025-12-29", "2026-01-03", "29 Desember 2025 sampai 3 Januari 2026", id="over new year"
        ),
        pytest.param("2026-07-13", "2026-07-13", "13 Juli 2026", id="one day"),
    ],
)
def test_period_says_what_is_equal_once(first, last, words):
    assert period(first, last) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 menit"), (45, "45 menit"), (60, "1 jam"), (80, "1 jam 20 menit"), (600, "10 jam")],
)
def test_duration_speaks_of_hours_from_sixty_minutes(minutes, words):
    assert duration(minutes) == words


@pytest.mark.parametrize(
    ("hours", "words"), [("48.0", "48"), ("50.0", "50"), ("6.5", "6,5"), ("0", ""), (None, "")]
)
def test_hours_words_uses_the_comma_only_where_needed(hours, words):
    assert hours_words(hours and Decimal(hours)) == words


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (100, ("Sangat Baik", "Very Good")),
        (85, ("Sangat Baik", "Very Good")),
        (84, ("Baik", "Good")),
        (70, ("Baik", "Good")),
        (69, ("Cukup", "Fair")),
        (60, ("Cukup", "Fair")),
        (59, ("", "")),
        (None, ("", "")),
    ],
)
def test_result_words_follow_the_scale_that_is_printed(points, words):
    assert result_words(points) == words
