"""A broker that is down costs delay, never the person's work."""

import json
import logging
import os
import subprocess
import sys
import time

import pytest
from celery import Celery, signature
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from clinic.later import after_commit

pytestmark = pytest.mark.django_db


class Task:
    name = "post_letter"

    def __init__(self, trouble=None):
        self.trouble = trouble
        self.sent = []

    def apply_async(self, args, retry):
        if self.trouble:
            raise self.trouble
        self.sent.append((args, retry))


def test_after_commit_sends_once_the_transaction_has_committed(django_capture_on_commit_callbacks):
    task = Task()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        after_commit(task, 7)
        assert task.sent == []

    assert task.sent == [((7,), False)]


def test_after_commit_sends_nothing_for_what_was_taken_back(django_capture_on_commit_callbacks):
    task = Task()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        after_commit(task, 7)
        transaction.set_rollback(True)

    assert task.sent == []


@pytest.mark.parametrize("trouble", [OperationalError("down"), OSError(28, "No space left on device")])
def test_after_commit_hides_a_broken_broker_from_the_person(
    trouble, caplog, django_capture_on_commit_callbacks
):
    task, after = Task(trouble), Task()

    with caplog.at_level(logging.WARNING, "clinic.later"), django_capture_on_commit_callbacks(execute=True):
        after_commit(task, 7)
        after_commit(after, 8)

    assert "could not queue post_letter(7,); the sweep will" in caplog.text
    assert after.sent == [((8,), False)]


def test_after_commit_with_a_real_broker_that_is_down(caplog, django_capture_on_commit_callbacks):
    """The whole way through Celery with our options, to a Redis that is not there: at once, not after 6 s."""
    app = Celery("down", broker="redis://127.0.0.1:1/0", set_as_current=False)
    app.conf.broker_transport_options = redis_options()
    began_at = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        after_commit(signature("clinic.jobs.tasks.run_job", app=app), 1)

    assert "could not queue clinic.jobs.tasks.run_job(1,)" in caplog.text
    assert time.monotonic() - began_at < 3


def redis_options() -> dict:
    """The broker options of a clinic that has Redis."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json, clinic.settings as s; print(json.dumps(s.CELERY_BROKER_TRANSPORT_OPTIONS))",
        ],
        env=os.environ | {"REDIS_URL": "redis://127.0.0.1:1/0"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )
    return json.loads(told.stdout)
