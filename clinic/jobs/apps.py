"""Background work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "clinic.jobs"
    label = "jobs"

    def ready(self) -> None:
        from clinic.celery import app

        app.set_default()  # for every thread of the web process, not only the first
