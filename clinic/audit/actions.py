"""What the code itself writes into the trail."""

from django.db.models import Model

from clinic.audit.models import AuditEvent
from clinic.audit.who import who_is_at_work


def record(
    action: str,
    row: Model | type[Model],
    by: Model | None = None,
    before: dict | None = None,
    after: dict | None = None,
) -> AuditEvent:
    """Remember an act on a row that no trigger sees: a code issued, personal data read, an export.

    ``row``: the row, or its model for an act on many rows at once. ``by``: the person who did it, where
    the request does not tell (nobody is signed in yet). ``before`` and ``after`` hold plain values,
    never a secret.
    """
    who = who_is_at_work()
    return AuditEvent.objects.create(
        actor_id=by.pk if by is not None else who.actor_id,
        door=who.door,
        request_id=who.request_id,
        action=action,
        table=row._meta.db_table,
        row_id=str(row.pk) if isinstance(row, Model) else "",
        before=before,
        after=after,
    )
