"""A list of participants as one looks at it before it is confirmed."""

from dataclasses import dataclass

from courses.imports.roster import Roster
from courses.models import Cohort
from courses.queries.roster import Fate, RosterFates, fates_of


@dataclass(frozen=True)
class PreviewLine:
    """One row of the list: who, and what becomes of it."""

    row: int
    fate: Fate
    words: str
    name: str = ""
    phone: str = ""
    business: str = ""
    place: str = ""


@dataclass(frozen=True)
class Preview:
    """``lines`` in the order of the list, also those that could not be read."""

    fates: RosterFates
    lines: list[PreviewLine]

    @property
    def known_enrolled(self) -> int:
        return self.fates.enrolled - self.fates.new

    @property
    def rejected(self) -> int:
        return sum(line.fate == Fate.REJECTED for line in self.lines)


def preview_of(cohort: Cohort, roster: Roster) -> Preview:
    fates = fates_of(cohort, roster.rows)
    unread = [PreviewLine(row.row, Fate.REJECTED, str(row.reason)) for row in roster.rejected]
    read = [
        PreviewLine(
            row=line.row,
            fate=line.fate,
            words=line.words,
            name=line.newcomer.name,
            phone=line.newcomer.phone,
            business=line.newcomer.business or line.newcomer.sector,
            place=line.newcomer.place,
        )
        for line in fates.lines
    ]
    return Preview(fates, sorted(unread + read, key=lambda line: line.row))
