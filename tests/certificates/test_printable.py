import pytest

from certificates.printable import unprintable_letters, without_symbols

LATIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZé '’.,-0123456789"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("Rohana Bakar", "Rohana Bakar", id="plain"),
        pytest.param("Nur’aini", "Nur’aini", id="typographic apostrophe"),
        pytest.param("Pempek \U0001f41f Rohana ❤️", "Pempek Rohana", id="emoji and their selectors"),
        pytest.param("Café", "Café", id="composed"),
        pytest.param("Siti\u200b\tAminah\n", "Siti Aminah", id="invisible and white space"),
        pytest.param("حليمة", "حليمة", id="letters stay, to be refused"),
    ],
)
def test_without_symbols_keeps_letters(text, printed):
    assert without_symbols(text, LATIN) == printed


def test_unprintable_letters_names_each_once():
    assert unprintable_letters("Siti 花花子", LATIN) == "花子"
    assert unprintable_letters("Siti", LATIN) == ""
