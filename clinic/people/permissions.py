"""Who holds which role where, and whom they may therefore change."""

from django.db.models import Q, QuerySet

from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.policy import ADMINISTRATOR, COORDINATOR


def clinics_of(person, *roles: str) -> QuerySet[Clinic]:
    """The clinics where this person holds one of the roles today; administrators hold them everywhere."""
    if not person.is_authenticated or not person.is_active:
        return Clinic.objects.none()
    if person.is_superuser and set(roles) & {ADMINISTRATOR, COORDINATOR}:
        return Clinic.objects.all()
    held = Appointment.objects.current().of(person).filter(role__in=roles)
    return Clinic.objects.filter(pk__in=held.values("clinic"))


def schools_of(person, *roles: str) -> QuerySet[Organisation]:
    """The schools where this person holds one of the roles today; administrators hold them everywhere."""
    if not person.is_authenticated or not person.is_active:
        return Organisation.objects.none()
    if person.is_superuser:
        return Organisation.objects.filter(kind=Organisation.Kind.SCHOOL)
    held = Appointment.objects.current().of(person).filter(role__in=roles)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def is_at(person, role: str, clinic: Clinic) -> bool:
    return clinics_of(person, role).filter(pk=clinic.pk).exists()


def appointments_run_by(person) -> QuerySet[Appointment]:
    """Appointments a coordinator looks after: at their clinics, and at the schools that carry these."""
    if not person.is_authenticated:
        return Appointment.objects.none()
    if person.is_superuser:
        return Appointment.objects.all()
    clinics = clinics_of(person, COORDINATOR)
    return Appointment.objects.filter(
        Q(clinic__in=clinics) | Q(organisation__in=organisations_run_by(person))
    ).distinct()


def organisations_run_by(person) -> QuerySet[Organisation]:
    """Organisations that carry the clinics this person coordinates."""
    if not person.is_authenticated:
        return Organisation.objects.none()
    if person.is_superuser:
        return Organisation.objects.all()
    clinics = clinics_of(person, COORDINATOR)
    return Organisation.objects.filter(
        Q(hosted_clinics__in=clinics) | Q(partnered_clinics__in=clinics)
    ).distinct()


def staff_run_by(person) -> QuerySet[Person]:
    """People whose every role a coordinator looks after; never an administrator."""
    if not person.is_authenticated:
        return Person.objects.none()
    if person.is_superuser:
        return Person.objects.all()
    mine = appointments_run_by(person)
    elsewhere = Appointment.objects.current().exclude(pk__in=mine.values("pk"))
    return (
        Person.objects.filter(is_superuser=False, pk__in=mine.values("person"))
        .exclude(pk__in=elsewhere.values("person"))
        .distinct()
    )
