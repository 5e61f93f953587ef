"""Amounts as typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.numbers import UnreadableNumber, read_number, read_rupiah, say_rupiah, show_number, show_rupiah

AMOUNTS = [
    ("1500000", 1_500_000),
    ("1.250.000", 1_250_000),
    ("1,250,000", 1_250_000),
    ("1,250,000.00", 1_250_000),
    ("1 250 000", 1_250_000),
    ("1'250'000", 1_250_000),
    ("Rp1.250.000", 1_250_000),
    ("Rp\u00a01.250.000", 1_250_000),
    ("RP. 1.250.000", 1_250_000),
    ("Rp.1.250.000", 1_250_000),
    ("Rp1.250.000,00", 1_250_000),
    ("Rp 3.400.000,-", 3_400_000),
    ("Rp 3.400.000,--", 3_400_000),
    ("Rp 3.400.000,00-", 3_400_000),
    ("5000,=", 5_000),
    ("5.000.-", 5_000),
    ("IDR 2,000,000", 2_000_000),
    ("2.000.000 rupiah", 2_000_000),
    ("\uff11\uff15\uff10\uff10", 1_500),
    ("1.500", 1_500),
    ("1,500", 1_500),
    ("150,000", 150_000),
    ("1,5 juta", 1_500_000),
    ("1,5jt", 1_500_000),
    ("1,5 JT", 1_500_000),
    ("1.5 juta", 1_500_000),
    ("1,500 juta", 1_500_000),
    ("1.25 juta", 1_250_000),
    ("12 jt", 12_000_000),
    ("1 jt.", 1_000_000),
    ("150rb", 150_000),
    ("150 RB", 150_000),
    ("500 ribu", 500_000),
    ("150k", 150_000),
    ("150K", 150_000),
    ("2 milyar", 2_000_000_000),
    ("2 miliar", 2_000_000_000),
    ("2M", 2_000_000_000),
    ("1,5 M", 1_500_000_000),
    ("1,2 triliun", 1_200_000_000_000),
    ("1.5 million", 1_500_000),
    ("± 500 ribu", 500_000),
    ("±500 ribu", 500_000),
    ("+/- 500 ribu", 500_000),
    ("sekitar 2 juta", 2_000_000),
    ("kira-kira 2 juta", 2_000_000),
    ("kurang lebih Rp 2jt", 2_000_000),
    ("2 jutaan", 2_000_000),
    ("2 juta-an", 2_000_000),
    ("2 juta per bulan", 2_000_000),
    ("3 jt/bln", 3_000_000),
    ("setengah juta", 500_000),
    ("1/2 juta", 500_000),
    ("1 1/2 juta", 1_500_000),
    ("1½ juta", 1_500_000),
    ("satu setengah juta", 1_500_000),
    ("dua juta setengah", 2_500_000),
    ("sejuta", 1_000_000),
    ("seratus ribu", 100_000),
    ("dua puluh lima ribu", 25_000),
    ("1 juta 500 ribu", 1_500_000),
    ("1jt500rb", 1_500_000),
    ("5 ribu 500", 5_500),
    ("1500000.0", 1_500_000),
    ("1,5E+06", 1_500_000),
    (1500000.0, 1_500_000),
    (1333333.3333333333, 1_333_333),
    (1499999.9999999998, 1_500_000),
    (750000, 750_000),
    (Decimal("2000000"), 2_000_000),
    ("\u200e1.000\u200b", 1_000),
    ("nol", 0),
    ("0", 0),
]

UNREADABLE = [
    (None, "empty"),
    ("", "empty"),
    (" \u00a0 ", "empty"),
    ("belum ada", "words"),
    ("Rp", "words"),
    ("jt", "words"),
    ("1_000", "words"),
    ("10**5", "words"),
    ("=1500000*2", "words"),
    ("12/11/2026", "words"),
    ("500 ribu 1 juta", "words"),
    ("5 5", "words"),
    ("1/3 juta", "words"),
    ("12,5%", "words"),
    (True, "words"),
    (float("nan"), "words"),
    (Decimal("NaN"), "words"),
    ("1-2 juta", "range"),
    ("1 \u2013 2 juta", "range"),
    ("500rb-1jt", "range"),
    ("Rp1.000.000-Rp2.000.000", "range"),
    ("1 s/d 2 juta", "range"),
    ("1.000.000 s.d. 2.000.000", "range"),
    ("antara 1 dan 2 juta", "range"),
    ("> 2 juta", "limit"),
    ("di atas 2 juta", "limit"),
    ("kurang dari 1 juta", "limit"),
    ("50rb per hari", "period"),
    ("20 juta/tahun", "period"),
    ("1.500 juta", "ambiguous"),
    ("1.250.000 ribu", "ambiguous"),
    ("2m", "ambiguous"),
    ("1.25.000", "grouping"),
    ("1.250,000.00", "grouping"),
    ("12,50,000", "grouping"),
    ("1e999", "large"),
    ("1e99", "large"),
    (float("inf"), "large"),
    (10**4000, "large"),
    ("9" * 150, "large"),
    ("9" * 400, "large"),
    ("-5", "negative"),
    ("minus 5 ribu", "negative"),
    ("(5.000)", "negative"),
    ("1.250.000,50", "fraction"),
    ("1.50", "fraction"),
    ("setengah", "fraction"),
]

NUMBERS = [
    ("1.50", Decimal("1.50")),
    ("1,50", Decimal("1.50")),
    ("1,500", Decimal("1.500")),
    ("1.500", Decimal(1500)),
    ("0.500", Decimal("0.5")),
    ("0,5", Decimal("0.5")),
    (",5", Decimal("0.5")),
    ("1.250,75", Decimal("1250.75")),
    ("1,250.75", Decimal("1250.75")),
    ("1234.567", Decimal("1234.567")),
    ("-5", Decimal(-5)),
    ("\u22125", Decimal(-5)),
    ("(5.000)", Decimal(-5000)),
    (0.1, Decimal("0.1")),
    (" 12 ", Decimal(12)),
    ("2.", Decimal(2)),
]


@pytest.mark.parametrize(("typed", "amount"), AMOUNTS, ids=str)
def test_read_rupiah_reads(typed, amount):
    assert read_rupiah(typed) == amount


@pytest.mark.parametrize(("typed", "reason"), UNREADABLE, ids=lambda value: ascii(value)[:40])
def test_read_rupiah_says_why_not(typed, reason):
    with pytest.raises(UnreadableNumber) as unreadable:
        read_rupiah(typed)

    assert unreadable.value.reason == reason


@pytest.mark.parametrize(("typed", "number"), NUMBERS, ids=str)
def test_read_number_reads(typed, number):
    assert read_number(typed) == number


def test_read_number_has_no_exponent_and_no_idle_zeros():
    assert [str(read_number(typed)) for typed in ("2e6", "1,5 juta", "1,50", 2000000.0)] == [
        "2000000",
        "1500000",
        "1.50",
        "2000000",
    ]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("1250.5"), "1.250,5"),
        (Decimal("0.50"), "0,50"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-1234567"), "-1.234.567"),
        (7, "7"),
    ],
)
def test_show_number_uses_dots_and_a_decimal_comma(number, shown):
    assert show_number(number) == shown


@pytest.mark.parametrize(("amount", "shown"), [(0, "Rp0"), (1250000, "Rp1.250.000"), (-500, "-Rp500")])
def test_show_rupiah_has_no_space(amount, shown):
    assert show_rupiah(amount) == shown


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "nol rupiah", "zero rupiah"),
        (1500, "seribu lima ratus rupiah", "one thousand five hundred rupiah"),
        (11, "sebelas rupiah", "eleven rupiah"),
        (110, "seratus sepuluh rupiah", "one hundred ten rupiah"),
        (25_019, "dua puluh lima ribu sembilan belas rupiah", "twenty-five thousand nineteen rupiah"),
        (1_000_000, "satu juta rupiah", "one million rupiah"),
        (1_001_000, "satu juta seribu rupiah", "one million one thousand rupiah"),
        (101_000, "seratus satu ribu rupiah", "one hundred one thousand rupiah"),
        (3_400_000_000, "tiga miliar empat ratus juta rupiah", "three billion four hundred million rupiah"),
        (-20, "minus dua puluh rupiah", "minus twenty rupiah"),
    ],
)
def test_say_rupiah_speaks_both_languages(amount, indonesian, english):
    assert (say_rupiah(amount, "id"), say_rupiah(amount, "en")) == (indonesian, english)


@given(st.integers(0, 10**15 - 1))
def test_read_rupiah_undoes_show_and_say(amount):
    assert read_rupiah(show_rupiah(amount)) == amount
    assert read_rupiah(say_rupiah(amount, "id")) == amount


@given(st.decimals(-(10**15), 10**15, places=2) | st.integers(-(10**20), 10**20).map(Decimal))
def test_read_number_undoes_show_number(number):
    assert read_number(show_number(number)) == number


@given(st.text(alphabet="0123456789.,-/'+eEmMkKrpjtbsau ±½()=", max_size=30) | st.text(max_size=30))
def test_read_number_reads_or_says_why_not(typed):
    try:
        number = read_number(typed)
    except UnreadableNumber:
        return

    assert number.is_finite()
