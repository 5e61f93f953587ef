"""The Celery application: the engine of background work in every size."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

TRANSPORT_ALIASES["folder"] = "clinic.jobs.broker:Transport"

app = Celery("klinik")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
