"""One person as the desk sees them."""

from dataclasses import dataclass

from clinic.people.models import Appointment, Business, Person
from clinic.people.permissions import appointments_run_by, staff_run_by
from clinic.people.queries import ConsentState, consents_of
from courses.models import Enrolment
from courses.permissions import enrolments_run_by


@dataclass(frozen=True)
class PersonPage:
    """What one may see of a person: roles and cohorts in one's own clinics."""

    roles: list[Appointment]
    enrolments: list[Enrolment]
    businesses: list[Business]
    consents: list[ConsentState]
    can_get_code: bool
    can_get_password: bool


def person_page(person: Person, by: Person) -> PersonPage:
    roles = appointments_run_by(by).filter(pk__in=person.appointments.current())
    return PersonPage(
        roles=list(roles.select_related("clinic", "organisation")),
        enrolments=list(
            enrolments_run_by(by)
            .filter(person=person)
            .select_related("cohort__programme")
            .order_by("-joined_at")
        ),
        businesses=list(person.businesses.all()),
        consents=consents_of(person),
        can_get_code=bool(person.phone) and person.is_active,
        can_get_password=bool(person.roles)
        and person.is_active
        and staff_run_by(by).filter(pk=person.pk).exists(),
    )
