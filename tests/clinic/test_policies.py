"""Every address x every role x somebody else's object, against a table written by hand."""

import re
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from wagtail.models import Site

from assessments.models import Question, QuestionBank, QuestionVersion, QuizItem
from certificates.actions.issuing import award_if_earned
from clinic.desk.tasks import ROSTER
from clinic.desk.uploads import keep_upload
from clinic.jobs.models import Job
from clinic.people.models import Appointment
from clinic.people.pins import seal
from clinic.policy import DOOR_PIN, SESSION_DOOR
from clinic.web.management.commands.list_policies import every_address
from courses.actions.cms_groups import sync_groups
from courses.models import HomePage, ModulePage, Objective, PinnedLesson
from mentoring.actions import assign_mentor
from tests.certificates.world import a_cohort, an_enrolment, one_who_earned
from tests.desk.world import somebody_as, staff_browser
from tests.people.factories import AppointmentFactory, SchoolFactory, StaffFactory

ANONYMOUS = ["anonymous"]
PARTICIPANTS = ["participant", "classmate", "participant elsewhere"]
COORDINATORS = ["coordinator", "coordinator elsewhere"]
MENTORS = ["mentor", "another mentor"]
SCHOOL = ["instructor", "reviewer"]
OBSERVER = ["observer"]
ADMINISTRATOR = ["administrator"]
STAFF = [*COORDINATORS, *MENTORS, *SCHOOL, *OBSERVER, *ADMINISTRATOR]
EVERYBODY = [*ANONYMOUS, *PARTICIPANTS, *STAFF]

IN, SIGN_IN, CLOSED, UNKNOWN = "in", "to the sign-in", "closed", "not found"
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
OPEN = "neither closed nor to the sign-in"


def everybody(answer: str, **others: str) -> dict[str, str]:
    return dict.fromkeys(EVERYBODY, answer) | {who.replace("_", " "): other for who, other in others.items()}


def signed_in(answer: str, **others: str) -> dict[str, str]:
    return everybody(answer, **{"anonymous": SIGN_IN} | others)


def staff_only(answer: str, **others: str) -> dict[str, str]:
    return signed_in(answer, **dict.fromkeys([p.replace(" ", "_") for p in PARTICIPANTS], SIGN_IN) | others)


FOR_ANYBODY = everybody(OPEN)
OWN = signed_in(IN)
OWN_OBJECT = signed_in(UNKNOWN, participant=IN)
OWN_COHORT = signed_in(UNKNOWN, participant=IN, classmate=IN)
OWN_FILE = signed_in(UNKNOWN, participant=IN, coordinator=IN, administrator=IN)
OF_STAFF = staff_only(IN)
DESK = staff_only(CLOSED, coordinator=IN, coordinator_elsewhere=IN, administrator=IN)
DESK_OBJECT = DESK | {"coordinator elsewhere": UNKNOWN}
# an empty form names no row: whoever may enter is told that there is none
NAMES_NOTHING_AT_DESK = {"coordinator": OPEN, "administrator": OPEN}
BOARD = DESK | {"observer": IN}
MENTEES = staff_only(CLOSED, mentor=IN, another_mentor=IN)
MENTEE = MENTEES | {"another mentor": UNKNOWN}
CMS = staff_only(OPEN) | dict.fromkeys([*MENTORS, *OBSERVER], CLOSED)

TRUTH = {
    "web:": FOR_ANYBODY,
    "people:sign_in people:help people:new_pin people:staff_sign_in people:sign_out": FOR_ANYBODY,
    "people:settings people:change_pin people:change_consent people:stored people:end_sessions": OWN,
    "people:change_password": OF_STAFF,
    "account_login account_logout mfa_authenticate": FOR_ANYBODY,
    "account_reauthenticate mfa_": OF_STAFF | dict.fromkeys(STAFF, OPEN),
    "desk:home_of desk:today desk:me": OWN,
    "desk:board": BOARD,
    "desk:new_programme desk:new_cohort desk:people desk:new_person": DESK,
    "desk:programme desk:cohort desk:edit_cohort desk:poster desk:participants_csv": DESK_OBJECT,
    "desk:participants_xlsx desk:new_participant desk:assign_mentors desk:roster": DESK_OBJECT,
    "desk:roster_preview desk:plan_tests desk:sitting desk:open_test desk:close_test": DESK_OBJECT,
    "desk:leave desk:return desk:person desk:give_code desk:add_role": DESK_OBJECT,
    "desk:end_role": DESK_OBJECT | NAMES_NOTHING_AT_DESK,
    # a participant has no password to give, so there is no such address for anybody
    "desk:give_password": DESK_OBJECT | {"coordinator": UNKNOWN, "administrator": UNKNOWN},
    "desk:mentees": MENTEES,
    "desk:mentee desk:mentee_code": MENTEE,
    "jobs:list_jobs": DESK,
    "jobs:show_job jobs:retry": DESK_OBJECT,
    "courses:search courses:feed courses:sitemap courses:join_start courses:join": FOR_ANYBODY,
    "courses:learn": OWN,
    "courses:course courses:module courses:lesson courses:finish courses:keep_place": OWN_COHORT,
    "courses:tick": OWN_COHORT | {"participant": OPEN, "classmate": OPEN},
    "assessments:": OWN_OBJECT,
    "certificates:check certificates:show": FOR_ANYBODY,
    "certificates:file": OWN_FILE,
    "certificates:desk_list": DESK,
    "certificates:desk_certificate certificates:revoke certificates:correct": DESK_OBJECT,
    "wagtailcore_ wagtaildocs_ wagtail_serve": FOR_ANYBODY,
}


