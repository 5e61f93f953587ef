"""What a certificate says never changes, and every change of its state leaves a trail."""

from django.db import migrations

from clinic.audit.track import TrackTable

FROZEN = (
    "award_id", "enrolment_id", "series_id", "sequence", "number", "public_id", "snapshot", "issued_at",
    "replaces_id",
)  # fmt: skip


def freeze(apps, schema_editor):
    """An ended certificate stays ended, and what was printed stays as it was."""
    vendor = schema_editor.connection.vendor
    unlike = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f'OLD."{column}" {unlike} NEW."{column}"' for column in FROZEN)
    condition = f"{changed} OR (OLD.state <> 'valid' AND OLD.state <> NEW.state)"
    if vendor == "postgresql":
        schema_editor.execute(
            """
            CREATE FUNCTION certificate_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'a certificate is never changed' USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """,
            params=None,
        )
        schema_editor.execute(
            "CREATE TRIGGER certificate_is_frozen BEFORE UPDATE ON certificates_certificate "
            f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION certificate_refuse()",
            params=None,
        )
    else:
        schema_editor.execute(
            "CREATE TRIGGER certificate_is_frozen BEFORE UPDATE ON certificates_certificate "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, 'a certificate is never changed'); END",
            params=None,
        )


def thaw(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER certificate_is_frozen ON certificates_certificate", params=None)
        schema_editor.execute("DROP FUNCTION certificate_refuse()", params=None)
    else:
        schema_editor.execute("DROP TRIGGER certificate_is_frozen", params=None)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_awards_and_certificates"), ("audit", "0001_trail")]

    operations = [
        migrations.RunPython(freeze, thaw, elidable=False),
        TrackTable(
            "certificates_certificate",
            columns=["award_id", "enrolment_id", "number", "state", "reason", "ended_by_id", "replaces_id", "file"],
        ),
        TrackTable(
            "certificates_award",
            columns=["programme_id", "title", "lessons_share", "needs_pre", "pass_mark", "number_prefix"],
        ),
    ]
