"""Whom and what the desk shows to whom."""

from django.db.models import Q, QuerySet

from clinic.people.models import Person
from clinic.people.permissions import appointments_run_by, clinics_of
from clinic.policy import COORDINATOR, OBSERVER
from courses.models import Cohort, Programme
from courses.permissions import enrolments_run_by


def programmes_seen_by(person) -> QuerySet[Programme]:
    """Programmes of the clinics this person coordinates or observes."""
    return Programme.objects.filter(clinic__in=clinics_of(person, COORDINATOR, OBSERVER))


def cohorts_seen_by(person) -> QuerySet[Cohort]:
    return Cohort.objects.filter(programme__in=programmes_seen_by(person)).select_related("programme__clinic")


def people_run_by(person) -> QuerySet[Person]:
    """Participants and staff of the clinics this person coordinates; administrators see everybody.

    An administrator's own page is open to administrators alone.
    """
    if not person.is_authenticated:
        return Person.objects.none()
    if person.is_superuser:
        return Person.objects.all()
    return Person.objects.filter(
        Q(pk__in=enrolments_run_by(person).values("person"))
        | Q(pk__in=appointments_run_by(person).values("person")),
        is_superuser=False,
    )