def expected(address) -> dict[str, str] | None:
    """The line of the table for this address: its name in full, or the longest beginning of it."""
    if address.pattern.startswith("/cms/"):
        return CMS
    known = {name: answers for names, answers in TRUTH.items() for name in names.split()}
    if address.name in known:
        return known[address.name]
    beginnings = [name for name in known if name[-1] in ":_" and address.name.startswith(name)]
    return known[max(beginnings, key=len)] if beginnings else None


def test_every_address_has_a_policy():
    assert [address.pattern for address in every_address() if address.policy is None] == []


def test_every_address_stands_in_the_table():
    assert [address.pattern for address in every_address() if expected(address) is None] == []


def test_policies_page_is_up_to_date():
    call_command("list_policies", check=True)


class World:
    """One participant and what belongs to them; everybody else who might try to open it."""

    def __init__(self) -> None:
        cohort, elsewhere = a_cohort(), a_cohort()
        home = HomePage.objects.first()
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
        )
        done, begun = one_who_earned(cohort), an_enrolment(cohort, "Eko Prasetyo")
        mentor = somebody_as(Appointment.Role.MENTOR, cohort)
        school = SchoolFactory()
        self.people = {
            "participant": done.person,
            "classmate": begun.person,
            "participant elsewhere": an_enrolment(elsewhere, "Wahyu").person,
            "mentor": mentor,
            "another mentor": somebody_as(Appointment.Role.MENTOR, cohort),
            "coordinator": somebody_as(Appointment.Role.COORDINATOR, cohort),
            "coordinator elsewhere": somebody_as(Appointment.Role.COORDINATOR, elsewhere),
            "observer": somebody_as(Appointment.Role.OBSERVER, cohort),
            "administrator": StaffFactory(is_superuser=True),
        }
        for role in SCHOOL:
            self.people[role] = AppointmentFactory(role=role, clinic=None, organisation=school).person
        sealed = seal("274918")
        for person in self.people.values():
            person.pin = sealed  # or there would be none to change
            person.save(update_fields=["pin"])
            sync_groups(person)
        assign_mentor(done, mentor)
        assign_mentor(begun, self.people["another mentor"])
        certificate = award_if_earned(done.pk)
        attempt = done.attempts.get(sitting__moment="pre")
        _ask_something(attempt, school)
        lesson = PinnedLesson.objects.filter(pinned_module__cohort=cohort).first()
        stopped = {"state": "failed", "error": "Rina has no name.", "finished_at": timezone.now()}
        job = Job.objects.create(kind=ROSTER, clinic=cohort.programme.clinic, total=2, done=1, **stopped)
        self.uploads = {
            person.pk: keep_upload(b"nama;telepon\nRina;0812-9000-1234\n", "list.csv", person, cohort)
            for person in self.people.values()
        }
        self.cohort = cohort
        self.values = {
            "code": cohort.code,
            "moment": "pre",
            "module_slug": lesson.pinned_module.slug,
            "lesson_slug": lesson.slug,
            "enrolment_id": done.public_id,
            "attempt_id": attempt.public_id,
            "position": 1,
        }
        self.public_ids = {
            "/desk/programmes/": cohort.programme.public_id,
            "/desk/enrolments/": done.public_id,
            "/desk/people/": done.person.public_id,
            "/desk/jobs/": job.public_id,
            "/desk/certificates/": certificate.public_id,
            "/mentoring/": done.public_id,
            "/c/": certificate.public_id,
        }

    def path_of(self, address, person) -> str | None:
        """The address with real rows in it, or with anything that fits in Wagtail's and allauth's."""
        values = dict(self.values)
        for start, public_id in self.public_ids.items():
            if address.pattern.startswith(f"{start}<"):
                values["public_id"] = public_id
        if person is not None:
            values["token"] = self.uploads[person.pk]
        for anything in (1, "a", uuid4(), "wagtailcore/page", "a/"):
            path = HOLE.sub(_filler(values, anything), address.pattern)
            if _leads_to(path, address):
                return path
        return None


