"""Whose jobs one may see and start again."""

from django.db.models import QuerySet

from clinic.jobs.models import Job
from clinic.people.permissions import clinics_of
from clinic.policy import COORDINATOR


def visible_jobs(person) -> QuerySet[Job]:
    """Coordinators see the jobs of their clinics; administrators all, those of no clinic too."""
    if not person.is_authenticated or not person.is_active:
        return Job.objects.none()
    if person.is_superuser:
        return Job.objects.all()
    return Job.objects.filter(clinic__in=clinics_of(person, COORDINATOR))


def retryable_jobs(person) -> QuerySet[Job]:
    """The same people start stopped work again."""
    return visible_jobs(person)
