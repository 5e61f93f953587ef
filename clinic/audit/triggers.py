"""The SQL of the trail, for SQLite and PostgreSQL."""

APPEND_ONLY = {
    "sqlite": [
        """
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit_auditevent
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
        """,
        """
        CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit_auditevent
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditevent
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
        """,
        """
        CREATE FUNCTION audit_write() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            was jsonb;
            is_now jsonb;
            row_key text;
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                SELECT jsonb_object_agg(key, value), to_jsonb(OLD) ->> TG_ARGV[0] INTO was, row_key
                FROM jsonb_each(to_jsonb(OLD)) WHERE key = ANY (TG_ARGV[1:]);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                SELECT jsonb_object_agg(key, value), to_jsonb(NEW) ->> TG_ARGV[0] INTO is_now, row_key
                FROM jsonb_each(to_jsonb(NEW)) WHERE key = ANY (TG_ARGV[1:]);
            END IF;
            IF was IS NOT DISTINCT FROM is_now THEN
                RETURN NULL;
            END IF;
            INSERT INTO audit_auditevent
                (at, actor_id, door, action, "table", row_id, before, after, request_id)
            VALUES (
                clock_timestamp(), nullif(current_setting('audit.actor_id', true), '')::bigint,
                coalesce(current_setting('audit.door', true), ''), lower(TG_OP), TG_TABLE_NAME, row_key,
                was, is_now, coalesce(current_setting('audit.request_id', true), '')
            );
            RETURN NULL;
        END $$
        """,
    ],
}
NO_LONGER_APPEND_ONLY = {
    "sqlite": ["DROP TRIGGER audit_is_never_changed", "DROP TRIGGER audit_is_never_deleted"],
    "postgresql": [
        "DROP TRIGGER audit_is_append_only ON audit_auditevent",
        "DROP FUNCTION audit_refuse()",
        "DROP FUNCTION audit_write()",
    ],
}


def track(vendor: str, table: str, columns: list[str], key: str) -> list[str]:
    """Statements that have each insert, update and delete of ``table`` written down."""
    if vendor == "postgresql":
        arguments = ", ".join(f"'{name}'" for name in [key, *columns])
        return [
            f"CREATE TRIGGER audit_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION audit_write({arguments})"
        ]
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    return [
        _sqlite_trigger(table, "insert", "NULL", _sqlite_json("NEW", columns), f'NEW."{key}"'),
        _sqlite_trigger(
            table,
            "update",
            _sqlite_json("OLD", columns),
            _sqlite_json("NEW", columns),
            f'NEW."{key}"',
            when=f"WHEN {changed}",
        ),
        _sqlite_trigger(table, "delete", _sqlite_json("OLD", columns), "NULL", f'OLD."{key}"'),
    ]


def untrack(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS audit_{table} ON {table}"]
    return [f"DROP TRIGGER IF EXISTS audit_{table}_{event}" for event in ("insert", "update", "delete")]


def _sqlite_json(row: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {row}.\"{name}\"" for name in columns) + ")"


def _sqlite_trigger(table: str, event: str, was: str, is_now: str, key: str, when: str = "") -> str:
    return f"""
        CREATE TRIGGER audit_{table}_{event} AFTER {event.upper()} ON "{table}" {when}
        BEGIN
            INSERT INTO audit_auditevent
                (at, actor_id, door, action, "table", row_id, before, after, request_id)
            VALUES (
                strftime('%Y-%m-%d %H:%M:%f', 'now'), audit_who('actor_id'), audit_who('door'),
                '{event}', '{table}', CAST({key} AS TEXT), {was}, {is_now}, audit_who('request_id')
            );
        END
    """  # noqa: S608 - names of tables and columns come from our migrations
