"""What the database itself holds true of a job."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.jobs.models import Job, JobItem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"state": "lost"}, id="unknown state"),
        pytest.param({"done": 2, "total": 1}, id="more done than there is"),
        pytest.param({"state": "running"}, id="running, held by nobody"),
        pytest.param({"owner": "me"}, id="held without running"),
        pytest.param({"state": "done"}, id="done without a time"),
        pytest.param({"finished_at": timezone.now()}, id="waiting, with an end"),
        pytest.param({"state": "failed", "finished_at": timezone.now()}, id="stopped without words"),
    ],
)
def test_job_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="letters", **wrong)


def test_job_item_stands_once():
    job = Job.objects.create(kind="letters")
    JobItem.objects.create(job=job, key="a")

    with pytest.raises(IntegrityError), transaction.atomic():
        JobItem.objects.create(job=job, key="a")


def test_job_tells_the_minutes_left_by_its_pace():
    job = Job(kind="letters", state="running", total=30, done=10)
    job.created_at = timezone.now() - timedelta(minutes=4, seconds=55)

    assert job.minutes_left == 10


@pytest.mark.parametrize(
    ("fields", "percent"),
    [
        ({"total": 0}, 0),
        ({"total": 3, "done": 2}, 66),
        ({"total": 0, "state": "done"}, 100),
    ],
)
def test_job_tells_its_percent(fields, percent):
    job = Job(kind="letters", **fields)

    assert job.percent == percent
    assert job.minutes_left is None


def test_job_of_a_forgotten_kind_still_has_a_title_and_no_result():
    job = Job(kind="of an earlier release", state="done")

    assert job.title
    assert job.seen_at == ""
    assert str(job).startswith("of an earlier release")
    assert str(JobItem(job_id=3, key="a")) == "3: a"
