"""Giving and ending roles, and who looks after whom."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone

from clinic.audit.models import AuditEvent
from clinic.people.actions.appointments import appoint, end_appointment
from clinic.people.models import Appointment, Clinic, Person
from clinic.people.permissions import (
    appointments_run_by,
    clinics_of,
    is_at,
    organisations_run_by,
    schools_of,
    staff_run_by,
)
from clinic.people.signals import appointment_changed
from clinic.policy import ADMINISTRATOR, COORDINATOR, MENTOR
from clinic.refusals import Refusal
from tests.people.factories import (
    AppointmentFactory,
    ClinicFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def heard():
    """Appointments that were announced."""
    announced = []

    def hear(appointment, **_):
        announced.append(appointment)

    appointment_changed.connect(hear)
    yield announced
    appointment_changed.disconnect(hear)


def test_appoint_gives_a_role_and_announces_it(heard):
    person, clinic = StaffFactory(), ClinicFactory()

    appointment = appoint(person, "mentor", clinic, by=None)

    assert person.roles == {"mentor"}
    assert heard == [appointment]
    assert AuditEvent.objects.filter(table="people_appointment", row_id=str(appointment.pk)).exists()


def test_appoint_twice_keeps_the_first(heard):
    person, clinic = StaffFactory(), ClinicFactory()

    assert appoint(person, "mentor", clinic, by=None) == appoint(person, "mentor", clinic, by=None)
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("role", "place", "code"),
    [
        ("instructor", ClinicFactory, "place"),
        ("instructor", OrganisationFactory, "place"),
        ("mentor", SchoolFactory, "place"),
        ("king", ClinicFactory, "refused"),
    ],
)
def test_appoint_refuses_the_wrong_place(role, place, code):
    with pytest.raises(Refusal) as refusal:
        appoint(StaffFactory(), role, place(), by=None)

    assert refusal.value.code == code


def test_appoint_refuses_an_end_before_the_beginning():
    with pytest.raises(Refusal) as refusal:
        appoint(StaffFactory(), "mentor", ClinicFactory(), None, TODAY, TODAY - DAY)

    assert refusal.value.code == "dates"


def test_appoint_refuses_a_closed_account():
    with pytest.raises(Refusal):
        appoint(StaffFactory(is_active=False), "mentor", ClinicFactory(), by=None)


def test_end_appointment_now_ends_role_and_sessions(heard):
    appointment = AppointmentFactory(starts_on=TODAY - DAY)
    before = appointment.person.get_session_auth_hash()

    end_appointment(appointment)

    person = Person.objects.get(pk=appointment.person_id)
    assert person.roles == frozenset()
    assert person.get_session_auth_hash() != before
    assert heard == [appointment]


def test_end_appointment_of_today_leaves_it_to_the_trail():
    appointment = AppointmentFactory()
    pk = str(appointment.pk)

    assert end_appointment(appointment) is None
    assert not Appointment.objects.exists()
    assert AuditEvent.objects.filter(table="people_appointment", row_id=pk, action="delete").exists()


def test_end_appointment_on_a_later_day_holds_until_then():
    appointment = AppointmentFactory()

    end_appointment(appointment, on=TODAY + DAY)

    assert Person.objects.get(pk=appointment.person_id).roles == {"coordinator"}
    assert Appointment.objects.get().ends_on == TODAY + DAY


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "on", "code"),
    [
        (TODAY - 2 * DAY, TODAY - DAY, None, "ended"),
        (TODAY - 2 * DAY, None, TODAY - DAY, "past"),
        (TODAY + 5 * DAY, None, TODAY + DAY, "dates"),
    ],
)
def test_end_appointment_refuses(starts_on, ends_on, on, code):
    appointment = AppointmentFactory(starts_on=starts_on, ends_on=ends_on)

    with pytest.raises(Refusal) as refusal:
        end_appointment(appointment, on)

    assert refusal.value.code == code


def test_clinics_of_follows_role_and_time():
    person = StaffFactory()
    here = AppointmentFactory(person=person, role="mentor").clinic
    AppointmentFactory(person=person, role="coordinator")
    AppointmentFactory(person=person, role="mentor", starts_on=TODAY - DAY, ends_on=TODAY - DAY)
    AppointmentFactory(person=person, role="mentor", starts_on=TODAY + DAY)
    AppointmentFactory(role="mentor")

    assert list(clinics_of(person, MENTOR)) == [here]
    assert clinics_of(person, MENTOR, COORDINATOR).count() == 2
    assert is_at(person, MENTOR, here)
    assert not is_at(person, COORDINATOR, here)


def test_clinics_of_nobody_is_none():
    AppointmentFactory()

    assert not clinics_of(AnonymousUser(), COORDINATOR).exists()
    assert not schools_of(AnonymousUser(), "instructor").exists()
    assert not clinics_of(PersonFactory(), COORDINATOR).exists()


def test_clinics_of_a_closed_account_is_none():
    person = AppointmentFactory().person
    person.is_active = False

    assert not clinics_of(person, COORDINATOR).exists()


def test_clinics_of_administrators_is_all_but_not_as_mentors():
    boss = StaffFactory(is_superuser=True)
    ClinicFactory.create_batch(2)

    assert clinics_of(boss, ADMINISTRATOR).count() == clinics_of(boss, COORDINATOR).count() == 2
    assert not clinics_of(boss, MENTOR).exists()


def test_staff_run_by_a_coordinator_have_no_role_elsewhere():
    coordinator = StaffFactory()
    clinic = AppointmentFactory(person=coordinator).clinic
    mine, shared, boss = StaffFactory(), StaffFactory(), StaffFactory(is_superuser=True)
    for person in (mine, shared, boss):
        AppointmentFactory(person=person, role="mentor", clinic=clinic)
    AppointmentFactory(person=shared, role="mentor")
    PersonFactory()

    assert set(staff_run_by(coordinator)) == {coordinator, mine}


def test_organisations_run_by_a_coordinator_carry_their_clinic():
    coordinator = StaffFactory()
    clinic = AppointmentFactory(person=coordinator).clinic
    partner = SchoolFactory()
    clinic.partners.add(partner)
    instructor = AppointmentFactory(role="instructor", clinic=None, organisation=partner)
    AppointmentFactory(role="instructor", clinic=None, organisation=SchoolFactory())

    assert set(organisations_run_by(coordinator)) == {clinic.host, partner}
    assert instructor in appointments_run_by(coordinator)
    assert appointments_run_by(coordinator).count() == 2
    assert list(schools_of(instructor.person, "instructor")) == [partner]


@pytest.mark.parametrize(
    ("argument", "concerned"),
    [(["--all"], 4), (["--role", "mentor"], 1), (["--role", "administrator"], 1), (["--clinic", "jambi"], 2)],
)
def test_end_sessions_command(argument, concerned, capsys):
    clinic = ClinicFactory(slug="jambi")
    AppointmentFactory(clinic=clinic, role="mentor")
    AppointmentFactory(clinic=clinic)
    StaffFactory(is_superuser=True)
    PersonFactory()
    before = {person.pk: person.get_session_auth_hash() for person in Person.objects.all()}

    call_command("end_sessions", *argument, "--dry-run")
    dry = capsys.readouterr().out
    untouched = all(person.get_session_auth_hash() == before[person.pk] for person in Person.objects.all())
    call_command("end_sessions", *argument)

    ended = [person for person in Person.objects.all() if person.get_session_auth_hash() != before[person.pk]]
    assert f"{concerned} people" in dry
    assert untouched
    assert len(ended) == concerned
    event = AuditEvent.objects.filter(action="sessions_ended").latest("id")
    assert (event.door, event.after["people"]) == ("command", concerned)


def test_end_sessions_command_names_the_known_clinics():
    ClinicFactory(slug="jambi")

    with pytest.raises(CommandError, match="Known clinics: jambi"):
        call_command("end_sessions", "--clinic", "jambo")
    assert Clinic.objects.count() == 1
