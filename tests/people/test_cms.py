"""Places, roles and staff in /cms/: administrators see all, coordinators their own."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.audit.models import AuditEvent
from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.policy import DOOR_PASSWORD, SESSION_DOOR
from tests.people.factories import (
    AppointmentFactory,
    ClinicFactory,
    PersonFactory,
    SchoolFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LISTS = ("organisations", "clinics", "roles", "staff", "users")


@pytest.fixture(autouse=True)
def one_lock(settings):
    settings.SECOND_FACTOR = False


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="clinic.people.sign_in.StaffBackend")
    session = client.session
    session[SESSION_DOOR] = DOOR_PASSWORD
    session.save()
    return client


@pytest.fixture
def boss():
    return signed_in(StaffFactory(name="Bos", is_superuser=True))


@pytest.fixture
def here():
    return ClinicFactory(name="Klinik Jambi")


@pytest.fixture
def coordinator(here):
    person = AppointmentFactory(person=StaffFactory(name="Koordinator"), clinic=here).person
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return signed_in(person)


@pytest.fixture
def elsewhere():
    """A clinic, an organisation, a role and a person of somebody else."""
    return AppointmentFactory(
        person=StaffFactory(name="Orang Lain"),
        clinic=ClinicFactory(name="Klinik Riau", host__name="Riau Raya"),
    )


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_administrators_everything(boss, elsewhere, name):
    page = boss.get(f"/cms/{name}/")

    assert page.status_code == 200
    assert any(word in page.text for word in ("Orang Lain", "Klinik Riau", "Riau Raya"))
    assert boss.get(f"/cms/{name}/new/").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_coordinators_their_own(coordinator, here, elsewhere, name):
    page = coordinator.get(f"/cms/{name}/")

    assert page.status_code == 200
    assert any(word in page.text for word in ("Koordinator", "Klinik Jambi", here.host.name))
    assert not any(word in page.text for word in ("Orang Lain", "Klinik Riau", "Riau Raya"))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("organisations", lambda role: role.clinic.host_id),
        ("clinics", lambda role: role.clinic_id),
        ("roles", lambda role: role.pk),
        ("staff", lambda role: role.person_id),
        ("users", lambda role: role.person_id),
    ],
)
def test_rows_of_somebody_else_are_not_found(coordinator, boss, elsewhere, name, row):
    address = f"/cms/{name}/edit/{row(elsewhere)}/"

    assert coordinator.get(address).status_code == 404
    assert coordinator.post(address, {}).status_code == 404
    assert boss.get(address).status_code == 200


def test_reading_people_leaves_a_trail(boss, elsewhere):
    boss.get("/cms/staff/")
    boss.get(f"/cms/staff/edit/{elsewhere.person_id}/")

    me = Person.objects.get(name="Bos")
    events = AuditEvent.objects.filter(actor_id=me.pk).order_by("id").values_list("action", "row_id")
    assert list(events) == [("people_listed", ""), ("person_read", str(elsewhere.person_id))]


@pytest.mark.parametrize("name", ["organisations", "clinics"])
def test_places_are_made_by_administrators(coordinator, name):
    page = coordinator.get(f"/cms/{name}/new/")

    assert page.status_code == 302
    assert page.url == "/cms/"


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_bulk_actions_of_wagtail_stay_shut(coordinator, boss, elsewhere, action):
    address = f"/cms/bulk/people/person/{action}/?next=/cms/&id={elsewhere.person_id}"

    for client in (coordinator, boss):
        response = client.get(address)
        assert response.status_code == 302
        assert "Orang Lain" not in response.text


@pytest.mark.parametrize("address", ["groups/", "groups/new/"])
def test_groups_are_not_for_coordinators(coordinator, address):
    assert coordinator.get(f"/cms/{address}").status_code == 302


def test_instructors_see_no_people(elsewhere):
    person = AppointmentFactory(role="instructor", clinic=None, organisation=SchoolFactory()).person
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = signed_in(person)

    assert [client.get(f"/cms/{name}/").status_code for name in LISTS] == [302] * 5


def test_participants_with_a_pin_do_not_enter(rosma, client):
    client.force_login(rosma)

    assert client.get("/cms/staff/").url.startswith("/login/staff/")


def test_organisation_is_written_down(boss):
    boss.post(
        "/cms/organisations/new/",
        {
            "kind": "school",
            "name": "SMKN 2 Jambi",
            "slug": "smkn-2",
            "about": "",
            "place": "Jambi",
            "logo": "",
        },
    )

    assert Organisation.objects.get().kind == "school"


def test_clinic_lets_its_coordinator_change_what_is_not_an_administrators(coordinator, here):
    typed = {
        "name": "Klinik Lain",
        "code": "XXX",
        "place": "Muaro Jambi",
        "whatsapp": "0812 7401 3355",
        "time_zone": "Asia/Jakarta",
    }

    coordinator.post(f"/cms/clinics/edit/{here.pk}/", typed)

    after = Clinic.objects.get(pk=here.pk)
    assert (after.name, after.code, after.host) == (here.name, here.code, here.host)
    assert (after.place, after.whatsapp) == ("Muaro Jambi", "+6281274013355")


def person_typed(**more):
    return {"name": "Sari", "phone": "081311112222", "email": "", "language": "id", "is_active": "on", **more}


def test_person_is_written_down_without_a_password(coordinator):
    coordinator.post("/cms/staff/new/", person_typed(email="SARI@klinik.example"))

    person = Person.objects.get(name="Sari")
    assert (person.phone, person.email) == ("+6281311112222", "sari@klinik.example")
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (person_typed(name=""), "name"),
        (person_typed(phone="12"), "phone"),
        (person_typed(phone=""), "phone"),
        (person_typed(phone="0812-7401-3355"), "phone"),
        (person_typed(email="sari"), "email"),
    ],
)
def test_person_form_names_what_needs_another_look(coordinator, rosma, typed, field):
    page = coordinator.post("/cms/staff/new/", typed)

    assert list(page.context["form"].errors) == [field]
    assert not Person.objects.filter(name="Sari").exists()


def test_person_cannot_close_their_own_account(boss):
    me = Person.objects.get(name="Bos")

    page = boss.post(f"/cms/staff/edit/{me.pk}/", person_typed(name="Bos", is_active=""))

    assert list(page.context["form"].errors) == ["is_active"]


def test_person_loses_the_second_factor_by_an_administrator_only(boss, coordinator, here):
    mentor = AppointmentFactory(role="mentor", clinic=here).person
    TOTP.activate(mentor, "JBSWY3DPEHPK3PXP")
    address = f"/cms/staff/edit/{mentor.pk}/"
    typed = person_typed(name=mentor.name, phone=mentor.phone, without_factor="on")

    coordinator.post(address, typed)
    kept = Authenticator.objects.filter(user=mentor).exists()
    boss.post(address, typed)

    assert kept
    assert not Authenticator.objects.filter(user=mentor).exists()
    assert AuditEvent.objects.filter(action="second_factor_removed", row_id=str(mentor.pk)).exists()


def role_typed(**more):
    return {
        "who": "0812-7401-3355",
        "role": "mentor",
        "clinic": "",
        "organisation": "",
        "starts_on": TODAY.isoformat(),
        "ends_on": "",
        **more,
    }


def test_role_is_given_by_phone(coordinator, here, rosma):
    coordinator.post("/cms/roles/new/", role_typed(clinic=here.pk))

    appointment = Appointment.objects.get(person=rosma)
    assert (appointment.role, appointment.clinic) == ("mentor", here)


def test_role_of_an_instructor_is_given_in_a_partner_school(coordinator, here, rosma):
    school = SchoolFactory()
    here.partners.add(school)
    Person.objects.filter(pk=rosma.pk).update(email="rosma@klinik.example")

    coordinator.post(
        "/cms/roles/new/", role_typed(who="Rosma@klinik.example", role="instructor", organisation=school.pk)
    )

    assert Appointment.objects.get(person=rosma).organisation == school


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (role_typed(who="081200000000"), "who"),
        (role_typed(who="nobody@klinik.example"), "who"),
        (role_typed(who="siti"), "who"),
        (role_typed(), "clinic"),
        (role_typed(role="instructor"), "organisation"),
        (role_typed(role="king"), "role"),
        (role_typed(ends_on=(TODAY - timedelta(days=1)).isoformat(), clinic="HERE"), "ends_on"),
        (role_typed(role="instructor", clinic="HERE"), "clinic"),
    ],
)
def test_role_form_names_what_needs_another_look(coordinator, here, rosma, typed, field):
    typed["clinic"] = here.pk if typed["clinic"] == "HERE" else typed["clinic"]

    page = coordinator.post("/cms/roles/new/", typed)

    assert list(page.context["form"].errors) == [field]
    assert not Appointment.objects.filter(person=rosma).exists()


def test_role_cannot_be_given_in_somebody_elses_clinic(coordinator, elsewhere, rosma):
    page = coordinator.post("/cms/roles/new/", role_typed(clinic=elsewhere.clinic_id))

    assert list(page.context["form"].errors) == ["clinic"]


def test_role_ends_now_or_on_a_day(coordinator, here):
    yesterday = TODAY - timedelta(days=1)
    now = AppointmentFactory(role="mentor", clinic=here, starts_on=yesterday)
    later = AppointmentFactory(role="mentor", clinic=here)

    coordinator.post(f"/cms/roles/edit/{now.pk}/", {"ends_now": "on", "ends_on": ""})
    coordinator.post(f"/cms/roles/edit/{later.pk}/", {"ends_on": (TODAY + timedelta(days=9)).isoformat()})

    now.refresh_from_db()
    later.refresh_from_db()
    assert (now.ends_on, later.ends_on) == (yesterday, TODAY + timedelta(days=9))


@pytest.mark.parametrize("ends_on", ["", (TODAY - timedelta(days=3)).isoformat()])
def test_role_end_names_what_needs_another_look(coordinator, here, ends_on):
    role = AppointmentFactory(role="mentor", clinic=here)

    page = coordinator.post(f"/cms/roles/edit/{role.pk}/", {"ends_on": ends_on})

    assert list(page.context["form"].errors) == ["ends_on"]


def test_role_that_began_today_can_end_now(coordinator, here):
    role = AppointmentFactory(role="mentor", clinic=here)

    response = coordinator.post(f"/cms/roles/edit/{role.pk}/", {"ends_now": "on", "ends_on": ""})

    assert response.status_code == 302
    assert not Appointment.objects.filter(pk=role.pk).exists()


def test_lists_ask_the_same_number_of_questions_for_1_and_3_rows(boss, here, django_assert_num_queries):
    AppointmentFactory(clinic=here)
    boss.get("/cms/roles/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        boss.get("/cms/roles/")
    AppointmentFactory.create_batch(3, clinic=here)
    PersonFactory()

    with django_assert_num_queries(len(one)):
        boss.get("/cms/roles/")
