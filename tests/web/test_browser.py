"""The shell in a real browser: looks, offline pages, and what sign-out leaves behind."""

import os

import pytest
from django.conf import settings as project
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from clinic.people.models import Person
from clinic.policy import DOOR_PASSWORD, DOOR_PIN, SESSION_DOOR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="module")
def chromium():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium, live_server):
    """A small phone; collects what the console complains about."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def sign_in(page, live_server, name: str, phone_number: str) -> None:
    sign_in_as(page, live_server, Person.objects.create_user(phone=phone_number, name=name), DOOR_PIN)


def sign_in_as(page, live_server, person: Person, door: str) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = project.AUTHENTICATION_BACKENDS[door == DOOR_PASSWORD]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SESSION_DOOR] = door
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])


def open_and_wait_until_kept(page, address: str) -> None:
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(
        """async (address) => {
            for (const name of await caches.keys())
                if (name.startsWith("kept-") && await (await caches.open(name)).match(address)) return true;
        }""",
        arg=address,
    )


def test_a_page_one_has_opened_opens_again_without_signal(phone, live_server):
    sign_in(phone, live_server, "Rosmaniar Hasan", "+6281274013355")
    open_and_wait_until_kept(phone, "/today/")

    phone.context.set_offline(True)
    phone.reload()

    assert phone.inner_text("h1") == "Foto produk dengan HP di rumah"
    assert phone.locator("[data-connection]").is_visible()
    assert phone.evaluate("getComputedStyle(document.querySelector('.app-nav')).position") == "fixed"
    assert phone.complaints == []


def test_a_page_one_has_not_opened_shows_what_there_is(phone, live_server):
    sign_in(phone, live_server, "Rosmaniar Hasan", "+6281274013355")
    open_and_wait_until_kept(phone, "/today/")

    phone.context.set_offline(True)
    phone.goto("/learn/")

    phone.locator("[data-kept] a").wait_for()
    assert phone.get_attribute("[data-kept] a", "href").endswith("/today/")


def test_sign_out_leaves_nothing_to_read(phone, live_server):
    sign_in(phone, live_server, "Rosmaniar Hasan", "+6281274013355")
    open_and_wait_until_kept(phone, "/today/")
    phone.fill("#sales", "185.000")

    phone.click("[data-sign-out] button")
    phone.wait_for_function("async () => !(await caches.keys()).some((name) => name.startsWith('kept-'))")
    phone.context.set_offline(True)
    phone.goto("/today/")

    assert "Foto produk" not in phone.content()
    assert phone.evaluate("JSON.stringify(Object.keys(sessionStorage))") == "[]"


def test_another_person_drops_the_pages_of_the_first(phone, live_server):
    sign_in(phone, live_server, "Rosmaniar Hasan", "+6281274013355")
    open_and_wait_until_kept(phone, "/today/")
    before = phone.evaluate("caches.keys()")
    sign_in(phone, live_server, "Nurhayati Latif", "+6281274013356")

    phone.goto("/today/")
    phone.wait_for_function(
        "async (before) => !(await caches.keys()).some((n) => n.startsWith('kept-') && before.includes(n))",
        arg=before,
    )

    assert sum(name.startswith("kept-") for name in phone.evaluate("caches.keys()")) == 1


def test_a_draft_comes_back_until_it_was_sent(phone, live_server):
    sign_in(phone, live_server, "Rosmaniar Hasan", "+6281274013355")
    phone.goto("/today/")
    phone.fill("#sales", "185.000")

    phone.reload()
    kept = phone.input_value("#sales")
    phone.click("text=Simpan catatan")
    phone.goto("/today/")

    assert kept == "185.000"
    assert phone.input_value("#sales") == ""


def test_pin_is_shown_on_request(phone):
    phone.goto("/form/")

    phone.click("[data-reveal]")

    assert phone.get_attribute("#id_pin", "type") == "text"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["/form/", "/today/", "/desk/cohorts/", "/part/", "/nowhere/", "/refusing/"]
)
def test_pages_are_accessible_and_never_scroll_sideways(chromium, live_server, address, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, base_url=live_server.url
    )
    page = context.new_page()
    sign_in(page, live_server, "Rosmaniar Hasan", "+6281274013355")

    page.goto(address)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = [violation["id"] for violation in axe.run(page).response["violations"]]
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/{address.strip('/').replace('/', '-')}-{width}-{scheme}.png")
    context.close()

    assert (found, overflow <= 0) == ([], True)
