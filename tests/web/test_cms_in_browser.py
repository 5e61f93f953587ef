"""Wagtail's admin under our content policy: no violation, and its widgets still work."""

import os

import pytest
from wagtail.models import Collection, Locale, Page, Site

from clinic.people.models import Organisation, Person
from clinic.policy import DOOR_PASSWORD
from courses.models import CataloguePage, HomePage, ModulePage, SchoolIndexPage, SchoolPage
from tests.web.test_browser import CHROMIUM, playwright, sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = [
    "/cms/",
    "/cms/pages/{home}/",
    "/cms/pages/{home}/edit/",
    "/cms/pages/{home}/history/",
    "/cms/pages/{home}/move/",
    "/cms/pages/{home}/copy/",
    "/cms/pages/add/courses/coursepage/{catalogue}/",
    "/cms/pages/add/courses/lessonpage/{module}/",
    "/cms/images/",
    "/cms/images/add/",
    "/cms/documents/",
    "/cms/documents/multiple/add/",
    "/cms/groups/new/",
    "/cms/reports/site-history/",
    "/cms/reports/aging-pages/",
    "/cms/workflows/list/",
    "/cms/redirects/",
    "/cms/snippets/",
]


@pytest.fixture(autouse=True)
def whole_house(small_house, settings):
    settings.ROOT_URLCONF = "clinic.urls"
    settings.SECOND_FACTOR = False


@pytest.fixture
def pages():
    locale, _ = Locale.objects.get_or_create(language_code="id")
    if not Collection.get_first_root_node():  # transactional tests leave an empty house
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="Klinik", slug="klinik", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    catalogue = home.add_child(instance=CataloguePage(title="Program", slug="program", locale=locale))
    schools = home.add_child(instance=SchoolIndexPage(title="Sekolah", slug="sekolah", locale=locale))
    organisation = Organisation.objects.create(kind="school", name="SMK Batanghari", slug="smk")
    school = schools.add_child(
        instance=SchoolPage(title="SMK", slug="smk", locale=locale, organisation=organisation)
    )
    module = school.add_child(instance=ModulePage(title="Foto", slug="foto", summary="Foto", locale=locale))
    return {"home": home.pk, "catalogue": catalogue.pk, "module": module.pk}


@pytest.fixture
def editor(live_server, pages):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}
        ).new_page()
        page.violations = []
        page.on(
            "console",
            lambda said: "Content Security Policy" in said.text and page.violations.append(said.text),
        )
        person = Person.objects.create_superuser(email="dewi@klinik.example", name="Dewi Lestari")
        sign_in_as(page, live_server, person, DOOR_PASSWORD)
        yield page
        browser.close()


def test_admin_pages_keep_to_the_content_policy(editor, pages):
    seen = {}
    for address in ADDRESSES:
        answer = editor.goto(address.format(**pages))
        editor.wait_for_timeout(300)
        seen[address] = (answer.status, list(editor.violations))
        editor.violations.clear()

    assert seen == {address: (200, []) for address in ADDRESSES}


def test_admin_widgets_start_without_inline_scripts(editor, pages):
    editor.goto("/cms/reports/site-history/")
    pickers = editor.locator(".xdsoft_datetimepicker").count()
    editor.goto(f"/cms/pages/add/courses/coursepage/{pages['catalogue']}/")
    editor.click("button[id$='course_modules-ADD']")
    editor.locator("[data-chooser-action-choose]:visible").first.click()
    editor.wait_for_selector(".modal.in")

    assert pickers == 2
    assert editor.violations == []


def test_admin_lesson_takes_every_block(editor, pages):
    editor.goto(f"/cms/pages/add/courses/lessonpage/{pages['module']}/")
    added = 0
    while True:
        editor.locator("button.c-sf-add-button").last.click()
        options = editor.locator("[role=option]")
        options.first.wait_for()
        if added == options.count():
            break
        options.nth(added).click()
        added += 1

    assert added > 5
    assert editor.violations == []
