"""Who may sit and see which attempt."""

from django.db.models import QuerySet

from assessments.models import Attempt
from courses.permissions import enrolments_of


def attempts_of(person) -> QuerySet[Attempt]:
    """One's own attempts."""
    if not person.is_authenticated:
        return Attempt.objects.none()
    mine = enrolments_of(person).order_by().values("pk")
    return Attempt.objects.filter(enrolment__in=mine).select_related("sitting")
