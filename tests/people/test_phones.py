"""Phone numbers as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.people.phones import (
    WHY_NOT,
    NotAMobileNumber,
    read_phone,
    read_phones,
    show_phone,
    wa_link,
)

ONE_NUMBER = [
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890",
    "0812.3456.7890",
    "(0812) 3456 7890",
    "(0812)34567890",
    "08-1234-567-890",
    "+62 812-3456-7890",
    "+6281234567890",
    "6281234567890",
    "62-812-34567890",
    "62 0812 3456 7890",
    "+62 (0) 812 3456 7890",
    "+620812 3456 7890",
    "+0812 3456 7890",
    "006281234567890",
    "81234567890",
    81234567890,
    81234567890.0,
    6281234567890,
    "81234567890.0",
    "8,1234567890E+10",
    "8.1234567890e10",
    '="081234567890"',
    "'081234567890",
    "0812/3456/7890",
    "0812,3456,7890",
    "0812 3456 7890 (WA)",
    "wa: 0812-3456-7890",
    "WA081234567890",
    "081234567890wa",
    "No. HP 0812 3456 7890",
    "081234567890\n(suami)",
    "081234567890 a.n. Bu Siti",
    "https://wa.me/6281234567890?text=Halo%2012",
    "\u202a+62 812\u20113456\u20117890\u202c",
    "\uff10812 3456\u00a07890",
]

REFUSED = [
    (None, "empty"),
    ("", "empty"),
    (" - ", "empty"),
    (True, "empty"),
    ("belum ada", "letters"),
    ("081O34567890", "letters"),
    ("0812abc", "letters"),
    ("8,12346E+11", "cut off"),
    ("0812345", "too short"),
    ("60123", "too short"),
    ("?text=12", "too short"),
    ("2026-11-22", "too short"),
    ("08123456789012", "too long"),
    ("1571012345678901", "too long"),
    (float("inf"), "too long"),
    (float("nan"), "too long"),
    (10**5000, "too long"),
    ("0812 3456 7890 12345", "too long"),
    ("0741-60123", "landline"),
    ("(021) 555 1234", "landline"),
    ("+62 741 60123", "landline"),
    ("+60 3-2161 1234", "landline"),
    ("60123456789", "foreign"),
    ("+6512345678", "foreign"),
    ("+999 12345678", "foreign"),
    ("+1", "foreign"),
    ("0800-1-401-1234", "foreign"),
]


@pytest.mark.parametrize("typed", ONE_NUMBER, ids=ascii)
def test_read_phone_knows_one_number_in_all_its_spellings(typed):
    assert read_phone(typed) == "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "reason"), REFUSED, ids=lambda value: "" if value == 10**5000 else ascii(value)
)
def test_read_phone_says_why_not(typed, reason):
    with pytest.raises(NotAMobileNumber) as refused:
        read_phone(typed)

    assert (refused.value.reason, refused.value.words) == (reason, WHY_NOT[reason])


@pytest.mark.parametrize("digits", range(10, 14))
def test_read_phone_takes_indonesian_numbers_of_10_to_13_digits(digits):
    typed = "0895123456789"[:digits]

    assert read_phone(typed) == "+62" + typed[1:]


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("+60 12-345 6789", "+60123456789"),
        ("0060 12-345 6789", "+60123456789"),
        ("+65 8123 4567", "+6581234567"),
        ("+1 202-555-0143", "+12025550143"),
    ],
)
def test_read_phone_takes_foreign_mobile_numbers_with_their_plus(typed, phone):
    assert read_phone(typed) == phone


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890/081355556666",
        "0812-3456-7890 / 0813-5555-6666",
        "081234567890, 081355556666",
        "081234567890 atau 081355556666",
        "081234567890\n081355556666",
        "081234567890 081355556666",
        "0812 3456 7890 0813 5555 6666",
        "0812-3456-7890 - 0813-5555-6666",
        "+6281234567890+6281355556666",
        "081234567890 (WA), 081355556666 (telepon)",
        "081234567890/081355556666/0812-3456-7890",
        "0741-60123, 081234567890, 081355556666",
    ],
)
def test_read_phones_finds_several_numbers_in_one_text(typed):
    assert read_phones(typed) == ["+6281234567890", "+6281355556666"]


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+6281234567890", "0812-3456-7890"),
        ("+62812345678", "0812-3456-78"),
        ("+628123456789012", "0812-3456-789012"),
        ("+60123456789", "+60 12-345 6789"),
        ("+", "+"),
    ],
)
def test_show_phone_groups_by_four(phone, shown):
    assert show_phone(phone) == shown


def test_wa_link_carries_the_text():
    assert wa_link("+6281234567890", "Halo Bu, 100% & é?") == (
        "https://wa.me/6281234567890?text=Halo%20Bu%2C%20100%25%20%26%20%C3%A9%3F"
    )
    assert wa_link("+6281234567890") == "https://wa.me/6281234567890"


@given(st.from_regex(r"\+628[1-9][0-9]{7,10}", fullmatch=True))
def test_read_phone_undoes_show_phone(phone):
    assert read_phone(show_phone(phone)) == phone
    assert read_phone(wa_link(phone)) == phone
    assert read_phone(int(phone[3:])) == phone


@given(st.text(alphabet="0123456789+-/() .,;:|WAhpEe\n", max_size=40) | st.text(max_size=40) | st.floats())
def test_read_phone_reads_or_says_why_not(typed):
    try:
        phones = read_phones(typed)
    except NotAMobileNumber:
        return

    assert phones == [read_phone(phone) for phone in phones]
