"""A mentor's list."""

import re

import pytest

from mentoring.actions import assign_mentor
from tests.certificates.world import an_enrolment, finish_lessons, take_test
from tests.desk.world import a_mentor, staff_browser


@pytest.fixture
def mentor(cohort):
    return a_mentor(cohort)


@pytest.fixture
def mentors_browser(mentor):
    return staff_browser(mentor)


def a_mentee(cohort, mentor, name: str = "Rosmaniar Hasan"):
    enrolment = an_enrolment(cohort, name)
    assign_mentor(enrolment, mentor)
    return enrolment


def test_mentees_shows_own_mentees_with_their_progress(mentors_browser, cohort, mentor):
    enrolment = a_mentee(cohort, mentor)
    an_enrolment(cohort, "Eko")
    finish_lessons(enrolment, 3)
    take_test(enrolment, "pre", "0.4")

    answer = mentors_browser.get("/mentoring/")

    ((line, greeting),) = answer.context["lines"]
    assert (line.enrolment, line.lessons_done, line.lessons, line.pre, line.post) == (
        enrolment,
        3,
        5,
        40,
        None,
    )
    assert greeting.startswith(f"https://wa.me/{enrolment.person.phone[1:]}?text=")


def test_mentees_asks_the_same_number_of_questions_for_1_and_3_rows(
    mentors_browser, cohort, mentor, django_assert_max_num_queries, django_assert_num_queries
):
    a_mentee(cohort, mentor)
    mentors_browser.get("/mentoring/")  # what is kept in memory is there now
    with django_assert_max_num_queries(15) as first:
        mentors_browser.get("/mentoring/")
    for name in ("Eko", "Wahyu"):
        finish_lessons(a_mentee(cohort, mentor, name), 2)

    with django_assert_num_queries(len(first.captured_queries)):
        mentors_browser.get("/mentoring/")


def test_mentees_are_found_by_business(mentors_browser, cohort, mentor):
    a_mentee(cohort, mentor)

    assert len(mentors_browser.get("/mentoring/", {"q": "pempek"}).context["lines"]) == 1
    assert not mentors_browser.get("/mentoring/", {"q": "batik"}).context["lines"]


def test_mentee_page_shows_lessons_and_tests(mentors_browser, cohort, mentor):
    enrolment = a_mentee(cohort, mentor)
    finish_lessons(enrolment, 1)

    page = mentors_browser.get(f"/mentoring/{enrolment.public_id}/")

    assert (page.context["outline"].finished, len(page.context["tests"])) == (1, 2)


def test_mentee_gets_a_one_time_code(mentors_browser, cohort, mentor):
    enrolment = a_mentee(cohort, mentor)

    answer = mentors_browser.post(f"/mentoring/{enrolment.public_id}/code/")

    assert re.search(r"\d{3} \d{3}</b>", answer.text)
    assert enrolment.person.one_time_codes.get().issued_by == mentor


def test_mentees_of_others_are_not_found(mentors_browser, cohort):
    enrolment = an_enrolment(cohort)

    assert mentors_browser.get(f"/mentoring/{enrolment.public_id}/").status_code == 404
    assert mentors_browser.post(f"/mentoring/{enrolment.public_id}/code/").status_code == 404


def test_mentees_are_closed_to_coordinators(browser):
    assert browser.get("/mentoring/").status_code == 403
