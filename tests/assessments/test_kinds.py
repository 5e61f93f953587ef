"""Every kind of question: what it reads, how it marks, what it finds wrong with a question."""

from fractions import Fraction

import pytest

from assessments.kinds import KINDS, UNKNOWN, Submitted, Unreadable
from tests.assessments.world import ASKED, MULTIPLE, NUMBER, SHORT_TEXT, SINGLE, TRUE_FALSE

READ = [
    ("single", ("w2",), {"choice": "w2"}, "one of the choices"),
    ("single", (" w2 ",), {"choice": "w2"}, "with spaces around"),
    ("single", (), None, "nothing"),
    ("single", ("forged",), None, "an id nobody offered"),
    ("multiple", ("b3", "b1"), {"choices": ["b1", "b3"]}, "several, in the order of the question"),
    ("multiple", ("b1", "forged"), {"choices": ["b1"]}, "an id nobody offered is left out"),
    ("multiple", (), None, "no tick"),
    ("true_false", ("true",), {"value": True}, "true"),
    ("true_false", ("false",), {"value": False}, "false"),
    ("true_false", ("maybe",), None, "neither"),
    ("number", ("1,5 juta",), {"typed": "1,5 juta", "value": "1500000"}, "as people write"),
    ("number", ("Rp750.000",), {"typed": "Rp750.000", "value": "750000"}, "with currency"),
    ("number", ("  ",), None, "only spaces"),
    ("short_text", (" toko  daring ",), {"typed": "toko  daring"}, "words"),
    ("short_text", ("a" * 200,), {"typed": "a" * 120}, "cut at the longest"),
    ("short_text", ("",), None, "empty"),
]


@pytest.mark.parametrize(
    ("kind", "values", "response"), [row[:3] for row in READ], ids=[f"{row[0]}: {row[3]}" for row in READ]
)
def test_kind_reads_what_the_browser_sends(kind, values, response):
    assert KINDS[kind].read(ASKED[kind], Submitted(values)) == response


@pytest.mark.parametrize("typed", ["banyak", "1-2 juta", "1.500 juta", "50rb/hari", "2 m"])
def test_number_refuses_what_is_not_one_amount_and_repeats_it(typed):
    with pytest.raises(Unreadable, match=typed.replace(".", r"\.")):
        KINDS["number"].read(NUMBER, Submitted((typed,)))


MARKED = [
    ("single", {"choice": "w2"}, 1, "right"),
    ("single", {"choice": "q7"}, 0, "wrong"),
    ("single", dict(UNKNOWN), 0, "unknown"),
    ("multiple", {"choices": ["b1", "b2"]}, 1, "all right"),
    ("multiple", {"choices": ["b1"]}, Fraction(1, 2), "half of the right ones"),
    ("multiple", {"choices": ["b1", "b3"]}, 0, "a wrong tick takes back a right one"),
    ("multiple", {"choices": ["b1", "b2", "b3"]}, Fraction(1, 2), "both right and one wrong"),
    ("multiple", {"choices": ["b1", "b2", "b3", "b4"]}, 0, "ticking everything earns nothing"),
    ("multiple", {"choices": ["b3", "b4"]}, 0, "never below zero"),
    ("true_false", {"value": False}, 1, "right"),
    ("true_false", {"value": True}, 0, "wrong"),
    ("true_false", dict(UNKNOWN), 0, "unknown is not false"),
    ("number", {"typed": "750rb", "value": "750000"}, 1, "exact"),
    ("number", {"typed": "", "value": "751000"}, 1, "at the edge of the tolerance"),
    ("number", {"typed": "", "value": "751000.01"}, 0, "just beyond it"),
    ("number", {"typed": "", "value": "749000"}, 1, "at the lower edge"),
    ("number", dict(UNKNOWN), 0, "unknown"),
    ("short_text", {"typed": "lokapasar"}, 1, "another case"),
    ("short_text", {"typed": "“Marketplace”."}, 1, "quotes and a full stop"),
    ("short_text", {"typed": "lokapasr"}, 0, "another spelling is not guessed"),
    ("short_text", {"typed": "..."}, 0, "only punctuation"),
    ("short_text", dict(UNKNOWN), 0, "unknown"),
]