def _ask_something(attempt, school) -> None:
    bank = QuestionBank.objects.create(name="Bank", organisation=school)
    objective = Objective.objects.create(module=ModulePage.objects.first(), words_id="Memotret dengan terang")
    question = Question.objects.create(bank=bank, code="q1", kind="true_false", objective=objective)
    content = {"stem": {"id": "Benar?"}, "answer": True, "why": {"id": "Ya."}}
    version = QuestionVersion.objects.create(question=question, number=1, content=content)
    QuizItem.objects.create(form=attempt.form, version=version, position=1)


def _filler(values: dict, anything):
    return lambda hole: str(values.get(hole[1], anything))


def _leads_to(path: str, address) -> bool:
    try:
        return resolve(path).func is address.view
    except Exception:  # noqa: BLE001 - converters of others refuse in their own ways
        return False


def browsers_of(world: World) -> dict[str, Client]:
    browsers = {"anonymous": Client()}
    for who, person in world.people.items():
        if who not in PARTICIPANTS:
            browsers[who] = staff_browser(person)
            continue
        browsers[who] = Client()
        browsers[who].force_login(person, backend="clinic.people.sign_in.PinBackend")
        session = browsers[who].session
        session[SESSION_DOOR] = DOOR_PIN
        session.save()
    return browsers


def answer_of(browser: Client, method: str, path: str) -> str:
    """What one request is answered. Nothing stays of it: neither rows nor cookies."""
    cookies = browser.cookies.output()
    with transaction.atomic():
        response = browser.generic(method, path)
        if response.streaming:
            response.close()
        transaction.set_rollback(True)
    if browser.cookies.output() != cookies:
        browser.cookies.clear()
        browser.cookies.load(re.sub(r"(?m)^Set-Cookie: ", "", cookies))
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return "no such method"
    if response.status_code in (301, 302, 303):
        target = urlsplit(response.url)
        is_door = target.path in ("/login/", "/login/staff/") and "next=" in target.query
        return SIGN_IN if is_door else IN
    return {HTTPStatus.FORBIDDEN: CLOSED, HTTPStatus.NOT_FOUND: UNKNOWN}.get(response.status_code, IN)


def fits(answer: str, wanted: str) -> bool:
    return answer in (IN, UNKNOWN) if wanted == OPEN else answer == wanted


@pytest.fixture
def world(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.SECOND_FACTOR = False
    return World()


def mismatches(world: World, addresses, methods=("GET", "POST"), who=EVERYBODY) -> list[str]:
    browsers = browsers_of(world)
    found = []
    for address in addresses:
        for name in who:
            wanted = expected(address)[name]
            path = world.path_of(address, world.people.get(name))
            if path is None:
                found.append(f"{address.pattern}: no path leads there")
                break
            answers = {method: answer_of(browsers[name], method, path) for method in methods}
            answers = {method: answer for method, answer in answers.items() if answer != "no such method"}
            found += [
                f"{name}: {method} {path}: {answer}, not {wanted}"
                for method, answer in answers.items()
                if not fits(answer, wanted)
            ]
            if not answers:
                found.append(f"{path}: takes neither GET nor POST")
    return found


def reachable() -> list:
    """The first of each pattern: a later one with the same address is never asked."""
    first = {}
    for address in every_address():
        first.setdefault(address.pattern, address)
    return list(first.values())


def is_ours(address) -> bool:
    return not address.pattern.startswith(("/cms/", "/_util/", "/documents/", "/account/"))


def test_our_addresses_answer_everybody_as_the_table_says(world):
    ours = [address for address in reachable() if is_ours(address)]

    assert mismatches(world, ours) == []


def test_addresses_of_wagtail_and_allauth_let_in_by_role(world):
    """Who has no role there is turned away everywhere; the rest is Wagtail's own permissions."""
    theirs = [address for address in reachable() if not is_ours(address)]
    outsiders = ["anonymous", "participant", "mentor", "observer"]

    assert mismatches(world, theirs, methods=("GET",), who=outsiders) == []


def test_cms_opens_for_its_roles(world):
    browsers = browsers_of(world)
    insiders = [*COORDINATORS, *SCHOOL, *ADMINISTRATOR]

    assert {who: answer_of(browsers[who], "GET", "/cms/") for who in insiders} == dict.fromkeys(insiders, IN)
