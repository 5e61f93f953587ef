import pytest

from certificates.numbering import ALPHABET, new_public_id, number_of, read_number, read_public_id


@pytest.mark.parametrize(
    "typed",
    [
        "KDJ-2026-0142",
        "kdj-2026-0142",
        " KDJ 2026 0142 ",
        "No. KDJ-2026-0142",
        "no kdj-2026-0142",
        "Nomor: KDJ-2026-0142",
        "KDJ–2026–0142",
        "KDJ/2026/142",
        "KDJ-2026-142",
        "KDJ20260142",
        "kdj2026-0142",
    ],
)
def test_read_number_understands_what_people_type(typed):
    assert read_number(typed) == "KDJ-2026-0142"


@pytest.mark.parametrize(
    ("typed", "read"), [("", ""), ("  ", ""), ("halo", "HALO"), ("NOVA-2026-0001", "NOVA-2026-0001")]
)
def test_read_number_leaves_other_words_alone(typed, read):
    assert read_number(typed) == read


def test_number_of_grows_beyond_four_digits():
    assert number_of("KDJ", 2026, 1) == "KDJ-2026-0001"
    assert number_of("KDJ", 2026, 12345) == "KDJ-2026-12345"


def test_public_ids_are_random_and_without_look_alikes():
    made = {new_public_id() for _ in range(1000)}

    assert len(made) == 1000
    assert all(len(code) == 12 and set(code) <= set(ALPHABET) for code in made)
    assert not set(ALPHABET) & set("01ILO")


def test_read_public_id_ignores_case():
    assert read_public_id(" h7kq2mpx4rtb ") == "H7KQ2MPX4RTB"
