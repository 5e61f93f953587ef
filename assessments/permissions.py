"""Who may sit and see which attempt."""

from django.db.models import QuerySet

from assessments.models import Attempt
from courses.models import taking_part


def attempts_of(person) -> QuerySet[Attempt]:
    """One's own attempts, of the enrolments one may see."""
    if not person.is_authenticated:
        return Attempt.objects.none()
    return Attempt.objects.filter(taking_part("enrolment__"), enrolment__person=person).select_related(
        "sitting"
    )
