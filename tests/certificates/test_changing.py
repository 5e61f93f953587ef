import pytest
from django.db import IntegrityError, transaction

from certificates.actions.changing import correct_certificate, revoke_certificate
from certificates.actions.issuing import award_if_earned
from certificates.models import Certificate
from clinic.audit.models import AuditEvent
from clinic.jobs.models import Job
from clinic.refusals import Refusal
from tests.certificates.world import a_coordinator, one_who_earned

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    return award_if_earned(one_who_earned().pk)


@pytest.fixture
def coordinator(certificate):
    return a_coordinator(certificate.enrolment.cohort)


def test_revoke_certificate_ends_it_with_reason_and_name(certificate, coordinator):
    revoke_certificate(certificate, "  Diberikan kepada   orang yang salah ", by=coordinator)

    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.REVOKED
    assert certificate.reason == "Diberikan kepada orang yang salah"
    assert (certificate.ended_by, certificate.ended_at is not None) == (coordinator, True)


def test_revoke_certificate_asks_for_a_reason(certificate, coordinator):
    with pytest.raises(Refusal, match=r"Say why|Tulis"):
        revoke_certificate(certificate, "  ", by=coordinator)


def test_ended_certificate_is_never_changed_again(certificate, coordinator):
    revoke_certificate(certificate, "Salah orang", by=coordinator)

    with pytest.raises(Refusal):
        revoke_certificate(certificate, "Sekali lagi", by=coordinator)
    with pytest.raises(Refusal):
        correct_certificate(certificate, "Rohana Bakri", "Salah ketik", by=coordinator)


def test_correct_certificate_replaces_it_under_a_new_number(certificate, coordinator):
    new = correct_certificate(certificate, " Rohana  Bakri ", "Nama salah ketik", by=coordinator)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.reason) == (Certificate.State.CORRECTED, "Nama salah ketik")
    assert (new.state, new.replaces, new.sequence) == (Certificate.State.VALID, certificate, 2)
    changed = {key for key in new.snapshot if new.snapshot[key] != certificate.snapshot[key]}
    assert changed == {"name", "number", "public_id"}
    assert new.snapshot["name"] == "Rohana Bakri"
    assert (new.snapshot["number"], new.snapshot["public_id"]) == (new.number, new.public_id)
    assert Job.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   ", "Rohana Bakar", " Rohana  Bakar"])
def test_correct_certificate_asks_for_another_name(certificate, coordinator, name):
    with pytest.raises(Refusal):
        correct_certificate(certificate, name, "Nama salah ketik", by=coordinator)

    certificate.refresh_from_db()
    assert certificate.is_valid


def test_correct_certificate_takes_no_number_when_it_fails(certificate, coordinator):
    with pytest.raises(Refusal):
        correct_certificate(certificate, "Rohana Bakri", "", by=coordinator)

    assert Certificate.objects.count() == 1
    assert certificate.series.last == 1


@pytest.mark.parametrize("state", ["valid", "corrected"])
def test_database_refuses_to_revive_an_ended_certificate(certificate, coordinator, state):
    revoke_certificate(certificate, "Salah orang", by=coordinator)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(state=state)


def test_every_change_of_state_stands_in_the_trail(certificate, coordinator):
    revoke_certificate(certificate, "Salah orang", by=coordinator)

    event = AuditEvent.objects.filter(table="certificates_certificate", action="update").latest("id")
    assert (event.before["state"], event.after["state"]) == ("valid", "revoked")
    assert event.after["reason"] == "Salah orang"
