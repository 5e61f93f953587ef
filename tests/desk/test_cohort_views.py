"""The board, a cohort, its tests and its participants."""

from datetime import date

import pytest
from django.utils import timezone

from assessments.models import Sitting
from clinic.audit.models import AuditEvent
from courses.models import Cohort, Programme
from mentoring.models import Mentorship
from tests.certificates.world import a_cohort, an_enrolment, finish_lessons, take_test
from tests.desk.world import a_mentor, somebody_as, staff_browser
from tests.people.factories import AppointmentFactory, PersonFactory


def address(cohort, rest: str = "") -> str:
    return f"/desk/cohorts/{cohort.code}/{rest}"


def test_board_shows_the_figures_of_own_cohorts(browser, cohort):
    a_cohort()
    enrolment = an_enrolment(cohort)
    finish_lessons(enrolment, 5)
    take_test(enrolment, "pre", "0.5")

    answer = browser.get("/desk/")

    (line,) = answer.context["lines"]
    assert (line.participants, line.before, line.after, line.learned) == (1, 1, 0, 100)


def test_board_hides_small_groups_from_observers(cohort):
    browser = staff_browser(somebody_as("observer", cohort))
    for _n in range(4):
        an_enrolment(cohort)
    few = browser.get("/desk/").context["lines"][0]
    take_test(an_enrolment(cohort), "pre", "0.5")
    enough = browser.get("/desk/").context["lines"][0]

    assert (few.participants, few.learned) == (None, None)
    assert (enough.participants, enough.before, enough.learned) == (5, None, 0)


def test_observers_see_the_board_and_nothing_else(cohort):
    browser = staff_browser(somebody_as("observer", cohort))

    assert browser.get("/desk/").status_code == 200
    assert browser.get(address(cohort)).status_code == 403
    assert browser.get("/desk/people/").status_code == 403


def test_board_says_what_comes_first(db):
    browser = staff_browser(AppointmentFactory().person)

    assert "/desk/programmes/new/" in browser.get("/desk/").text


def test_board_asks_the_same_number_of_questions_for_1_and_3_cohorts(
    browser, cohort, django_assert_max_num_queries, django_assert_num_queries
):
    browser.get("/desk/")  # what is kept in memory is there now
    with django_assert_max_num_queries(20) as first:
        browser.get("/desk/")
    for n in range(2):
        Cohort.objects.create(
            programme=cohort.programme, name=f"Lain {n}", starts_on=cohort.starts_on, ends_on=cohort.ends_on
        )

    with django_assert_num_queries(len(first.captured_queries)):
        browser.get("/desk/")


def test_cohort_page_asks_the_same_number_of_questions_for_1_and_3_rows(
    browser, cohort, django_assert_max_num_queries, django_assert_num_queries
):
    an_enrolment(cohort)
    browser.get(address(cohort))  # what is kept in memory is there now
    with django_assert_max_num_queries(25) as first:
        browser.get(address(cohort))
    an_enrolment(cohort, "Eko")
    finish_lessons(an_enrolment(cohort, "Wahyu"), 2)

    with django_assert_num_queries(len(first.captured_queries)):
        browser.get(address(cohort))


def test_cohort_page_of_others_is_not_found(browser):
    assert browser.get(address(a_cohort())).status_code == 404


def test_cohort_page_finds_sorts_and_answers_fragments(browser, cohort):
    an_enrolment(cohort, "Rosmaniar Hasan")
    eko = an_enrolment(cohort, "Eko Prasetyo")
    finish_lessons(eko, 3)

    found = browser.get(address(cohort), {"q": "rosma"})
    by_phone = browser.get(address(cohort), {"q": eko.person.shown_phone})
    by_name = browser.get(address(cohort), {"sort": "name"}, headers={"HX-Request": "true"})

    assert [line.enrolment.person.name for line in found.context["lines"]] == ["Rosmaniar Hasan"]
    assert [line.lessons_done for line in by_phone.context["lines"]] == [3]
    assert by_name.context["lines"][0].enrolment.person.name == "Eko Prasetyo"
    assert by_name.text.lstrip().startswith('<div class="stack" id="participants"')


def test_cohort_page_lists_who_left_apart(browser, cohort):
    an_enrolment(cohort, "Gone", state="left", left_on=cohort.starts_on, left_because="pindah")

    assert not browser.get(address(cohort)).context["lines"]
    assert "pindah" in browser.get(address(cohort), {"left": "on"}).text


