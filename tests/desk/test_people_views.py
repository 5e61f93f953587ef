"""People of one's clinics."""

import re

import pytest

from clinic.audit.models import AuditEvent
from clinic.people.models import Appointment, Person
from tests.certificates.world import a_cohort, an_enrolment
from tests.desk.world import a_mentor, staff_browser
from tests.people.factories import AppointmentFactory, PersonFactory, StaffFactory


def address(person, rest: str = "") -> str:
    return f"/desk/people/{person.public_id}/{rest}"


def test_people_are_those_of_own_clinics(browser, cohort, coordinator):
    mine = an_enrolment(cohort).person
    an_enrolment()

    found = browser.get("/desk/people/").context["page"].object_list

    assert set(found) == {mine, coordinator}


def test_people_are_found_by_name_and_number(browser, cohort):
    person = an_enrolment(cohort, "Rosmaniar Hasan").person

    for typed in ("rosma", person.shown_phone, "Pempek"):
        assert list(browser.get("/desk/people/", {"q": typed}).context["page"]) == [person]


def test_people_page_asks_the_same_number_of_questions_for_1_and_3_rows(
    browser, cohort, django_assert_max_num_queries, django_assert_num_queries
):
    browser.get("/desk/people/")  # what is kept in memory is there now
    with django_assert_max_num_queries(15) as first:
        browser.get("/desk/people/")
    an_enrolment(cohort)
    an_enrolment(cohort, "Eko")

    with django_assert_num_queries(len(first.captured_queries)):
        browser.get("/desk/people/")


def test_person_of_others_and_administrators_are_not_found(browser, cohort):
    administrator = an_enrolment(cohort).person
    Person.objects.filter(pk=administrator.pk).update(is_superuser=True)

    assert browser.get(address(an_enrolment().person)).status_code == 404
    assert browser.get(address(administrator)).status_code == 404


def test_person_page_shows_what_helps(browser, cohort):
    person = an_enrolment(cohort, "Rosmaniar Hasan").person

    page = browser.get(address(person)).context["page"]

    assert (len(page.enrolments), page.can_get_code, page.can_get_password) == (1, True, False)


def test_reading_by_an_administrator_is_recorded(cohort):
    administrator = StaffFactory(is_superuser=True)
    person = an_enrolment(cohort).person

    staff_browser(administrator).get(address(person))

    event = AuditEvent.objects.get(action="person_read")
    assert (event.actor_id, event.row_id) == (administrator.pk, str(person.pk))


def test_one_time_code_is_shown_once(browser, cohort):
    person = an_enrolment(cohort).person

    answer = browser.post(address(person, "code/"))

    assert re.search(r"\d{3} \d{3}</b>", answer.text)
    assert "no-store" in answer.headers["Cache-Control"]
    assert person.one_time_codes.count() == 1
    assert not re.search(r"\d{3} \d{3}</b>", browser.get(address(person)).text)


def test_temporary_password_opens_the_door_of_staff(browser, cohort):
    mentor = a_mentor(cohort)

    answer = browser.post(address(mentor, "password/"))

    mentor.refresh_from_db()
    assert mentor.check_password(answer.context["password"])
    assert AuditEvent.objects.filter(action="password_set").exists()


def test_temporary_password_is_for_own_staff_only(browser, cohort):
    elsewhere = an_enrolment(cohort).person
    AppointmentFactory(person=elsewhere, role="coordinator")

    assert browser.post(address(elsewhere, "password/")).status_code == 404
    assert browser.post(address(an_enrolment(cohort).person, "password/")).status_code == 404


def test_role_is_given_and_ended(browser, cohort):
    person = an_enrolment(cohort).person
    clinic = cohort.programme.clinic

    browser.post(address(person, "roles/"), {"role": "mentor", "place": f"clinic:{clinic.slug}"})
    held = Appointment.objects.current().filter(person=person, role="mentor", clinic=clinic).exists()
    browser.post(address(person, "roles/end/"), {"role": "mentor", "place": clinic.slug})

    assert held
    assert not Appointment.objects.current().filter(person=person).exists()


def test_role_is_given_in_own_places_only(browser, cohort):
    person = an_enrolment(cohort).person
    other = a_cohort().programme.clinic

    answer = browser.post(address(person, "roles/"), {"role": "mentor", "place": f"clinic:{other.slug}"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["place"])


def test_role_of_instructor_needs_a_school(browser, cohort):
    person = an_enrolment(cohort).person
    answer = browser.post(
        address(person, "roles/"), {"role": "instructor", "place": f"clinic:{cohort.programme.clinic.slug}"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["place"])


def test_end_role_of_others_is_not_found(browser, cohort):
    role = AppointmentFactory(person=an_enrolment(cohort).person, role="mentor")

    answer = browser.post(address(role.person, "roles/end/"), {"role": "mentor", "place": role.clinic.slug})

    assert answer.status_code == 404


def a_newcomer(cohort, **changes) -> dict:
    return {
        "name": "Hendra Saputra",
        "phone": "0812 7401 3355",
        "email": "Hendra@Klinik.example",
        "role": "mentor",
        "place": f"clinic:{cohort.programme.clinic.slug}",
    } | changes


def test_new_person_gets_a_role(browser, cohort):
    answer = browser.post("/desk/people/new/", a_newcomer(cohort))

    person = Person.objects.get(phone="+6281274013355")
    assert answer.url == address(person)
    assert (person.email, person.roles) == ("hendra@klinik.example", {"mentor"})
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "", "email": ""}, "phone"),
        ({"phone": "+6281200099999"}, "phone"),
        ({"role": "instructor"}, "place"),
    ],
)
def test_new_person_shows_errors(browser, cohort, changes, field):
    PersonFactory(phone="+6281200099999")

    answer = browser.post("/desk/people/new/", a_newcomer(cohort, **changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_people_are_closed_to_mentors(cohort):
    assert staff_browser(a_mentor(cohort)).get("/desk/people/").status_code == 403
