"""What people change about themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic.audit.models import AuditEvent
from clinic.people.models import Consent
from clinic.people.pins import matches
from tests.people.conftest import PHONE, PIN
from tests.people.factories import AppointmentFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.django_db
SETTINGS, PASSWORD = "/me/settings/", "batik durian 2026"


@pytest.fixture
def phone(client, rosma):
    """The participant's own phone, signed in."""
    client.post("/login/", {"phone": PHONE, "pin": PIN, "keep": "on"})
    return client


@pytest.fixture
def laptop():
    """A coordinator's laptop, signed in."""
    client, staff = Client(), StaffFactory(email="hendra@klinik.example")
    AppointmentFactory(person=staff)
    client.post("/login/staff/", {"login": staff.email, "password": PASSWORD, "next": SETTINGS})
    return client


@pytest.mark.parametrize("name", ["settings", "change_pin", "stored"])
def test_settings_pages_open_to_their_owner(phone, name):
    assert phone.get(reverse(f"people:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["settings", "change_pin", "stored"])
def test_settings_pages_are_closed_to_visitors(client, name):
    address = reverse(f"people:{name}")

    assert client.get(address).url == f"/login/?next={address}"


@pytest.mark.parametrize("name", ["change_consent", "end_sessions"])
def test_settings_changes_are_posted(phone, name):
    assert phone.get(reverse(f"people:{name}")).status_code == 405


def test_settings_change_name_and_language(phone, rosma):
    response = phone.post(SETTINGS, {"name": "  Rosmaniar   binti Hasan ", "language": "en"})

    rosma.refresh_from_db()
    assert response.url == SETTINGS
    assert response.cookies["django_language"].value == "en"
    assert (rosma.name, rosma.language) == ("Rosmaniar binti Hasan", "en")
    event = AuditEvent.objects.filter(action="person_described").latest("id")
    assert event.before == {"name": "Rosmaniar Hasan", "language": "id"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "language": "id"}, "name"),
        ({"name": "12345", "language": "id"}, "name"),
        ({"name": "Rosma", "language": "xx"}, "language"),
        ({"name": "Rosma"}, "language"),
    ],
)
def test_settings_name_what_needs_another_look(phone, typed, field):
    response = phone.post(SETTINGS, typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_change_pin_takes_the_old_and_the_new(phone, rosma):
    other = Client()
    other.post("/login/", {"phone": PHONE, "pin": PIN})

    response = phone.post("/me/settings/pin/", {"old": PIN, "new": "593027"})

    rosma.refresh_from_db()
    assert response.url == SETTINGS
    assert matches("593027", rosma.pin)
    assert phone.get(SETTINGS).status_code == 200
    assert other.get(SETTINGS).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("407310", "593027", "old"), (PIN, "123456", "new"), (PIN, "740133", "new"), ("", "593027", "old")],
)
def test_change_pin_names_what_was_wrong(phone, old, new, field):
    response = phone.post("/me/settings/pin/", {"old": old, "new": new})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert PIN not in response.text


def test_change_pin_is_closed_to_people_without_one(client):
    client.force_login(PersonFactory())

    assert client.get("/me/settings/pin/").status_code == 403


def test_change_consent_gives_and_takes_back(phone, rosma):
    phone.post("/me/settings/consent/", {"purpose": "photo", "give": "yes"})
    given = Consent.objects.get()
    phone.post("/me/settings/consent/", {"purpose": "photo", "give": "no"})

    given.refresh_from_db()
    assert (given.person, given.purpose, given.channel) == (rosma, "photo", "own page")
    assert given.withdrawn_at is not None
    assert not Consent.objects.standing().exists()


@pytest.mark.parametrize("typed", [{"purpose": "everything", "give": "yes"}, {"purpose": "photo"}])
def test_change_consent_refuses_what_was_not_asked(phone, typed):
    assert phone.post("/me/settings/consent/", typed).status_code == 400


def test_stored_shows_what_is_kept_and_no_secret(phone, rosma):
    rosma.businesses.create(name="Batik Rosma", trade="batik tulis")

    text = phone.get("/me/settings/stored/").text

    assert "0812-7401-3355" in text
    assert "Batik Rosma, batik tulis" in text
    assert rosma.pin not in text


def test_end_sessions_leaves_this_one(phone):
    other = Client()
    other.post("/login/", {"phone": PHONE, "pin": PIN})

    phone.post("/me/settings/sessions/")

    assert phone.get(SETTINGS).status_code == 200
    assert other.get(SETTINGS).status_code == 302


def test_change_password_takes_the_old_and_the_new(laptop):
    response = laptop.post("/me/settings/password/", {"old": PASSWORD, "new": "kopi kerinci sore"})

    assert response.url == SETTINGS
    assert laptop.get(SETTINGS).status_code == 200
    assert AuditEvent.objects.filter(action="password_set").exists()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("salah", "kopi kerinci sore", "old"),
        (PASSWORD, "short", "new"),
        (PASSWORD, "1234567890123", "new"),
        (PASSWORD, PASSWORD, "new"),
        ("", "kopi kerinci sore", "old"),
    ],
)
def test_change_password_names_what_was_wrong(laptop, old, new, field):
    response = laptop.post("/me/settings/password/", {"old": old, "new": new})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_change_password_is_for_staff(phone):
    assert phone.get("/me/settings/password/").url.startswith("/login/staff/")


def test_settings_of_staff_open_in_their_frame(laptop):
    response = laptop.get(SETTINGS)

    assert response.status_code == 200
    assert response.context["base"] == "base_desk.html"
    assert response.context["consents"] == []
    assert laptop.get("/me/settings/password/").status_code == 200
