"""What a cohort learns is kept in memory, and never older than its pins."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from clinic.people.models import Person
from clinic.policy import DOOR_PIN, SESSION_DOOR
from courses.actions.enrolling import enrol
from courses.actions.pinning import pin_course
from courses.models import CatalogueModule, PinnedText
from courses.queries.pinned import lesson_text, modules_of
from tests.people.factories import PersonFactory

LESSON_QUESTIONS = 4  # session, person, enrolment, progress


@pytest.fixture
def cohort(site):
    return pin_course(site.cohort(site.course(site.module(site.school()))))


def titles(cohort) -> list[str]:
    return [pin.text["title"] for pin in modules_of(cohort)]


def test_pinning_twice_leaves_the_moment_of_the_pins(cohort):
    again = pin_course(cohort)

    assert again.pinned_at == cohort.pinned_at


def test_modules_of_a_cohort_shows_a_module_pinned_later(cohort, site):
    before = titles(cohort)
    course = cohort.programme.course
    CatalogueModule.objects.create(
        page=course, module=site.module(site.school("SMK 2"), "Catatan"), sort_order=9
    )

    after = titles(pin_course(cohort))

    assert (before, after) == (["Foto produk"], ["Foto produk", "Catatan"])


def test_modules_of_a_cohort_asks_nothing_the_second_time(cohort, django_assert_num_queries):
    modules_of(cohort)

    with django_assert_num_queries(0):
        modules_of(cohort)


def test_modules_of_a_cohort_keeps_languages_apart(site):
    module = site.module(site.school())
    site.in_english(module, "Product photos")
    cohort = pin_course(site.cohort(site.course(module)))

    indonesian = titles(cohort)
    with translation.override("en"):
        english = titles(cohort)

    assert (indonesian, english) == (["Foto produk"], ["Product photos"])


def test_addresses_follow_the_code_of_a_cohort(cohort):
    modules_of(cohort)
    cohort.code = "XYZ789"

    assert [pin.url for pin in modules_of(cohort)] == [
        reverse("courses:module", args=["XYZ789", modules_of(cohort)[0].pinned.slug])
    ]


def test_cohort_without_pins_has_nothing_to_read(site):
    cohort = site.cohort(site.course(site.module(site.school())))

    assert modules_of(cohort) == ()
    with pytest.raises(PinnedText.DoesNotExist):
        lesson_text(cohort, "modul-0", "p1")


@pytest.mark.parametrize("lessons", [1, 3])
def test_lesson_page_asks_four_questions(client, site, lessons, django_assert_num_queries):
    cohort = site.cohort(site.course(site.module(site.school(), lessons=lessons)))
    person = sign_in(client, PersonFactory())
    enrolment = enrol(person, cohort)
    page = reverse("courses:lesson", args=[cohort.code, "modul-0", "p1"])
    client.get(page)  # the cohort's course is kept from now on

    with django_assert_num_queries(LESSON_QUESTIONS):
        response = client.get(page)

    assert response.context["enrolment"] == enrolment


def test_lesson_seen_again_later_is_remembered(client, site):
    cohort = site.cohort(site.course(site.module(site.school())))
    enrolment = enrol(sign_in(client, PersonFactory()), cohort)
    page = reverse("courses:lesson", args=[cohort.code, "modul-0", "p1"])
    client.get(page)
    long_ago = timezone.now() - timedelta(hours=1)
    enrolment.lesson_progress.update(opened_at=long_ago, seen_at=long_ago)

    client.get(page)

    progress = enrolment.lesson_progress.get()
    assert (progress.opened_at, progress.seen_at > long_ago) == (long_ago, True)


def sign_in(client, person: Person) -> Person:
    cache.clear()
    client.force_login(person, backend="clinic.people.sign_in.PinBackend")
    session = client.session
    session[SESSION_DOOR] = DOOR_PIN
    session.save()
    return person
