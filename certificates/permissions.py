"""Who may see and change which certificate."""

from django.db.models import QuerySet

from certificates.models import Award, Certificate
from certificates.models.certificate import CertificateQuerySet
from clinic.people.permissions import clinics_of
from clinic.policy import COORDINATOR


def own_certificates(person) -> CertificateQuerySet:
    """One's own, also of a cohort one has left since."""
    if not person.is_authenticated:
        return Certificate.objects.none()
    return Certificate.objects.filter(enrolment__person=person)


def certificates_run_by(person) -> CertificateQuerySet:
    """Certificates of the clinics this person coordinates."""
    return Certificate.objects.filter(
        award__programme__clinic__in=clinics_of(person, COORDINATOR)
    ).select_related("award__programme__clinic", "enrolment__person", "enrolment__cohort")


def awards_run_by(person) -> QuerySet[Award]:
    return Award.objects.filter(programme__clinic__in=clinics_of(person, COORDINATOR)).select_related(
        "programme__clinic"
    )


def readable_files(person) -> CertificateQuerySet:
    """Whose PDF this person may fetch: one's own while it is valid, and those of one's clinics."""
    if not person.is_authenticated:
        return Certificate.objects.none()
    own = own_certificates(person).valid()
    clinics = clinics_of(person, COORDINATOR)
    return Certificate.objects.filter(pk__in=own.values("pk")) | Certificate.objects.filter(
        award__programme__clinic__in=clinics
    )
