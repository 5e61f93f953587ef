"""What coordinators see of slow work."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.jobs.models import Job
from clinic.jobs.registry import WORKS, Work
from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.policy import DOOR_PASSWORD, SESSION_DOOR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.fixture(autouse=True)
def letters(monkeypatch):
    work = Work(
        "letters",
        "Certificates of cohort 2",
        list,
        lambda *_: None,
        lambda *_: None,
        seen_at=lambda _: "/see/",
    )
    monkeypatch.setitem(WORKS, "letters", work)


def a_clinic(name: str) -> Clinic:
    host = Organisation.objects.create(kind="association", name=f"Host of {name}", slug=name)
    return Clinic.objects.create(name=name, slug=name, code=name[:6].upper(), host=host, place="Jambi")


@pytest.fixture
def clinic():
    return a_clinic("jambi")


def a_person(role: str, clinic: Clinic) -> Person:
    person = Person.objects.create_user(
        phone="+6281234567890", name="Dewi Lestari", password="a long password"
    )
    Appointment.objects.create(person=person, role=role, clinic=clinic)
    return person


def enter(client, person) -> None:
    client.force_login(person, backend="clinic.people.sign_in.StaffBackend")
    session = client.session
    session[SESSION_DOOR] = DOOR_PASSWORD
    session.save()


@pytest.fixture
def coordinator(client, clinic):
    person = a_person("coordinator", clinic)
    enter(client, person)
    return person


def a_job(clinic, **fields) -> Job:
    return Job.objects.create(kind="letters", clinic=clinic, **{"total": 22, "done": 6} | fields)


def running(**fields):
    return {"state": "running", "owner": "me", "lease_until": timezone.now()} | fields


def stopped(**fields):
    words = {"state": "failed", "error": "Rina has no name. Add it.", "finished_at": timezone.now()}
    return words | fields


def test_list_shows_the_jobs_of_ones_own_clinics(client, coordinator, clinic):
    mine, foreign = a_job(clinic), a_job(a_clinic("other"))

    page = client.get(reverse("jobs:list_jobs"))

    assert page.status_code == 200
    assert str(mine.public_id) in page.text
    assert str(foreign.public_id) not in page.text


def test_list_without_jobs_says_what_will_appear(client, coordinator):
    assert "empty-state" in client.get(reverse("jobs:list_jobs")).text


def test_list_asks_the_same_number_of_questions_for_more_rows(client, coordinator, clinic):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (1, 2):
        for _number in range(more):
            a_job(clinic, started_by=coordinator)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("jobs:list_jobs"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_progress_page_polls_and_refreshes_only_while_it_runs(client, coordinator, clinic):
    job = a_job(clinic, **running())
    address = reverse("jobs:show_job", args=[job.public_id])

    page, fragment = client.get(address), client.get(address, headers={"HX-Request": "true"})

    assert 'http-equiv="refresh"' in page.text
    assert fragment.text.startswith('<section class="card" id="job"')
    assert f'data-hx-get="{address}"' in fragment.text
    assert 'value="27"' in fragment.text

    Job.objects.update(state="done", owner="", lease_until=None, done=22, finished_at=timezone.now())
    page = client.get(address)

    assert "data-hx-get" not in page.text
    assert 'http-equiv="refresh"' not in page.text
    assert 'href="/see/"' in page.text


def test_progress_page_of_a_stopped_job_gives_the_reason_and_a_way_on(client, coordinator, clinic):
    job = a_job(clinic, **stopped())

    page = client.get(reverse("jobs:show_job", args=[job.public_id]))

    assert "Rina has no name. Add it." in page.text
    assert reverse("jobs:retry", args=[job.public_id]) in page.text


def test_retry_starts_the_rest_and_leads_back(client, coordinator, clinic):
    job = a_job(clinic, **stopped())

    answer = client.post(reverse("jobs:retry", args=[job.public_id]))

    job.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, reverse("jobs:show_job", args=[job.public_id]))
    assert job.state == "ready"


def test_retry_of_running_work_is_refused(client, coordinator, clinic):
    job = a_job(clinic, **running())

    assert client.post(reverse("jobs:retry", args=[job.public_id])).status_code == 409
    assert client.get(reverse("jobs:retry", args=[job.public_id])).status_code == 405


def test_jobs_of_another_clinic_are_not_found(client, coordinator):
    job = a_job(a_clinic("other"), **stopped())

    assert client.get(reverse("jobs:show_job", args=[job.public_id])).status_code == 404
    assert client.post(reverse("jobs:retry", args=[job.public_id])).status_code == 404


def test_jobs_are_closed_to_mentors_and_visitors(client, clinic):
    address = reverse("jobs:list_jobs")
    visitor = client.get(address)
    enter(client, a_person("mentor", clinic))

    assert visitor.status_code == 302
    assert client.get(address).status_code == 403


def test_administrators_see_jobs_of_no_clinic(client):
    person = Person.objects.create_superuser(phone="+6281234567891", name="Admin", password="a long password")
    enter(client, person)
    job = a_job(None)

    assert client.get(reverse("jobs:show_job", args=[job.public_id])).status_code == 200
