"""The door of staff: password, second factor, enrol first, recovery codes."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from clinic.audit.models import AuditEvent
from clinic.policy import DOOR_PASSWORD, DOOR_PIN, SESSION_DOOR
from tests.people.conftest import PHONE, PIN
from tests.people.factories import AppointmentFactory, StaffFactory

pytestmark = pytest.mark.django_db
PASSWORD = "batik durian 2026"
SETTINGS = "/me/settings/"


@pytest.fixture
def hendra():
    staff = StaffFactory(name="Hendra", email="hendra@klinik.example", phone="+6281274010000")
    AppointmentFactory(person=staff)
    return staff


@pytest.fixture(autouse=True)
def two_locks(settings):
    settings.SECOND_FACTOR = True


def enter(client, login="hendra@klinik.example", password=PASSWORD, onward=SETTINGS):
    return client.post("/login/staff/", {"login": login, "password": password, "next": onward})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_staff_sign_in_shows_its_form(client):
    response = client.get("/login/staff/", {"next": "/desk/"})

    assert response.status_code == 200
    assert 'name="next" value="/desk/"' in response.text


@pytest.mark.parametrize("login", ["hendra@klinik.example", "0812 7401 0000"])
def test_staff_sign_in_lets_in_for_twelve_hours(client, hendra, login):
    response = enter(client, login)

    assert (response.status_code, response.url) == (302, SETTINGS)
    assert client.session[SESSION_DOOR] == DOOR_PASSWORD
    assert 11.9 * 3600 < client.session.get_expiry_age() <= 12 * 3600
    assert AuditEvent.objects.filter(action="staff_signed_in", actor_id=hendra.pk).exists()


def test_staff_sign_in_says_no_in_one_way(client, hendra):
    wrong, unknown = enter(client, password="salah"), enter(client, "nobody@klinik.example")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_staff_sign_in_names_missing_fields(client):
    response = client.post("/login/staff/", {})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"login", "password"}


def test_staff_sign_in_leads_on_who_is_in(client, hendra):
    enter(client)

    assert client.get("/login/staff/", {"next": SETTINGS}).url == SETTINGS


def test_staff_sign_in_replaces_whoever_was_in_by_pin(client, rosma, hendra):
    client.post("/login/", {"phone": PHONE, "pin": PIN})
    before = client.session[SESSION_DOOR]

    enter(client)

    assert before == DOOR_PIN
    assert client.session["_auth_user_id"] == str(hendra.pk)
    assert client.session[SESSION_DOOR] == DOOR_PASSWORD


def test_staff_sign_in_asks_for_the_second_factor(client, hendra):
    TOTP.activate(hendra, "JBSWY3DPEHPK3PXP")

    response = enter(client)
    page = client.get(response.url)
    closed = client.get(SETTINGS)
    wrong = client.post(response.url, {"code": "000000"})
    right = client.post(response.url, {"code": code_of("JBSWY3DPEHPK3PXP")})

    assert response.url == "/account/2fa/authenticate/"
    assert page.status_code == 200
    assert closed.status_code == 302
    assert wrong.status_code == 200
    assert "id_code_error" in wrong.text
    assert right.url == SETTINGS
    assert client.session[SESSION_DOOR] == DOOR_PASSWORD


def test_staff_without_a_second_factor_set_it_up_first(client, hendra):
    enter(client)

    desk = client.get("/desk/")
    page = client.get(desk.url)
    secret = page.context["form"].secret
    wrong = client.post(desk.url, {"code": "000000"})
    on = client.post(desk.url, {"code": code_of(secret)})
    codes = client.get(on.url)

    assert desk.url == "/account/2fa/totp/activate/"
    assert page.status_code == 200
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert "id_code_error" in wrong.text
    assert on.url == "/account/2fa/recovery-codes/"
    assert len(codes.context["unused_codes"]) == 10
    assert client.get("/desk/").status_code == 200


def test_recovery_code_opens_the_door_once(client, hendra):
    enter(client)
    activate = client.get("/account/2fa/totp/activate/")
    secret = activate.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    code = client.get("/account/2fa/recovery-codes/").context["unused_codes"][0]

    answers = []
    for _ in range(2):
        other = Client()
        enter(other)
        answers.append(other.post("/account/2fa/authenticate/", {"code": code}).status_code)

    assert answers == [302, 200]


@pytest.mark.django_db(transaction=True)
def test_second_factor_ends_other_sessions_when_it_is_set_up(client, hendra):
    thief = Client()
    enter(thief)
    enter(client)

    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})

    assert client.get(SETTINGS).status_code == 200
    assert thief.get(SETTINGS).status_code == 302


def test_second_factor_pages_ask_who_it_is_after_a_while(client, hendra):
    enter(client)
    session = client.session
    session["signed_in_at"] = time.time() - 3600
    session.save()

    asked = client.get("/account/2fa/totp/activate/")
    page = client.get(asked.url)
    wrong = client.post(asked.url, {"password": "salah"})
    right = client.post(asked.url, {"password": PASSWORD})

    assert asked.url.startswith("/account/reauthenticate/")
    assert page.status_code == 200
    assert "id_password_error" in wrong.text
    assert right.url == "/account/2fa/totp/activate/"
    assert client.get(right.url).status_code == 200


def test_second_factor_can_be_removed_and_codes_made_anew(client, hendra):
    enter(client)
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})

    pages = [
        client.get(f"/account/2fa/{page}") for page in ("", "recovery-codes/generate/", "totp/deactivate/")
    ]
    client.post("/account/2fa/recovery-codes/generate/")
    download = client.get("/account/2fa/recovery-codes/download/")
    client.post("/account/2fa/totp/deactivate/")

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert len(download.text.split()) == 10
    assert not Authenticator.objects.filter(user=hendra).exists()


@pytest.mark.parametrize(
    "page", ["", "totp/activate/", "totp/deactivate/", "recovery-codes/", "reauthenticate/"]
)
def test_second_factor_is_not_for_participants(client, rosma, page):
    client.post("/login/", {"phone": PHONE, "pin": PIN})

    response = client.get(f"/account/2fa/{page}")

    assert response.url.startswith("/login/staff/")


def test_account_addresses_of_allauth_lead_to_our_doors(client):
    assert client.get("/account/login/", {"next": "/desk/"}).url == "/login/staff/?next=%2Fdesk%2F"
    assert client.get("/account/logout/").status_code == 200


def test_sign_out_of_staff_leads_to_their_door(client, hendra):
    enter(client)

    assert client.post("/logout/").url == "/login/staff/"