def a_plan(cohort, **changes) -> dict:
    return {
        "programme": cohort.programme.public_id,
        "name": "Angkatan 3",
        "place": "Seberang",
        "starts_on": "2027-01-11",
        "ends_on": "2027-03-27",
        "joins_until": "",
        "quota": "30",
        "quiz": "",
    } | changes


def test_new_cohort_gets_a_code_and_both_tests(browser, cohort):
    answer = browser.post("/desk/cohorts/new/", a_plan(cohort))

    new = Cohort.objects.get(name="Angkatan 3")
    opens = {s.moment: timezone.localtime(s.opens_at).date() for s in Sitting.objects.filter(cohort=new)}
    assert answer.url == address(new)
    assert opens == {"pre": date(2027, 1, 11), "post": date(2027, 3, 20)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "Angkatan 2"}, "name"),
        ({"ends_on": "2026-01-01"}, "ends_on"),
        ({"quota": "0"}, "quota"),
        ({"programme": ""}, "programme"),
    ],
)
def test_new_cohort_shows_errors(browser, cohort, changes, field):
    answer = browser.post("/desk/cohorts/new/", a_plan(cohort, **changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_new_cohort_takes_only_own_programmes(browser, cohort):
    other = a_cohort()

    assert browser.post("/desk/cohorts/new/", a_plan(other)).status_code == 422


def test_edit_cohort_never_has_fewer_places_than_people(browser, cohort):
    an_enrolment(cohort)
    an_enrolment(cohort, "Eko")
    plan = a_plan(cohort, quota="1")

    refused = browser.post(address(cohort, "edit/"), plan)
    saved = browser.post(address(cohort, "edit/"), plan | {"quota": "2"})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["quota"])
    assert saved.status_code == 302
    cohort.refresh_from_db()
    assert (cohort.quota, cohort.name) == (2, "Angkatan 3")


def a_programme_plan(cohort, coordinator, **changes) -> dict:
    return {
        "clinic": cohort.programme.clinic_id,
        "name": "Jualan Lagi",
        "summary": "",
        "kind": "community",
        "course": cohort.programme.course_id,
        "stage": "needs",
        "funder": "",
        "funding_ends_on": "2027-12-31",
        "steward": coordinator.pk,
    } | changes


def test_new_programme_is_planned(browser, cohort, coordinator):
    answer = browser.post("/desk/programmes/new/", a_programme_plan(cohort, coordinator))

    programme = Programme.objects.get(name="Jualan Lagi")
    assert answer.url == f"/desk/programmes/{programme.public_id}/"
    assert AuditEvent.objects.filter(action="programme_planned").exists()


@pytest.mark.parametrize("field", ["funding_ends_on", "steward", "name", "course"])
def test_new_programme_asks_for_what_it_needs(browser, cohort, coordinator, field):
    answer = browser.post("/desk/programmes/new/", a_programme_plan(cohort, coordinator, **{field: ""}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_edit_programme_changes_it(browser, cohort, coordinator):
    programme = cohort.programme

    answer = browser.post(
        f"/desk/programmes/{programme.public_id}/",
        a_programme_plan(cohort, coordinator, stage="learning"),
    )

    programme.refresh_from_db()
    assert (answer.status_code, programme.stage) == (302, "learning")


def test_open_and_close_a_test(browser, cohort):
    browser.post(address(cohort, "tests/pre/close/"))
    closed = Sitting.objects.get(cohort=cohort, moment="pre")
    browser.post(address(cohort, "tests/pre/open/"))
    opened = Sitting.objects.get(cohort=cohort, moment="pre")

    assert (closed.is_open(), opened.is_open()) == (False, True)
    assert AuditEvent.objects.filter(action="sitting_moved").count() == 2


def test_sitting_times_are_those_of_the_clinic(browser, cohort):
    cohort.programme.clinic.time_zone = "Asia/Jayapura"
    cohort.programme.clinic.save()

    wrong = browser.post(
        address(cohort, "tests/post/"), {"opens_at": "2026-12-01T08:00", "closes_at": "2026-12-01T07:00"}
    )
    right = browser.post(address(cohort, "tests/post/"), {"opens_at": "2026-12-01T08:00", "closes_at": ""})

    assert (wrong.status_code, right.status_code) == (422, 302)
    sitting = Sitting.objects.get(cohort=cohort, moment="post")
    assert sitting.opens_at.isoformat() == "2026-11-30T23:00:00+00:00"
    assert "2026-12-01T08:00" in browser.get(address(cohort, "tests/post/")).text


def test_plan_tests_fills_in_what_is_missing(browser, cohort):
    Sitting.objects.filter(cohort=cohort).delete()

    browser.post(address(cohort, "tests/"))

    assert Sitting.objects.filter(cohort=cohort).count() == 2


def test_assign_mentors_to_everybody_ticked(browser, cohort):
    mentor = a_mentor(cohort)
    ticked = [an_enrolment(cohort), an_enrolment(cohort, "Eko")]
    an_enrolment(cohort, "Wahyu")

    answer = browser.post(
        address(cohort, "mentors/"),
        {"participants": [row.public_id for row in ticked], "mentor": mentor.public_id},
    )

    assert answer.status_code == 302
    assert Mentorship.objects.current().filter(mentor=mentor).count() == 2


def test_assign_mentors_says_what_is_missing(browser, cohort):
    assert browser.post(address(cohort, "mentors/"), {}).status_code == 409


def test_new_participant_gets_a_place(browser, cohort):
    answer = browser.post(
        address(cohort, "participants/new/"),
        {"name": "Rosmaniar", "phone": "0812 7401 3355", "trade": "Batik"},
    )

    enrolment = cohort.enrolments.get()
    assert answer.url == f"/desk/people/{enrolment.person.public_id}/"
    assert (enrolment.via, enrolment.business.trade) == ("desk", "Batik")


def test_new_participant_shows_errors(browser, cohort):
    answer = browser.post(address(cohort, "participants/new/"), {"name": "", "phone": "12"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name", "phone"])


def test_leaving_and_coming_back(browser, cohort):
    enrolment = an_enrolment(cohort)
    place = f"/desk/enrolments/{enrolment.public_id}/"

    empty = browser.post(f"{place}leave/", {"because": ""})
    browser.post(f"{place}leave/", {"because": "Pindah ke Batam"})
    enrolment.refresh_from_db()
    left = (enrolment.state, enrolment.left_because)
    browser.post(f"{place}return/")
    enrolment.refresh_from_db()

    assert (empty.status_code, left, enrolment.state) == (422, ("left", "Pindah ke Batam"), "active")


def test_enrolments_of_others_are_not_found(browser):
    enrolment = an_enrolment()

    for rest in ("leave/", "return/"):
        assert browser.post(f"/desk/enrolments/{enrolment.public_id}/{rest}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_participants_file_is_recorded(browser, cohort, coordinator, kind):
    an_enrolment(cohort, "=1+1")

    answer = browser.get(address(cohort, f"participants.{kind}"))

    assert answer.status_code == 200
    if kind == "csv":
        assert "'=1+1" in answer.content.decode("utf-8-sig")
    event = AuditEvent.objects.get(action="participants_exported")
    assert (event.actor_id, event.after) == (coordinator.pk, {"kind": kind})


def test_participants_file_says_what_the_page_says(browser, cohort):
    enrolment = an_enrolment(cohort, "Rohana Bakar")
    finish_lessons(enrolment, 3)
    take_test(enrolment, "pre", "0.605")

    page = browser.get(address(cohort)).context["lines"][0]
    row = browser.get(address(cohort, "participants.csv")).content.decode("utf-8-sig").splitlines()[1]

    cells = row.split(";")
    assert (cells[1], cells[7:9], cells[10]) == ("Rohana Bakar", [str(page.lessons_done), "5"], str(page.pre))


def test_poster_is_a_pdf(browser, cohort):
    answer = browser.get(address(cohort, "poster/"))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "rest", ["", "edit/", "poster/", "participants.csv", "roster/", "participants/new/", "tests/pre/"]
)
def test_pages_are_closed_to_participants_and_mentors(client, cohort, rest):
    client.force_login(PersonFactory(), backend="clinic.people.sign_in.PinBackend")

    assert client.get(address(cohort, rest)).status_code == 302
    assert staff_browser(a_mentor(cohort)).get(address(cohort, rest)).status_code == 403
