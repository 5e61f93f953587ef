"""Pages that put several apps together."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "clinic.desk"
    label = "desk"

    def ready(self) -> None:
        from clinic.desk.tasks import ROSTER_WORK
        from clinic.jobs.registry import register

        register(ROSTER_WORK)
