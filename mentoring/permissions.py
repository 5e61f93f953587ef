"""Whom a mentor may see."""

from django.db.models import QuerySet

from clinic.people.permissions import clinics_of
from clinic.policy import MENTOR
from courses.models import Enrolment
from mentoring.models import Mentorship


def mentees_of(person) -> QuerySet[Enrolment]:
    """The participants this person accompanies today, as long as they are a mentor of that clinic.

    Whoever left the cohort is no longer among them.
    """
    if not person.is_authenticated:
        return Enrolment.objects.none()
    accompanied = Mentorship.objects.current().filter(mentor=person)
    return (
        Enrolment.objects.taking_part()
        .filter(
            pk__in=accompanied.values("enrolment"),
            cohort__programme__clinic__in=clinics_of(person, MENTOR),
        )
        .select_related("person", "business", "cohort__programme__clinic")
    )
