"""Django's SQLite backend with a fair queue before every write."""

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from clinic.sqlite.queue import queue_of

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "CREATE", "ALTER", "DROP")


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes its turn before BEGIN IMMEDIATE, or before a single write outside a transaction."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._has_turn = False
        self.execute_wrappers.append(self._queue_single_write)

    def _enter(self) -> None:
        if self._has_turn:
            return
        timeout = self.settings_dict["OPTIONS"].get("timeout", 5)
        if not queue_of(str(self.settings_dict["NAME"])).enter(timeout):
            raise OperationalError("database is locked")  # the words callers know from SQLite itself
        self._has_turn = True

    def _leave(self) -> None:
        if self._has_turn:
            self._has_turn = False
            queue_of(str(self.settings_dict["NAME"])).leave()

    def _queue_single_write(self, execute, sql, params, many, context):
        if self.in_atomic_block or not self.autocommit or not sql.lstrip()[:8].upper().startswith(WRITES):
            return execute(sql, params, many, context)
        self._enter()
        try:
            return execute(sql, params, many, context)
        finally:
            self._leave()

    def _start_transaction_under_autocommit(self):
        self._enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self):
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            if self.connection is None or not self.connection.in_transaction:
                self._leave()

    def _rollback(self):
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self):
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._leave()
