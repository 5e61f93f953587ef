"""What changed between two tests. Plain Python; shares are 0 to 1."""

from dataclasses import dataclass
from decimal import Decimal


def normalised_gain(before: Decimal, after: Decimal) -> Decimal | None:
    """The part of the possible improvement that was reached (Hake 1998, American Journal of Physics 66, 64).

    None where the first test was already full: nothing was left to gain.
    """
    if before == 1:
        return None
    return (after - before) / (1 - before)


def points(share: Decimal) -> int:
    """A share as points of 100, halves up: what people see."""
    return int((share * 100 + Decimal("0.5")) // 1)


@dataclass(frozen=True)
class Change:
    """Before and after of one thing, in points of 100. ``before`` is None where there was no pre-test."""

    before: int | None
    after: int | None

    @property
    def difference(self) -> int | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def loss(self) -> int | None:
        """How far it fell, as a positive number."""
        return None if self.difference is None else -self.difference

    @property
    def direction(self) -> str:
        """``up``, ``same``, ``down``, or ``unknown`` where one of the two is missing."""
        if self.difference is None:
            return "unknown"
        return "up" if self.difference > 0 else "down" if self.difference < 0 else "same"
