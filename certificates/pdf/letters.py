"""The shipped fonts: how wide a text is in them, and which letters they have."""

from functools import cache
from pathlib import Path
from typing import Any, cast

from django.utils.translation import gettext as _
from PIL import ImageFont

from certificates.fitting import POINT, WidthOf
from certificates.pdf.cases import Unprintable
from certificates.printable import unprintable_letters, without_symbols
from certificates.snapshot import Snapshot

FONTS = Path(__file__).resolve().parent.parent / "print" / "fonts"
SANS, BOLD, ITALIC, DISPLAY = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSerifDisplay-Bold"


@cache
def _measured(face: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{face}.ttf"), 1000, layout_engine=ImageFont.Layout.BASIC)


def width_in(face: str) -> WidthOf:
    """How wide a text is in a face, in millimetres, with a hundredth to spare for kerning."""
    font = _measured(face)
    return lambda text, points: font.getlength(text) / 1000 * points * POINT * 1.01


@cache
def letters_of(face: str) -> frozenset[int]:
    """The code points a font can show."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / f"{face}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(snapshot: Snapshot) -> Snapshot:
    """The snapshot with only what the fonts can show; refuses letters that they lack."""
    said = cast(Snapshot, _cleaned(snapshot, letters_of(SANS)))
    if missing := unprintable_letters(said["name"], letters_of(DISPLAY)):
        raise _cannot_print(missing)
    if not said["name"]:
        raise Unprintable(_("There is no name to print. Enter the name in Latin letters."))
    return said


def _cleaned(value: Any, letters: frozenset[int]) -> Any:
    if isinstance(value, dict):
        return {key: _cleaned(part, letters) for key, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part, letters) for part in value]
    if not isinstance(value, str):
        return value
    text = without_symbols(value, letters)
    if missing := unprintable_letters(text, letters):
        raise _cannot_print(missing)
    return text


def _cannot_print(missing: str) -> Unprintable:
    return Unprintable(
        _("The certificate cannot show these letters: %(letters)s. Correct the spelling with Latin letters.")
        % {"letters": missing}
    )
