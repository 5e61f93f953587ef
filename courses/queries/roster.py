"""What a list of participants will change in a cohort, before anything is changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic.people.models import Person
from courses.models import Cohort, Enrolment

AT_ONCE = 500  # phone numbers in one question to the database


class Newcomer(Protocol):
    """Somebody in a list. ``row`` is its place there, ``phone`` E.164, ``note`` what the reader decided."""

    @property
    def row(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def sector(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def business(self) -> str: ...
    @property
    def note(self) -> str: ...


class Fate(StrEnum):
    NEW = "new"  # gets an account and a place
    KNOWN = "known"  # has an account, gets a place
    ALREADY = "already"  # in this cohort already: nothing changes
    REJECTED = "rejected"


@dataclass(frozen=True)
class RosterLine:
    """One row and what becomes of it. ``words``: the reason of a rejection, else what to know."""

    newcomer: Newcomer
    fate: Fate
    words: str = ""
    person: Person | None = None

    @property
    def row(self) -> int:
        return self.newcomer.row

    @property
    def is_enrolled(self) -> bool:
        """Whether this row gets a place it did not have."""
        return self.fate in (Fate.NEW, Fate.KNOWN)


@dataclass
class RosterFates:
    """All rows in order."""

    lines: list[RosterLine] = field(default_factory=list)

    def __add__(self, other: "RosterFates") -> "RosterFates":
        return RosterFates(self.lines + other.lines)

    def _how_many(self, *fates: Fate) -> int:
        counted = Counter(line.fate for line in self.lines)
        return sum(counted[fate] for fate in fates)

    @property
    def new(self) -> int:
        return self._how_many(Fate.NEW)

    @property
    def known(self) -> int:
        """People with an account, whether they get a place now or have one already."""
        return self._how_many(Fate.KNOWN, Fate.ALREADY)

    @property
    def already(self) -> int:
        return self._how_many(Fate.ALREADY)

    @property
    def enrolled(self) -> int:
        return self._how_many(Fate.NEW, Fate.KNOWN)

    @property
    def rejected(self) -> list[RosterLine]:
        return [line for line in self.lines if line.fate == Fate.REJECTED]


def fates_of(cohort: Cohort, newcomers: Iterable[Newcomer]) -> RosterFates:
    """What becomes of each row, places given in the order of the list. Writes nothing."""
    newcomers = list(newcomers)
    people = _people_by_phone([newcomer.phone for newcomer in newcomers])
    enrolments = _enrolments_by_person(cohort, [person.pk for person in people.values()])
    free = cohort.quota - cohort.enrolments.taking_part().count()

    fates = RosterFates()
    for newcomer in newcomers:
        person = people.get(newcomer.phone)
        enrolment = enrolments.get(person.pk) if person else None
        line = _line(newcomer, person, enrolment, cohort, free)
        free -= line.is_enrolled
        fates.lines.append(line)
    return fates


def _people_by_phone(phones: list[str]) -> dict[str, Person]:
    return {
        person.phone: person
        for start in range(0, len(phones), AT_ONCE)
        for person in Person.objects.filter(phone__in=phones[start : start + AT_ONCE])
        if person.phone
    }


def _enrolments_by_person(cohort: Cohort, people: list[int]) -> dict[int, Enrolment]:
    return {
        enrolment.person_id: enrolment
        for start in range(0, len(people), AT_ONCE)
        for enrolment in cohort.enrolments.filter(person__in=people[start : start + AT_ONCE])
    }


def _line(
    newcomer: Newcomer, person: Person | None, enrolment: Enrolment | None, cohort: Cohort, free: int
) -> RosterLine:
    notes = [str(newcomer.note)] if newcomer.note else []
    if person is not None and person.name.casefold() != newcomer.name.casefold():
        notes.append(_("We know this number as %(name)s, and keep that name.") % {"name": person.name})
    if enrolment is not None:
        if enrolment.left_on is not None:
            notes.append(
                _("Left this cohort on %(day)s and stays out. Welcome them back on the page of the cohort.")
                % {"day": date_format(enrolment.left_on, "j F Y")}
            )
        return RosterLine(newcomer, Fate.ALREADY, " ".join(notes), person)
    if person is not None and not person.is_active:
        words = _("This account is closed. An administrator can open it again.")
        return RosterLine(newcomer, Fate.REJECTED, words, person)
    if free <= 0:
        words = _("No place left: this cohort has %(quota)s.") % {"quota": cohort.quota}
        return RosterLine(newcomer, Fate.REJECTED, words, person)
    return RosterLine(newcomer, Fate.KNOWN if person else Fate.NEW, " ".join(notes), person)
