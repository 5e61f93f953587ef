"""Connections learn who is at work; SQLite gets back the triggers it lost."""

import re

from django.db import transaction
from django.db.migrations.loader import MigrationLoader

from clinic.audit.track import TrackTable
from clinic.audit.triggers import track
from clinic.audit.who import who_is_at_work

WRITE = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
TELL = "SELECT " + ", ".join(
    f"set_config('audit.{name}', %s, true)" for name in ("actor_id", "door", "request_id")
)
TRACKED = (
    "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE 'audit\\_%'"
)


def tell_connection(connection, **_) -> None:
    """SQLite's triggers ask a function of ours; PostgreSQL's read settings of their transaction."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("audit_who", 1, lambda name: getattr(who_is_at_work(), name))
    elif tell_postgresql not in connection.execute_wrappers:
        connection.execute_wrappers.append(tell_postgresql)


def tell_postgresql(execute, sql, params, many, context):
    """Before a tracked table is written: say who, for this transaction only (a pooler shares connections)."""
    written = WRITE.match(sql)
    if not written or written[1] not in _tracked_tables(context["connection"]):
        return execute(sql, params, many, context)
    who = who_is_at_work()
    connection = context["connection"]
    with transaction.atomic(using=connection.alias, savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(TELL, [str(who.actor_id or ""), who.door, who.request_id])
        return execute(sql, params, many, context)


def _tracked_tables(connection) -> set[str]:
    """Asked once for each connection."""
    if not hasattr(connection, "tracked_tables"):
        with connection.cursor() as cursor:
            cursor.execute(TRACKED)
            connection.tracked_tables = {name for (name,) in cursor.fetchall()}
    return connection.tracked_tables


def restore_triggers(sender, using: str, plan=(), **_) -> None:
    """After a migration on SQLite: Django makes a table anew to alter it, which drops its triggers."""
    from django.db import connections

    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}
        for operation in _tracking_in_force(connection):
            if f"audit_{operation.table}_insert" not in standing:
                for statement in track("sqlite", operation.table, operation.columns, operation.key):
                    cursor.execute(statement)


def _tracking_in_force(connection) -> list[TrackTable]:
    """The last applied ``TrackTable`` of each table."""
    loader = MigrationLoader(connection)
    in_force: dict[str, TrackTable] = {}
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key in loader.applied_migrations:
                operations = loader.graph.nodes[key].operations
                in_force |= {step.table: step for step in operations if isinstance(step, TrackTable)}
    tables = connection.introspection.table_names()
    return [step for step in in_force.values() if step.table in tables]
