"""Taking people into a cohort: a whole list, or one by hand."""

from collections.abc import Iterable

from django.db import transaction

from clinic.audit.actions import record
from clinic.people.actions.joining import register_person
from clinic.people.models import Business, Person
from courses.actions.enrolling import enrol
from courses.models import Cohort, Enrolment
from courses.queries.roster import Newcomer, RosterFates, RosterLine, fates_of
from courses.sectors import guess_sector


@transaction.atomic
def import_roster(cohort: Cohort, newcomers: Iterable[Newcomer], by: Person | None) -> RosterFates:
    """Take everybody in the list in who can be; the others are named with the reason.

    The same list again changes nothing. Somebody known keeps name and business as they are. ``by``: None
    is the command line. Long lists are handed in in parts: what stands in one call is done or not done.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    fates = fates_of(cohort, newcomers)
    for line in fates.lines:
        if line.is_enrolled:
            _take_in(line, cohort)
    if fates.enrolled:
        record("roster_imported", cohort, by=by, after={"new": fates.new, "enrolled": fates.enrolled})
    return fates


def _take_in(line: RosterLine, cohort: Cohort) -> Enrolment:
    newcomer = line.newcomer
    person = line.person or register_person(newcomer.name, newcomer.phone, pin="", channel="roster")
    business = _business_of(person, newcomer.business, newcomer.sector, newcomer.place)
    return enrol(person, cohort, via=Enrolment.Via.ROSTER, business=business)


@transaction.atomic
def add_participant(
    cohort: Cohort, by: Person, *, name: str, phone: str, business: str = "", trade: str = "", place: str = ""
) -> tuple[Enrolment, bool]:
    """Give one person a place, by hand. Returns the enrolment and whether the person is new to the clinic.

    Somebody known by this number keeps name and business. Refuses when the places are taken.
    """
    person = Person.objects.filter(phone=phone).first()
    is_new = person is None
    if person is None:
        person = register_person(name, phone, pin="", channel="desk")
    enrolment = enrol(
        person, cohort, via=Enrolment.Via.DESK, business=_business_of(person, business, trade, place)
    )
    record("participant_added", enrolment, by=by, after={"person_id": person.pk, "cohort_id": cohort.pk})
    return enrolment, is_new


def _business_of(person: Person, name: str, trade: str, place: str) -> Business | None:
    """The business somebody has, or the one the list tells of; None where it tells of none."""
    known = person.businesses.first()
    if known is not None or not (name or trade or place):
        return known
    sector = guess_sector(trade)
    if sector == Business.Sector.OTHER:
        sector = guess_sector(name)
    return Business.objects.create(owner=person, name=name, trade=trade, place=place, sector=sector)
