"""Ending the validity of a certificate: revoking it, or correcting the name on it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.actions.issuing import keep_certificate, local_time, take_number
from certificates.models import Certificate
from certificates.numbering import new_public_id, number_of
from certificates.snapshot import Snapshot
from clinic.people.models import Person
from clinic.refusals import Refusal


@transaction.atomic
def revoke_certificate(certificate: Certificate, reason: str, by: Person) -> Certificate:
    """Declare a certificate as no longer valid, for a reason that whoever checks it will read."""
    certificate = _locked_valid(certificate)
    return _end(certificate, Certificate.State.REVOKED, reason, by)


@transaction.atomic
def correct_certificate(certificate: Certificate, name: str, reason: str, by: Person) -> Certificate:
    """Replace a certificate by one with another name and a new number; returns the new one.

    Everything else stays as it was frozen, also where the person has learned more since.
    """
    certificate = _locked_valid(certificate)
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("Enter the right name."))
    if name == certificate.name:
        raise Refusal(_("The certificate already carries this name. Enter the corrected one."))

    _end(certificate, Certificate.State.CORRECTED, reason, by)
    now = timezone.now()
    issued_on = local_time(certificate.enrolment, now).date()
    series, sequence = take_number(certificate.award.number_prefix, issued_on.year)
    snapshot: Snapshot = certificate.snapshot | {
        "number": number_of(series.prefix, series.year, sequence),
        "public_id": new_public_id(),
        "name": name,
        "issued_on": issued_on.isoformat(),
    }
    return keep_certificate(
        certificate.award, certificate.enrolment, series, sequence, snapshot, now, replaces=certificate
    )


def _locked_valid(certificate: Certificate) -> Certificate:
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    certificate = Certificate.objects.select_related("award", "enrolment__cohort__programme__clinic").get(
        pk=certificate.pk
    )
    if not certificate.is_valid:
        raise Refusal(
            _("Certificate %(number)s is no longer valid, so it cannot be changed again.")
            % {"number": certificate.number}
        )
    return certificate


def _end(certificate: Certificate, state: str, reason: str, by: Person) -> Certificate:
    reason = " ".join(reason.split())
    if not reason:
        raise Refusal(_("Say why, in a few words: whoever checks the certificate will read it."))
    certificate.state, certificate.reason = state, reason
    certificate.ended_at, certificate.ended_by = timezone.now(), by
    certificate.save(update_fields=["state", "reason", "ended_at", "ended_by"])
    return certificate
