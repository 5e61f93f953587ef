"""The doors of participants, with and without mistakes, without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.people.actions.sign_in import issue_code
from clinic.people.devices import COOKIE
from clinic.people.models import OneTimeCode, Person, PinTry
from clinic.people.pins import matches
from clinic.policy import DOOR_PIN, SESSION_DOOR
from tests.people.conftest import PIN
from tests.people.factories import StaffFactory

pytestmark = pytest.mark.django_db
SETTINGS = "/me/settings/"


def sign_in(client, phone="0812-7401-3355", pin=PIN, **more):
    return client.post("/login/", {"phone": phone, "pin": pin, "next": SETTINGS, **more})


def test_sign_in_shows_its_form_to_visitors(client):
    response = client.get("/login/", {"next": "/learn/"})

    assert response.status_code == 200
    assert 'name="next" value="/learn/"' in response.text
    assert "no-store" in response["Cache-Control"]


def test_sign_in_lets_in_and_leads_on(client, rosma):
    response = sign_in(client, keep="on")

    assert (response.status_code, response.url) == (302, SETTINGS)
    assert client.session[SESSION_DOOR] == DOOR_PIN
    assert client.get(SETTINGS).status_code == 200


@pytest.mark.parametrize("phone", ["081274013355", "+62 812 7401 3355", "6281274013355", "8127401-3355"])
def test_sign_in_takes_the_number_in_any_spelling(client, rosma, phone):
    assert sign_in(client, phone).status_code == 302


def test_sign_in_on_ones_own_phone_lasts_90_days(client, rosma):
    response = sign_in(client, keep="on")

    assert response.cookies["sessionid"]["max-age"] == 90 * 24 * 3600


def test_sign_in_on_a_shared_phone_ends_with_the_browser_and_after_half_a_day(client, rosma):
    response = sign_in(client)

    assert response.cookies["sessionid"]["max-age"] == ""
    left = client.session.get_expiry_date() - timezone.now()
    assert 11.9 < left.total_seconds() / 3600 <= 12


def test_sign_in_changes_the_session_key(client, rosma):
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    sign_in(client)

    assert client.session.session_key != planted


def test_sign_in_says_what_was_wrong_and_keeps_the_number(client, rosma):
    response = sign_in(client, pin="407310")

    assert response.status_code == 422
    assert "0812-7401-3355" in response.text
    assert "407310" not in response.text
    assert SESSION_DOOR not in client.session


@pytest.mark.parametrize(
    ("phone", "pin", "field"),
    [
        ("", PIN, "phone"),
        ("0812", PIN, "phone"),
        ("siti", PIN, "phone"),
        ("0812-7401-3355", "", "pin"),
        ("0812-7401-3355", "1234", "pin"),
    ],
)
def test_sign_in_names_the_field_that_needs_another_look(client, phone, pin, field):
    response = sign_in(client, phone, pin)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in response.text
    assert not PinTry.objects.exists()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client, rosma, address):
    response = sign_in(client, next=address)

    assert response.url == reverse("desk:home_of")


def test_sign_in_leads_on_who_is_signed_in_already(client, rosma):
    client.force_login(rosma)

    assert client.get("/login/", {"next": SETTINGS}).url == SETTINGS


def test_sign_in_gives_the_device_a_name_it_earns_by_coming_in(client, rosma):
    sign_in(client, pin="407310")
    before = COOKIE in client.cookies

    sign_in(client)
    sign_in(client, pin="407310")

    assert not before
    assert client.cookies[COOKIE]["httponly"]
    assert PinTry.objects.filter(key__startswith="device:").count() == 1


def test_sign_in_refuses_a_forged_device(client, rosma):
    client.cookies[COOKIE] = "mine:forged"

    sign_in(client, pin="407310")

    assert PinTry.objects.filter(key__startswith="address:").count() == 1


def test_sign_in_speaks_the_persons_language(client, rosma):
    Person.objects.update(language="en")

    response = sign_in(client)

    assert response.cookies["django_language"].value == "en"


def test_sign_in_with_a_one_time_code_leads_to_a_new_pin(client, rosma):
    code = issue_code(rosma, StaffFactory())

    answer = sign_in(client, pin=code, keep="on")
    page = client.get(answer.url)
    response = client.post("/login/new-pin/", {"pin": "593027", "next": SETTINGS})

    assert answer.url.startswith("/login/new-pin/")
    assert page.status_code == 200
    assert response.url == SETTINGS
    assert client.session[SESSION_DOOR] == DOOR_PIN
    rosma.refresh_from_db()
    assert matches("593027", rosma.pin)
    assert OneTimeCode.objects.get().used_at is not None


def test_new_pin_is_closed_without_a_code(client):
    assert client.get("/login/new-pin/").url == "/login/help/"


def test_new_pin_refuses_a_weak_one_and_asks_again(client, rosma):
    sign_in(client, pin=issue_code(rosma, StaffFactory()))

    weak = client.post("/login/new-pin/", {"pin": "123456"})
    own_number = client.post("/login/new-pin/", {"pin": "740133"})

    assert (weak.status_code, own_number.status_code) == (422, 422)
    assert list(own_number.context["form"].errors) == ["pin"]
    assert client.get("/login/new-pin/").status_code == 200


def test_new_pin_refuses_a_code_that_was_replaced_meanwhile(client, rosma):
    sign_in(client, pin=issue_code(rosma, StaffFactory()))
    issue_code(rosma, StaffFactory())

    response = client.post("/login/new-pin/", {"pin": "593027"})

    assert response.status_code == 422


def test_sign_in_help_explains_and_takes_the_code(client, rosma):
    page = client.get("/login/help/")
    code = issue_code(rosma, StaffFactory())

    response = client.post("/login/help/", {"phone": "081274013355", "code": f"{code[:3]} {code[3:]}"})

    assert page.status_code == 200
    assert response.url.startswith("/login/new-pin/")


def test_sign_in_help_says_when_the_code_is_wrong(client, rosma):
    response = client.post("/login/help/", {"phone": "081274013355", "code": "407310"})

    assert response.status_code == 422


def test_sign_out_asks_first(client, rosma):
    client.force_login(rosma)

    response = client.get("/logout/")

    assert response.status_code == 200
    assert "_auth_user_id" in client.session


def test_sign_out_leaves_nothing_behind(client, rosma):
    sign_in(client, keep="on")
    old_key = client.session.session_key

    response = client.post("/logout/")

    assert response.url == "/login/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert not client.session.exists(old_key)
    assert client.get(SETTINGS).url == f"/login/?next={SETTINGS}"


def test_keep_signed_in_renews_the_90_days_once_a_day(client, rosma):
    sign_in(client, keep="on")

    first, second = client.get(SETTINGS), client.get(SETTINGS)

    assert "sessionid" in first.cookies or client.session["kept_on"] == timezone.localdate().isoformat()
    assert "sessionid" not in second.cookies


def test_sign_in_posts_with_a_token_only(rosma):
    from django.test import Client

    response = sign_in(Client(enforce_csrf_checks=True))

    assert response.status_code == 403
