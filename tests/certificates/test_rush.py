"""Numbers under many hands at once: on a real database file, or a database of its own on PostgreSQL."""

import json
import os
import sqlite3
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection


@pytest.fixture
def own_database(db, tmp_path):
    """The address of a migrated database that nobody else uses."""
    if connection.vendor == "sqlite":
        path = tmp_path / "rush.sqlite3"
        with sqlite3.connect(connection.settings_dict["NAME"]) as tests, sqlite3.connect(path) as own:
            tests.backup(own)
        yield f"sqlite:///{path}"
        return
    import psycopg

    known = connection.settings_dict
    parameters = {
        "host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"],
    }  # fmt: skip
    with psycopg.connect(dbname="postgres", autocommit=True, **parameters) as server:
        server.execute("DROP DATABASE IF EXISTS klinik_rush")
        server.execute("CREATE DATABASE klinik_rush")
        place = (
            f"{quote(known['HOST'], safe='')}:{known['PORT']}"
            if known["PORT"]
            else quote(known["HOST"], safe="")
        )
        address = f"postgres://{known['USER']}:{quote(known['PASSWORD'])}@{place}/klinik_rush"
        run(address, "manage.py", "migrate", "--verbosity", "0")
        yield address
        server.execute("DROP DATABASE klinik_rush WITH (FORCE)")


def run(database: str, *command: str) -> str:
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_certificates_asked_for_at_once_have_consecutive_numbers(own_database):
    came_out = json.loads(run(own_database, "-m", "tests.certificates.rush"))

    assert came_out == {"troubles": [], "numbers": list(range(1, 301)), "jobs": 300}
