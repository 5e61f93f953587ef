"""The trail: one row for each change of a tracked table, and for each act worth remembering."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """What was done, by whom, through which door. Written once: the database refuses changes.

    ``actor_id`` is a number and no foreign key: the trail outlives the people in it.
    """

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=10, default="")
    action = models.CharField(max_length=40)  # insert, update, delete; or a word of the code: code_issued
    table = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request_id = models.CharField(max_length=36, default="")

    class Meta:
        managed = False  # made by a migration all the same; ``flush`` must not try to empty it
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row_id}"
