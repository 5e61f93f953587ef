"""Words and marks of templates, in both languages."""

import datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from clinic.web.icons import drawings
from clinic.web.templatetags import klinik

MOMENT = datetime.datetime(2026, 11, 22, 2, 41, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("word", "value", "indonesian", "english"),
    [
        (klinik.rupiah, 1250000, "Rp1.250.000", "Rp1,250,000"),
        (klinik.rupiah, 0, "Rp0", "Rp0"),
        (klinik.rupiah, None, "-", "-"),
        (klinik.decimal_id, 12.5, "12,5", "12.5"),
        (klinik.decimal_id, 1250, "1.250", "1,250"),
        (klinik.decimal_id, None, "-", "-"),
        (klinik.phone, "+6281274013355", "0812-7401-3355", "0812-7401-3355"),
        (klinik.phone, "+60123456789", "+60123456789", "+60123456789"),
        (klinik.phone, None, "", ""),
        (klinik.day, MOMENT, "Minggu, 22 November 2026", "Sunday, 22 November 2026"),
        (klinik.day, datetime.date(2026, 11, 22), "Minggu, 22 November 2026", "Sunday, 22 November 2026"),
        (klinik.day, None, "", ""),
        (klinik.short_day, datetime.date(2020, 3, 1), "1 Maret 2020", "1 March 2020"),
        (klinik.short_day, None, "", ""),
        (klinik.clock, MOMENT, "09.41 WIB", "09:41 WIB"),
        (klinik.clock, None, "", ""),
        (klinik.kilobytes, 180_400, "180 KB", "180 KB"),
        (klinik.kilobytes, 12, "1 KB", "1 KB"),
        (klinik.kilobytes, 4_200_000, "4,2 MB", "4.2 MB"),
        (klinik.kilobytes, 40_000_000, "40 MB", "40 MB"),
        (klinik.kilobytes, None, "", ""),
    ],
)
def test_words_in_both_languages(word, value, indonesian, english):
    with translation.override("id"):
        in_indonesian = word(value)
    with translation.override("en"):
        in_english = word(value)

    assert (in_indonesian, in_english) == (indonesian, english)


def test_short_day_leaves_this_year_out():
    today = timezone.localdate()

    with translation.override("en"):
        assert klinik.short_day(today) == f"{today:%-d %B}"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Makassar", "10.41 WITA"), ("Asia/Jayapura", "11.41 WIT"), ("UTC", "02.41 UTC")],
)
def test_clock_says_the_zone_that_is_switched_on(zone, expected):
    with translation.override("id"), timezone.override(zone):
        assert klinik.clock(MOMENT) == expected


def test_icon_is_drawn_into_the_page():
    assert klinik.icon("minus") == (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14"/></svg>'
    )
    assert 'class="icon is-small"' in klinik.icon("minus", size="small")


def test_icon_that_does_not_exist_is_an_error_at_once():
    with pytest.raises(KeyError):
        klinik.icon("unicorn")


def test_drawings_are_all_there():
    assert len(drawings()) == 74


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% query page=2 %}", "?q=batik&amp;page=2"),
        ('{% query q="" %}', "?page=1"),
        ('{% query q="kopi" page=None %}', "?q=kopi"),
    ],
)
def test_query_changes_one_thing(tag, expected):
    request = RequestFactory().get("/desk/?q=batik&page=1")

    assert Template("{% load klinik %}" + tag).render(Context({"request": request})) == expected


def test_minutes_count():
    with translation.override("en"):
        assert (klinik.minutes(1), klinik.minutes(12)) == ("About 1 minute", "About 12 minutes")
