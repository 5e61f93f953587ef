"""Starting slow work, doing it item by item under a lease, and starting it again.

A run holds a job for ``JOB_LEASE_SECONDS``. Each finished item renews the lease, and so does a thread
while one item takes long. A run that was killed or paused stops renewing; after the lease somebody else
takes over, and the first one, should it wake up, is refused in the transaction of its next item. Times are
the database's, so that workers with wrong clocks agree.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import override

from clinic.jobs.models import MOST_RUNS, Job, JobItem, in_seconds
from clinic.jobs.nudges import RUN_JOB
from clinic.jobs.registry import Work, work_of
from clinic.later import after_commit
from clinic.people.models import Clinic, Person
from clinic.refusals import Refusal

log = logging.getLogger(__name__)

SLICE_SECONDS = 20  # then a long job steps back, so that short ones get their turn
LONGEST_ITEM_SECONDS = 600  # an item that hangs longer loses its lease
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 5, 300
NUDGES_AT_ONCE = 200


class LostLease(Exception):
    """Somebody else has taken the job over: this run ends and changes nothing more."""


def start_job(
    kind: str,
    payload: dict,
    *,
    idem_key: str | None = None,
    started_by: Person | None = None,
    clinic: Clinic | None = None,
) -> Job:
    """Ask for slow work. The same ``idem_key`` gives the same job, however often one asks."""
    work_of(kind)
    asked = {"kind": kind, "payload": payload, "started_by": started_by, "clinic": clinic}
    if idem_key is None:
        job, is_new = Job.objects.create(**asked), True
    else:
        job, is_new = Job.objects.get_or_create(idem_key=idem_key, defaults=asked)
    if is_new:
        after_commit(RUN_JOB, job.pk)
    return job


@transaction.atomic
def retry_job(job: Job) -> Job:
    """Start a stopped job again; what is finished stays finished."""
    again = {"state": Job.State.READY, "runs": 0, "error": "", "finished_at": None, "not_before": Now()}
    if not Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(**again):
        raise Refusal(
            _("This work is not stopped, so there is nothing to start again. Look at its progress.")
        )
    after_commit(RUN_JOB, job.pk)
    job.refresh_from_db()
    return job


def claim(job_id: int) -> Job | None:
    """Take the job for one run; None when it is finished, not due, or somebody holds it."""
    owner = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"
    taken = (
        Job.objects.claimable()
        .filter(pk=job_id)
        .update(
            state=Job.State.RUNNING,
            owner=owner,
            lease_until=in_seconds(settings.JOB_LEASE_SECONDS),
            runs=F("runs") + 1,
            nudged_at=None,
        )
    )
    return Job.objects.get(pk=job_id) if taken else None


def run(job_id: int, is_asked_to_stop: Callable[[], bool] = lambda: False) -> None:
    """Do what is left of a job, as far as one slice goes; harmless to call at any time, twice or at once."""
    job = claim(job_id)
    if job is None:
        return
    try:
        with override(settings.LANGUAGE_CODE):
            _run_slice(job, is_asked_to_stop)
    except LostLease:
        log.warning("job %s was taken over by another worker; this run ends", job)


def _run_slice(job: Job, is_asked_to_stop: Callable[[], bool]) -> None:
    if job.runs > MOST_RUNS:
        _fail(job, _("The work broke off %(runs)s times without getting further.") % {"runs": MOST_RUNS})
        return

    troubles: list[Exception] = []
    step_back_at = time.monotonic() + SLICE_SECONDS
    try:
        work = work_of(job.kind)
        for key in _keys_left(job, work):
            is_late = (
                time.monotonic() > step_back_at and not troubles
            )  # else the same items break first again
            if is_asked_to_stop() or is_late:
                _step_back(job)
                return
            try:
                with lease_renewed(job):
                    value = work.prepare(job.payload, key)
                keep_item(job, work, key, value)
            except LostLease:
                raise
            except Exception as trouble:  # noqa: BLE001 - one broken item must not stop the others
                _note(job, key, trouble)
                troubles.append(trouble)
        if not troubles:
            _close(job, work)
    except LostLease:
        raise
    except Exception as trouble:  # noqa: BLE001 - kept on the row, where people see it
        _note(job, "-", trouble)
        troubles.append(trouble)
    if troubles:
        _try_again_or_fail(job, troubles)


def _keys_left(job: Job, work: Work) -> list[str]:
    with lease_renewed(job):
        named = list(dict.fromkeys(work.items(job.payload)))
    finished = set(job.items.values_list("key", flat=True))
    _update(job, total=len(finished.union(named)), done=len(finished))
    return [key for key in named if key not in finished]


def keep_item(job: Job, work: Work, key: str, value: Any) -> None:
    """Write an item and mark it as done, in one transaction, if the lease is still ours."""
    with transaction.atomic():
        _update(job, done=F("done") + 1, runs=0, lease_until=in_seconds(settings.JOB_LEASE_SECONDS))
        try:
            with transaction.atomic():
                item = JobItem.objects.create(job=job, key=key)
        except IntegrityError as twice:
            raise LostLease from twice
        item.result = work.keep(job.payload, key, value)
        item.save(update_fields=["result"])
    job.runs = 0


def _update(job: Job, **changes: Any) -> None:
    """Change the job if this run still holds it."""
    if not Job.objects.filter(pk=job.pk).held_by(job.owner).update(**changes):
        raise LostLease


def _close(job: Job, work: Work) -> None:
    with transaction.atomic():
        _let_go(job, Job.State.DONE, error="", finished_at=Now())
        if work.finish is not None:
            work.finish(job.payload)


def _fail(job: Job, words: str) -> None:
    _let_go(job, Job.State.FAILED, error=words, finished_at=Now())
    log.error("job %s stopped: %s", job, words)


def _step_back(job: Job) -> None:
    """Give the job back unfinished; the next run goes on where this one ends."""
    with transaction.atomic():
        _let_go(job, Job.State.READY, runs=max(job.runs - 1, 0), not_before=Now())
        after_commit(RUN_JOB, job.pk)


def _try_again_or_fail(job: Job, troubles: list[Exception]) -> None:
    refusals = [str(trouble) for trouble in troubles if isinstance(trouble, Refusal)]
    words = "\n".join(dict.fromkeys(refusals)) or _(
        "Something broke on our side. The finished part is safe; please start the rest again, and tell "
        "your administrator if it stops again."
    )
    if len(refusals) == len(troubles) or job.runs >= MOST_RUNS:
        _fail(job, words)
        return
    runs = max(job.runs, 1)
    pause = min(FIRST_PAUSE_SECONDS * 2 ** (runs - 1), LONGEST_PAUSE_SECONDS)
    _let_go(job, Job.State.READY, runs=runs, error=words, not_before=in_seconds(pause))


def _let_go(job: Job, state: str, **changes: Any) -> None:
    _update(job, state=state, owner="", lease_until=None, **changes)


def _note(job: Job, key: str, trouble: Exception) -> None:
    is_refusal = isinstance(trouble, Refusal)
    log.log(
        logging.INFO if is_refusal else logging.ERROR,
        "job %s, item %s: %s",
        job,
        key,
        trouble,
        exc_info=None if is_refusal else trouble,
    )


@contextmanager
def lease_renewed(job: Job) -> Iterator[None]:
    """Keep the lease while one item takes long, up to ``LONGEST_ITEM_SECONDS``."""
    is_over = threading.Event()
    thread = threading.Thread(target=_renew, args=(job, is_over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _renew(job: Job, is_over: threading.Event) -> None:
    give_up_at = time.monotonic() + LONGEST_ITEM_SECONDS
    try:
        while not is_over.wait(settings.JOB_LEASE_SECONDS / 3) and time.monotonic() < give_up_at:
            try:
                _update(job, lease_until=in_seconds(settings.JOB_LEASE_SECONDS))
            except LostLease:
                return
            except DatabaseError:
                log.warning("could not renew the lease of job %s", job, exc_info=True)
    finally:
        connection.close()  # this thread's own


def sweep() -> int:
    """Send again what nobody holds; returns how many. One indexed query when there is nothing to do.

    Several sweeps at once do no harm: PostgreSQL lets one through, and a claim succeeds only once.
    """
    left = Job.objects.claimable().filter(
        Q(nudged_at=None) | Q(nudged_at__lt=in_seconds(-settings.JOB_LEASE_SECONDS / 2))
    )
    if not left.exists():  # outside the transaction: SQLite would take the writer's turn for it
        return 0
    with transaction.atomic():
        if not _may_sweep():
            return 0
        ids = list(left.order_by("not_before").values_list("pk", flat=True)[:NUDGES_AT_ONCE])
        Job.objects.filter(pk__in=ids).update(nudged_at=Now())
        for job_id in ids:
            after_commit(RUN_JOB, job_id)
    return len(ids)


def _may_sweep() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('clinic.jobs.sweep'))")
        return cursor.fetchone()[0]
