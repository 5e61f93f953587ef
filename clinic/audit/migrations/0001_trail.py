"""The trail, and the triggers that refuse to change or delete what stands in it."""

import django.utils.timezone
from django.db import migrations, models

from clinic.audit.triggers import APPEND_ONLY, NO_LONGER_APPEND_ONLY


def refuse_changes(apps, schema_editor):
    for statement in APPEND_ONLY[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def allow_changes(apps, schema_editor):
    for statement in NO_LONGER_APPEND_ONLY[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("door", models.CharField(default="", max_length=10)),
                ("action", models.CharField(max_length=40)),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=40)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("request_id", models.CharField(default="", max_length=36)),
            ],
            options={"indexes": [models.Index(fields=["table", "row_id"], name="audit_by_row")]},
        ),
        migrations.AlterModelOptions(
            name="AuditEvent",
            options={
                "managed": False,
                "ordering": ["-id"],
                "verbose_name": "audit event",
                "verbose_name_plural": "audit events",
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