@pytest.mark.parametrize(
    ("kind", "response", "share"),
    [row[:3] for row in MARKED],
    ids=[f"{row[0]}: {row[3]}" for row in MARKED],
)
def test_kind_marks_a_response(kind, response, share):
    assert KINDS[kind].mark(ASKED[kind], response) == share


@pytest.mark.parametrize("kind", KINDS)
def test_kind_finds_no_fault_with_a_sound_question(kind):
    assert KINDS[kind].problems(ASKED[kind]) == []


FAULTY = [
    ("single", SINGLE | {"choices": SINGLE["choices"][1:2]}, 1, "a single choice"),
    ("single", SINGLE | {"choices": [SINGLE["choices"][0], SINGLE["choices"][2]]}, 1, "none right"),
    ("single", SINGLE | {"choices": [SINGLE["choices"][1], SINGLE["choices"][1]]}, 2, "twins, both right"),
    ("single", SINGLE | {"stem": {"en": "English only"}}, 1, "no Indonesian words"),
    ("multiple", MULTIPLE | {"choices": MULTIPLE["choices"][2:]}, 1, "none right"),
    ("multiple", MULTIPLE | {"choices": []}, 2, "no choices"),
    (
        "multiple",
        MULTIPLE | {"choices": [*MULTIPLE["choices"], {"id": "b5", "text": {}}]},
        1,
        "a choice without words",
    ),
    ("true_false", TRUE_FALSE | {"answer": None}, 1, "no answer"),
    ("true_false", TRUE_FALSE | {"answer": "false"}, 1, "an answer in words"),
    ("number", NUMBER | {"answer": "tujuh"}, 1, "an answer in words"),
    ("number", {"stem": NUMBER["stem"]}, 1, "no answer"),
    ("number", NUMBER | {"tolerance": "-1"}, 1, "a negative tolerance"),
    ("short_text", SHORT_TEXT | {"accept": {}}, 1, "nothing accepted"),
    ("short_text", SHORT_TEXT | {"accept": {"id": [" . "]}}, 1, "only punctuation accepted"),
    ("short_text", SHORT_TEXT | {"stem": {}, "accept": {}}, 2, "two faults"),
]


@pytest.mark.parametrize(
    ("kind", "content", "faults"),
    [row[:3] for row in FAULTY],
    ids=[f"{row[0]}: {row[3]}" for row in FAULTY],
)
def test_kind_names_the_faults_of_a_question(kind, content, faults):
    assert len(KINDS[kind].problems(content)) == faults


def everything_in(value) -> set:
    """All keys and texts of nested data."""
    if isinstance(value, dict):
        return set(value) | {part for inner in value.values() for part in everything_in(inner)}
    if isinstance(value, list):
        return {part for inner in value for part in everything_in(inner)}
    return {value}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_shows_no_key_to_the_page(kind):
    shown = KINDS[kind].shown(ASKED[kind], None, "id")

    assert everything_in(shown) & {"right", "answer", "accept", "why", "750000", "Lokapasar"} == set()


SAID = [
    ("single", {"choice": "q7"}, "Lampu kilat", "Cahaya jendela", "Kilat membuat silau."),
    ("single", {"choice": "z5"}, "Lampu jalan", "Cahaya jendela", "Cahaya lembut menunjukkan warna asli."),
    (
        "multiple",
        {"choices": ["b1", "b3"]},
        "Ukuran; Gosip",
        "Ukuran; Berat",
        "Ukuran mencegah salah beli. Berat menentukan ongkir.",
    ),
    (
        "number",
        {"typed": "1,5 juta", "value": "1500000"},
        "1.500.000 rupiah",
        "750.000 rupiah",
        "Penjualan dikurangi modal.",
    ),
    (
        "short_text",
        {"typed": "toko"},
        "toko",
        "Lokapasar",
        "Lokapasar mempertemukan penjual dan pembeli.",
    ),
]


@pytest.mark.parametrize(("kind", "response", "said", "key", "why"), SAID)
def test_kind_explains_after_the_test(kind, response, said, key, why):
    asked = KINDS[kind]

    explained = (
        asked.say(ASKED[kind], response, "id"),
        asked.key(ASKED[kind], "id"),
        asked.why(ASKED[kind], response, "id"),
    )

    assert explained == (said, key, why)
