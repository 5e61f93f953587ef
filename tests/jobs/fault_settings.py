"""The project's settings with short leases and one kind of work that can be watched."""

from clinic.settings import *  # noqa: F403

INSTALLED_APPS += ["tests.jobs.fault_work"]  # noqa: F405
ROOT_URLCONF = "tests.jobs.fault_urls"
JOB_LEASE_SECONDS = 3
CELERY_BEAT_SCHEDULE["sweep"]["schedule"] = 1.0  # noqa: F405
