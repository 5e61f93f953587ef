"""The migration operation that has a table's changes written into the trail."""

from django.db.migrations.operations.base import Operation

from clinic.audit.triggers import track, untrack


class TrackTable(Operation):
    """Write every insert, update and delete of a table into ``AuditEvent``, by triggers.

    Triggers see what ``save()`` hooks do not: ``update()``, ``bulk_update``, cascades and raw SQL. In the
    migration of the app that owns the table::

        dependencies = [("audit", "0001_trail"), ...]
        operations = [TrackTable("assessments_score", columns=["attempt_id", "points", "reason"])]

    ``columns`` are database columns (``attempt_id``, not ``attempt``) and name everything that matters,
    nothing secret, no binary data. ``key`` is the column of the primary key. An update that leaves all of
    them as they were writes nothing. Naming a table again replaces its list of columns. Before a
    migration removes a tracked column, name the table again without it.

    On SQLite a table that Django makes anew loses its triggers; ``clinic.audit`` puts them back at the end
    of each ``migrate``. There, tracked tables are written through Django only: the ``sqlite3`` shell does not
    know the function that tells who is at work, and is refused.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, columns: list[str], key: str = "id") -> None:
        self.table = table
        self.columns = columns
        self.key = key

    def deconstruct(self):
        return "TrackTable", [self.table], {"columns": self.columns, "key": self.key}

    def state_forwards(self, app_label, state) -> None:
        pass  # triggers are no part of the models

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        vendor = schema_editor.connection.vendor
        statements = untrack(vendor, self.table) + track(vendor, self.table, self.columns, self.key)
        self._execute(schema_editor, statements)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        self._execute(schema_editor, untrack(schema_editor.connection.vendor, self.table))

    def _execute(self, schema_editor, statements: list[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement, params=None)
        schema_editor.connection.__dict__.pop("tracked_tables", None)  # it asks again which they are

    def describe(self) -> str:
        return f"Write changes of {self.table} into the trail"
