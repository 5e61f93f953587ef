"""Which PINs are refused, and how one is kept."""

import pytest

from clinic.people.pins import code_matches, matches, new_code, seal, seal_code, weakness

PHONE = "+6281274013355"


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        pytest.param("12345", "shape", id="five digits"),
        pytest.param("1234567", "shape", id="seven digits"),
        pytest.param("40731a", "shape", id="a letter"),
        pytest.param("٤٠٧٣١٩", "shape", id="digits of another script"),
        pytest.param("777777", "repeats", id="one digit"),
        pytest.param("121212", "repeats", id="a pair three times"),
        pytest.param("407407", "repeats", id="three digits twice"),
        pytest.param("110011", "repeats", id="two digits only"),
        pytest.param("123456", "sequence", id="upwards"),
        pytest.param("987654", "sequence", id="downwards"),
        pytest.param("890123", "sequence", id="over the nine"),
        pytest.param("170845", "date", id="independence day, ddmmyy"),
        pytest.param("450817", "date", id="yymmdd"),
        pytest.param("081745", "date", id="mmddyy"),
        pytest.param("198573", "date", id="a year first"),
        pytest.param("731985", "date", id="a year last"),
        pytest.param("740133", "phone", id="inside one's own number"),
        pytest.param("401335", "phone", id="the end of the number"),
        pytest.param("147258", "common", id="a column of the keypad"),
        pytest.param("407319", None, id="nothing to say against it"),
    ],
)
def test_weakness_names_the_reason(pin, reason):
    assert weakness(pin, PHONE) == reason


def test_weakness_leaves_most_pins():
    weak = sum(1 for number in range(0, 10**6, 7) if weakness(f"{number:06}"))

    assert weak / (10**6 / 7) < 0.12


def test_seal_hides_the_pin_and_keeps_its_match():
    sealed = seal("407319")

    assert "407319" not in sealed
    assert sealed.startswith("argon2$argon2id$")
    assert matches("407319", sealed)
    assert not matches("407318", sealed)


def test_seal_depends_on_the_pepper(settings):
    sealed = seal("407319")

    settings.PIN_PEPPER = "another"

    assert not matches("407319", sealed)


def test_matches_says_no_to_somebody_without_a_pin():
    assert not matches("407319", "")


def test_new_code_is_no_pin_one_would_guess():
    codes = {new_code() for _ in range(200)}

    assert len(codes) > 190
    assert all(weakness(code) is None for code in codes)


def test_seal_code_matches_its_code_only():
    sealed = seal_code("407319")

    assert "407319" not in sealed
    assert code_matches("407319", sealed)
    assert not code_matches("407318", sealed)
