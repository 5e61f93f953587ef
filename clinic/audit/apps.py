"""The append-only trail."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "clinic.audit"
    label = "audit"

    def ready(self) -> None:
        from clinic.audit import receivers

        connection_created.connect(receivers.tell_connection)
        post_migrate.connect(receivers.restore_triggers, sender=self)
