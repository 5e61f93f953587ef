"""Which libraries may use the write-ahead log."""

import sqlite3

import pytest
from django.db import connection

from clinic.sqlite.version import journal_mode, wal_is_safe


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        pytest.param((3, 40, 1), False, id="Debian 12"),
        pytest.param((3, 44, 5), False, id="before the mended 3.44"),
        pytest.param((3, 44, 6), True, id="mended 3.44"),
        pytest.param((3, 45, 0), False, id="after the mended 3.44"),
        pytest.param((3, 46, 1), False, id="Debian 13"),
        pytest.param((3, 50, 6), False, id="before the mended 3.50"),
        pytest.param((3, 50, 7), True, id="mended 3.50"),
        pytest.param((3, 51, 0), False, id="3.51"),
        pytest.param((3, 51, 2), False, id="the last broken one"),
        pytest.param((3, 51, 3), True, id="the first mended one"),
        pytest.param((3, 53, 4), True, id="the wheel we install"),
    ],
)
def test_wal_is_safe_in_mended_libraries_only(version, is_safe):
    assert wal_is_safe(version) is is_safe
    assert journal_mode(version) == ("WAL" if is_safe else "DELETE")


def test_this_process_uses_a_mended_library():
    assert wal_is_safe(sqlite3.sqlite_version_info)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_connection_flushes_to_disk_and_keeps_foreign_keys(pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

        assert cursor.fetchone()[0] == value
