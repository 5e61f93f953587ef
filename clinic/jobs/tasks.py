"""What a worker does when it is nudged."""

import threading

from celery import shared_task
from celery.signals import worker_shutting_down

from clinic.jobs import actions

SHUTTING_DOWN = threading.Event()


@worker_shutting_down.connect
def hurry(**_about: object) -> None:
    """A worker that is asked to end steps back after the item in hand."""
    SHUTTING_DOWN.set()


@shared_task(name="clinic.jobs.tasks.run_job")
def run_job(job_id: int) -> None:
    """Safe at any time, twice or at once: only the run that claims the row does anything."""
    actions.run(job_id, SHUTTING_DOWN.is_set)


@shared_task(name="clinic.jobs.tasks.sweep")
def sweep() -> None:
    """Safe at any time: it only nudges, and a nudge is harmless."""
    actions.sweep()
