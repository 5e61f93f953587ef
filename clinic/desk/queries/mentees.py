"""A mentor's participants, with how far each one is."""

from django.db.models import F, QuerySet

from clinic.desk.queries.participants import matching, with_progress
from courses.models import Enrolment
from mentoring.permissions import mentees_of


def mentee_rows(person, typed: str = "") -> QuerySet[Enrolment]:
    """The mentees for `lines_of`, those longest away first."""
    rows = mentees_of(person)
    if typed:
        rows = rows.filter(matching(typed)).distinct()
    return with_progress(rows).order_by(F("seen_at").asc(nulls_first=True), "person__name", "pk")
