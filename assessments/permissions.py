"""Who may sit and see which attempt."""

from django.db.models import QuerySet

from assessments.models import Attempt
from courses.permissions import enrolments_of


def attempts_of(person) -> QuerySet[Attempt]:
    """One's own attempts."""
    if not person.is_authenticated:
        return Attempt.objects.none()
    return Attempt.objects.filter(enrolment__in=enrolments_of(person).order_by()).select_related(
        "sitting", "form__quiz", "enrolment__cohort__programme__clinic", "enrolment__person"
    )
