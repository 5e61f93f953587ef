"""Who may see which programme, cohort and enrolment."""

from django.db.models import QuerySet

from clinic.people.permissions import clinics_of
from clinic.policy import COORDINATOR
from courses.models import Cohort, Enrolment, Programme


def enrolments_of(person) -> QuerySet[Enrolment]:
    """One's own enrolments; whoever finished keeps them, whoever left does not."""
    if not person.is_authenticated:
        return Enrolment.objects.none()
    return (
        Enrolment.objects.of(person).taking_part().select_related("cohort__programme").order_by("-joined_at")
    )


def programmes_run_by(person) -> QuerySet[Programme]:
    """Programmes of the clinics this person coordinates."""
    return Programme.objects.filter(clinic__in=clinics_of(person, COORDINATOR)).select_related("clinic")


def cohorts_run_by(person) -> QuerySet[Cohort]:
    return Cohort.objects.filter(programme__in=programmes_run_by(person)).select_related(
        "programme__clinic", "programme__course"
    )


def enrolments_run_by(person) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(cohort__in=cohorts_run_by(person)).select_related(
        "person", "business", "cohort__programme__clinic"
    )
