"""Steps of the fault tests, each in a process of its own: ``python -m tests.jobs.fault_steps STEP ...``."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.jobs.fault_settings"

import django

django.setup()

from clinic.celery import app  # noqa: E402
from clinic.jobs.actions import run, start_job  # noqa: E402
from clinic.jobs.models import Job  # noqa: E402


def start(jobs: str, items: str, seconds: str) -> None:
    for number in range(int(jobs)):
        start_job("fault", {"job": str(number), "items": int(items), "seconds": float(seconds)})


def work(job_id: str) -> None:
    run(int(job_id))
    sys.stdout.write(Job.objects.get(pk=job_id).state)


if __name__ == "__main__":
    app.set_default()
    {"start": start, "work": work}[sys.argv[1]](*sys.argv[2:])
