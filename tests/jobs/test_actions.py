"""Each item once, whoever is killed, paused or late."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from clinic.jobs import actions, tasks
from clinic.jobs.actions import LostLease, claim, keep_item, retry_job, run, start_job, sweep
from clinic.jobs.models import MOST_RUNS, Job, JobItem
from clinic.jobs.registry import WORKS, Work
from clinic.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudged(monkeypatch):
    """The ids of the jobs a worker was nudged for."""
    sent = []

    class Nudge:
        name = "nudge"

        def apply_async(self, args, retry):
            sent.extend(args)

    monkeypatch.setattr(actions, "RUN_JOB", Nudge())
    return sent


@pytest.fixture
def letters(monkeypatch):
    """A kind of work that writes down what it was asked for; ``letters.broken`` names what fails."""

    class Letters:
        kept, finished, prepared, broken = [], [], [], {}

        def prepare(self, payload, key):
            self.prepared.append(key)
            if key in self.broken:
                raise self.broken[key]
            return key.upper()

        def keep(self, payload, key, value):
            self.kept.append(value)
            return {"letter": value}

    letters = Letters()
    work = Work(
        "letters",
        "Letters",
        items=lambda payload: list(payload["letters"]),
        prepare=letters.prepare,
        keep=letters.keep,
        finish=lambda payload: letters.finished.append(True),
        seen_at=lambda payload: "/letters/",
    )
    letters.kept, letters.finished, letters.prepared, letters.broken = [], [], [], {}
    letters.work = work
    monkeypatch.setitem(WORKS, "letters", work)
    return letters


def letters_job(text="abc", **fields):
    return Job.objects.create(kind="letters", payload={"letters": text}, **fields)


def abandoned(job, runs=1):
    """As a killed worker leaves it: running, with a lease that ran out."""
    Job.objects.filter(pk=job.pk).update(
        state="running", owner="dead", lease_until=timezone.now() - timedelta(seconds=1), runs=runs
    )


def test_start_job_nudges_a_worker_after_the_commit(letters, nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start_job("letters", {"letters": "ab"})
        assert nudged == []

    assert nudged == [job.pk]
    assert (job.state, job.total, job.done) == ("ready", 0, 0)


def test_start_job_gives_the_same_job_for_the_same_key(letters, nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = start_job("letters", {"letters": "ab"}, idem_key="ab")
        second = start_job("letters", {"letters": "ab"}, idem_key="ab")

    assert first == second
    assert nudged == [first.pk]


def test_start_job_knows_no_unannounced_work():
    with pytest.raises(LookupError):
        start_job("nobody announced this", {})


def test_run_does_every_item_once_and_finishes(letters):
    job = letters_job()

    run(job.pk)
    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.percent, job.owner) == ("done", 3, 3, 100, "")
    assert job.finished_at is not None
    assert job.seen_at == "/letters/"
    assert letters.kept == ["A", "B", "C"]
    assert letters.finished == [True]
    assert list(job.items.order_by("key").values_list("key", "result")) == [
        ("a", {"letter": "A"}),
        ("b", {"letter": "B"}),
        ("c", {"letter": "C"}),
    ]


def test_run_of_a_job_without_items_is_done_at_once(letters):
    job = letters_job("")

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.total, job.percent) == ("done", 0, 100)


def test_run_goes_on_where_a_killed_run_ended(letters):
    job = letters_job(total=3, done=1)
    JobItem.objects.create(job=job, key="a")
    abandoned(job)

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 3)
    assert letters.kept == ["B", "C"]


def test_claim_is_refused_while_somebody_holds_the_job(letters):
    job = letters_job()

    first, second = claim(job.pk), claim(job.pk)

    assert first is not None
    assert second is None


def test_claim_waits_for_its_time(letters):
    job = letters_job(not_before=timezone.now() + timedelta(minutes=1))

    assert claim(job.pk) is None


def test_keep_item_is_refused_after_another_run_took_over(letters):
    late = claim(letters_job(total=3).pk)
    abandoned(late)
    claim(late.pk)

    with pytest.raises(LostLease):
        keep_item(late, letters.work, "a", "A")

    assert letters.kept == []
    assert JobItem.objects.count() == 0


def test_keep_item_twice_is_a_lost_lease_and_counts_once(letters):
    job = claim(letters_job(total=3).pk)
    keep_item(job, letters.work, "a", "A")

    with pytest.raises(LostLease):
        keep_item(job, letters.work, "a", "A")

    job.refresh_from_db()
    assert job.done == 1
    assert letters.kept == ["A"]


def test_keep_item_leaves_nothing_when_keeping_fails(letters):
    job = claim(letters_job(total=3).pk)
    broken = Work("letters", "", items=list, prepare=letters.prepare, keep=lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        keep_item(job, broken, "a", "A")

    job.refresh_from_db()
    assert job.done == 0
    assert job.items.count() == 0


def test_run_that_lost_its_lease_ends_without_a_word_to_people(letters, monkeypatch):
    job = letters_job()
    monkeypatch.setattr(letters, "broken", {})
    original = letters.work.prepare

    def prepare_and_lose(payload, key):
        abandoned(job)
        return original(payload, key)

    monkeypatch.setitem(
        WORKS, "letters", Work("letters", "", letters.work.items, prepare_and_lose, letters.keep)
    )

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.owner, job.error, job.done) == ("running", "dead", "", 0)


def test_run_does_the_other_items_and_tries_the_broken_one_again(letters):
    job = letters_job()
    letters.broken = {"b": RuntimeError("no paper")}

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done) == ("ready", 2)
    assert job.not_before > timezone.now()
    assert job.error != ""
    assert "no paper" not in job.error

    letters.broken = {}
    Job.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.error) == ("done", 3, "")
    assert letters.kept == ["A", "C", "B"]


def test_run_stops_after_five_runs_without_progress(letters):
    job = letters_job("a")
    letters.broken = {"a": RuntimeError("no paper")}

    for _try in range(MOST_RUNS):
        Job.objects.update(not_before=timezone.now() - timedelta(seconds=1))
        run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.runs) == ("failed", 0, MOST_RUNS)
    assert len(letters.prepared) == MOST_RUNS


def test_run_pauses_longer_after_each_try(letters):
    job = letters_job("a")
    letters.broken = {"a": RuntimeError("no paper")}
    pauses = []

    for _try in range(3):
        Job.objects.update(not_before=timezone.now() - timedelta(seconds=1))
        run(job.pk)
        job.refresh_from_db()
        pauses.append(round((job.not_before - timezone.now()).total_seconds()))

    assert pauses == [5, 10, 20]


def test_run_stops_a_job_whose_workers_always_die(letters):
    job = letters_job()
    abandoned(job, runs=MOST_RUNS)

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, letters.prepared) == ("failed", [])
    assert job.error != ""


def test_run_shows_the_words_of_a_refusal_and_does_not_try_again(letters):
    job = letters_job()
    letters.broken = {"b": Refusal("The name of Rina is missing. Please add it.")}

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done) == ("failed", 2)
    assert job.error == "The name of Rina is missing. Please add it."


def test_run_of_unknown_work_is_kept_for_people(letters):
    job = Job.objects.create(kind="of an earlier release", runs=MOST_RUNS - 1)

    run(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert job.title != ""


def test_run_whose_end_fails_is_not_done(letters, monkeypatch):
    job = letters_job("a")
    work = Work(
        "letters", "", letters.work.items, letters.prepare, letters.keep, finish=lambda payload: 1 / 0
    )
    monkeypatch.setitem(WORKS, "letters", work)

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done) == ("ready", 1)


def test_run_steps_back_when_its_slice_is_over(
    letters, nudged, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(actions, "SLICE_SECONDS", -1)
    job = letters_job()

    with django_capture_on_commit_callbacks(execute=True):
        run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.runs, job.error) == ("ready", 0, "")
    assert nudged == [job.pk]


def test_run_steps_back_when_the_worker_is_asked_to_stop(letters, nudged):
    job = letters_job()

    run(job.pk, is_asked_to_stop=lambda: len(letters.kept) == 2)

    job.refresh_from_db()
    assert (job.state, job.done, job.runs) == ("ready", 2, 0)


def test_run_finishes_the_round_when_an_item_broke(letters, nudged, monkeypatch):
    monkeypatch.setattr(actions, "SLICE_SECONDS", 0.05)
    job = letters_job("abcd")
    letters.broken = {"a": RuntimeError("no paper")}

    run(job.pk)

    job.refresh_from_db()
    assert job.done == 3


def test_retry_job_starts_a_stopped_job_again(letters, nudged, django_capture_on_commit_callbacks):
    job = letters_job(state="failed", error="No paper.", finished_at=timezone.now(), runs=5)

    with django_capture_on_commit_callbacks(execute=True):
        retry_job(job)

    assert (job.state, job.runs, job.error, job.finished_at) == ("ready", 0, "", None)
    assert nudged == [job.pk]


def test_retry_job_refuses_what_is_not_stopped(letters):
    with pytest.raises(Refusal):
        retry_job(letters_job())


def test_lease_renewed_keeps_the_lease_of_a_slow_item(letters, settings, transactional_db):
    settings.JOB_LEASE_SECONDS = 0.3
    job = claim(letters_job().pk)
    lease = job.lease_until

    with actions.lease_renewed(job):
        actions.time.sleep(0.5)

    job.refresh_from_db()
    assert job.lease_until > lease


def test_lease_renewed_ends_quietly_when_the_lease_is_lost(letters, settings, transactional_db):
    settings.JOB_LEASE_SECONDS = 0.15
    job = claim(letters_job().pk)
    abandoned(job)

    with actions.lease_renewed(job):
        actions.time.sleep(0.2)

    job.refresh_from_db()
    assert job.owner == "dead"


def test_sweep_nudges_for_waiting_and_abandoned_jobs_once(
    letters, nudged, django_capture_on_commit_callbacks
):
    waiting, left = letters_job(), letters_job()
    abandoned(left)
    claim(letters_job().pk)
    letters_job(not_before=timezone.now() + timedelta(minutes=1))
    letters_job(state="done", finished_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        counts = [sweep(), sweep()]

    assert counts == [2, 0]
    assert sorted(nudged) == [waiting.pk, left.pk]


def test_sweep_nudges_again_for_what_still_waits(letters, nudged, settings):
    job = letters_job()
    sweep()

    Job.objects.filter(pk=job.pk).update(
        nudged_at=timezone.now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    )

    assert sweep() == 1


def test_sweep_asks_one_indexed_question_when_nothing_waits(letters, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        sweep()

    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        if connection.vendor == "sqlite":
            cursor.execute(explain + asked.captured_queries[0]["sql"])
            assert "job_open" in str(cursor.fetchall())


def test_tasks_are_the_actions(letters, monkeypatch):
    job = letters_job("a")

    tasks.sweep()
    tasks.run_job(job.pk)

    job.refresh_from_db()
    assert job.state == "done"


def test_worker_that_shuts_down_steps_back(letters, nudged, monkeypatch):
    monkeypatch.setattr(tasks, "SHUTTING_DOWN", tasks.threading.Event())
    job = letters_job("a")

    tasks.hurry(sig="SIGTERM")
    tasks.run_job(job.pk)

    job.refresh_from_db()
    assert (job.state, letters.kept) == ("ready", [])
