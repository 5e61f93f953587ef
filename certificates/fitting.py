"""How large a text may be printed so that it stays in its box. Plain Python; widths in millimetres.

``width_of(text, points)`` tells how wide a text is in a type size; the printing measures with the
very fonts it prints with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Size = TypeVar("Size")
WidthOf = Callable[[str, float], float]

POINT = 25.4 / 72  # millimetres
NAME_SIZES = (44, 40, 36, 32, 28, 25)  # on one line
NAME_SIZES_ON_TWO_LINES = (27, 25, 23, 21, 19, 17, 15, 13, 11, 9)


@dataclass(frozen=True)
class Fit:
    """A text cut into lines, and the size in points in which each of them fits."""

    points: float
    lines: list[str]


def fit_name(name: str, width_of: WidthOf, width: float) -> Fit:
    """The name on one line as large as it fits, else on two lines of about the same length.

    A single word too long for a line is cut in the middle: nothing ever leaves the paper.
    """
    for points in NAME_SIZES:
        if width_of(name, points) <= width:
            return Fit(points, [name])
    lines = halves(name, width_of)
    for points in NAME_SIZES_ON_TWO_LINES:
        if all(width_of(line, points) <= width for line in lines):
            return Fit(points, lines)
    smallest = NAME_SIZES_ON_TWO_LINES[-1]
    return Fit(smallest * width / max(width_of(line, smallest) for line in lines), lines)


def halves(text: str, width_of: WidthOf) -> list[str]:
    """A text as two lines, cut between words where they come out most alike."""
    words = text.split()
    if len(words) == 1:
        middle = (len(text) + 1) // 2
        return [text[:middle], text[middle:]]
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(cuts, key=lambda lines: max(width_of(line, 10) for line in lines)))


def lines_of(text: str, width_of: WidthOf, points: float, width: float) -> int:
    """How many lines a text takes when it is broken between words, and within those longer than a line."""
    lines, used = 1, 0.0
    space = width_of(" ", points)
    for word in text.split():
        wide = width_of(word, points)
        if used and used + space + wide <= width:
            used += space + wide
            continue
        if used:
            lines += 1
        while wide > width:
            lines += 1
            wide -= width
        used = wide
    return lines


def first_that_fits(sizes: Sequence[Size], height_in: Callable[[Size], float], height: float) -> Size:
    """The first of these sizes in which a text is no higher than that, else the last."""
    return next((size for size in sizes if height_in(size) <= height), sizes[-1])
