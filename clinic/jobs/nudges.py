"""The messages that wake a worker, by name: what sends them stands below the tasks they name."""

from celery import signature

RUN_JOB = signature("clinic.jobs.tasks.run_job")
