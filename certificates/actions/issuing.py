"""Giving a certificate to whoever has earned it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from certificates.actions.printing import print_later
from certificates.criteria import criteria_of, is_met
from certificates.models import Award, Certificate, NumberSeries
from certificates.numbering import new_public_id, number_of
from certificates.queries.facts import facts_of
from certificates.queries.snapshot import snapshot_of
from certificates.snapshot import Snapshot
from courses.models import Enrolment


@transaction.atomic
def award_if_earned(enrolment_id: int) -> Certificate | None:
    """Issue the certificate of an enrolment that meets the rule of its programme; None where it does not.

    Safe to call at any time and at once: the enrolment is locked, and whoever has had a certificate gets
    no second one. A revoked one stays revoked.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment_id)
    enrolment = Enrolment.objects.select_related("person", "business", "cohort__programme__clinic__host").get(
        pk=enrolment_id
    )
    award = Award.objects.filter(programme=enrolment.cohort.programme_id).first()
    if award is None or enrolment.state == Enrolment.State.LEFT:
        return None
    issued = Certificate.objects.filter(enrolment=enrolment, award=award)
    if issued.exists():
        return issued.valid().first()
    if not is_met(criteria_of(award.rule, facts_of(enrolment))):
        return None

    now = timezone.now()
    series, sequence = take_number(award.number_prefix, local_time(enrolment, now).year)
    number, public_id = number_of(series.prefix, series.year, sequence), new_public_id()
    snapshot = snapshot_of(
        enrolment, award, number=number, public_id=public_id, issued_on=local_time(enrolment, now).date()
    )
    return keep_certificate(award, enrolment, series, sequence, snapshot, now)


def keep_certificate(
    award: Award,
    enrolment: Enrolment,
    series: NumberSeries,
    sequence: int,
    snapshot: Snapshot,
    issued_at: datetime,
    replaces: Certificate | None = None,
) -> Certificate:
    """Write the row of a certificate and have it printed. In the transaction that took the number."""
    certificate = Certificate.objects.create(
        award=award,
        enrolment=enrolment,
        series=series,
        sequence=sequence,
        number=snapshot["number"],
        public_id=snapshot["public_id"],
        snapshot=snapshot,
        issued_at=issued_at,
        replaces=replaces,
    )
    print_later(certificate)
    return certificate


def take_number(prefix: str, year: int) -> tuple[NumberSeries, int]:
    """The next number of the year. The series stays locked until the transaction ends, and a transaction
    that fails gives its number back: no number is missing, none is given twice."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken in the transaction that uses it")
    series = NumberSeries.objects.filter(prefix=prefix, year=year)
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(prefix=prefix, year=year)
        series.update(last=F("last") + 1)
    taken = series.get()
    return taken, taken.last


def local_time(enrolment: Enrolment, moment: datetime) -> datetime:
    """A moment by the clock of the clinic: a certificate of New Year's Eve in Jayapura is of the new year."""
    return timezone.localtime(moment, ZoneInfo(enrolment.cohort.programme.clinic.time_zone))
