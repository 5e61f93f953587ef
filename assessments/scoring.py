"""How an attempt becomes a score. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assessments.kinds import KINDS
from assessments.kinds.base import Content, Response

FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class AskedItem:
    """An item as it was asked: its id, the kind of its question and the content of that version."""

    id: int
    kind: str
    content: Content


@dataclass(frozen=True)
class Marks:
    """What an attempt reached: ``share`` of all items (0 to 1, four places), and of each item."""

    share: Decimal
    items: dict[int, Fraction]


def as_share(value: Fraction) -> Decimal:
    """A fraction as a decimal of four places, halves rounded up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(FOUR_PLACES, rounding=ROUND_HALF_UP)


def mark(items: Iterable[AskedItem], responses: dict[int, Response | None]) -> Marks:
    """Mark every item asked. What was not answered, or answered "don't know", earns nothing.

    Every item weighs the same. An attempt at no items at all is refused: it has no score.
    """
    reached: dict[int, Fraction] = {}
    for item in items:
        response = responses.get(item.id)
        if not response or response.get("unknown"):
            reached[item.id] = Fraction(0)
        else:
            reached[item.id] = KINDS[item.kind].mark(item.content, response)
    if not reached:
        raise ValueError("an attempt at no items has no score")
    return Marks(share=as_share(sum(reached.values(), Fraction(0)) / len(reached)), items=reached)
