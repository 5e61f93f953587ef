"""Which characters the paper can show. Plain Python; a font is the set of its code points."""

import unicodedata
from collections.abc import Set


def without_symbols(text: str, font: Set[int]) -> str:
    """The text in one line without the symbols, emoji and control characters that the font lacks."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        character if ord(character) in font or _is_letter(character) else " " if character.isspace() else ""
        for character in composed
    )
    return " ".join(kept.split())


def unprintable_letters(text: str, font: Set[int]) -> str:
    """The letters of the text that the font lacks, each once: leaving them out would change a word."""
    return "".join(dict.fromkeys(c for c in text if ord(c) not in font and _is_letter(c)))


def _is_letter(character: str) -> bool:
    """Letters, marks and digits; the selectors that colour an emoji are marks only by name."""
    return unicodedata.category(character)[0] in "LMN" and not "\ufe00" <= character <= "\ufe0f"
