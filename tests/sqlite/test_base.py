"""The backend takes its turn before a write and always hands it on: a file of its own, real threads."""

import threading
import time

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections
from django.db.transaction import atomic

from clinic.sqlite.queue import queue_of

ALIAS = "turns"
COUNT = "UPDATE turn SET count = count + 1 WHERE number = 0"


@pytest.fixture(autouse=True)
def table(tmp_path, django_db_blocker):
    connections.settings[ALIAS] = connections.settings["default"] | {
        "ENGINE": "clinic.sqlite",
        "NAME": str(tmp_path / "turns.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
    with django_db_blocker.unblock():
        write("CREATE TABLE turn (number integer PRIMARY KEY, count integer NOT NULL)")
        write("INSERT INTO turn VALUES (0, 0)")
        yield
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


def is_free() -> bool:
    return not queue_of(str(connections[ALIAS].settings_dict["NAME"]))._taken


def write(sql: str = COUNT) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(sql)


def in_thread(work):
    def go():
        try:
            work()
        finally:
            connections[ALIAS].close()

    thread = threading.Thread(target=go)
    thread.start()
    return thread


def test_backend_holds_its_turn_for_the_whole_transaction():
    with atomic(ALIAS):
        assert not is_free()
        write()
        with atomic(ALIAS):
            write()
        assert not is_free()

    assert is_free()


def test_backend_takes_a_turn_for_a_single_write_and_none_for_a_read():
    seen = []
    with connections[ALIAS].execute_wrapper(lambda go, *call: (seen.append(is_free()), go(*call))[1]):
        write()
        write("SELECT * FROM turn")

    assert is_free()
    assert seen[1] is True


def test_backend_hands_its_turn_on_after_an_error_in_a_single_write():
    with pytest.raises(IntegrityError):
        write("INSERT INTO turn VALUES (0, 0)")

    assert is_free()


def test_backend_hands_its_turn_on_after_an_error_in_a_transaction():
    with pytest.raises(ZeroDivisionError), atomic(ALIAS):
        write(f"{COUNT} / {1 / 0}")

    assert is_free()


def test_backend_hands_its_turn_on_after_an_error_in_the_database():
    with pytest.raises(DatabaseError), atomic(ALIAS):
        write("INSERT INTO turn VALUES (0, 0)")

    assert is_free()


def test_backend_hands_its_turn_on_when_the_connection_closes():
    connections[ALIAS].set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not is_free()
    connections[ALIAS].close()

    assert is_free()


def test_backend_says_database_is_locked_when_its_turn_does_not_come():
    refused = []

    def try_to_write():
        connections[ALIAS].settings_dict["OPTIONS"]["timeout"] = 0.05
        try:
            write()
        except OperationalError as trouble:
            refused.append(str(trouble))

    with atomic(ALIAS):
        in_thread(try_to_write).join()

    assert refused == ["database is locked"]
    assert is_free()


def test_backend_lets_sixteen_threads_write_without_error_and_with_equal_shares():
    end = time.monotonic() + 2
    shares, troubles = [0] * 16, []

    def read_and_write(number):
        try:
            while time.monotonic() < end:
                with atomic(ALIAS), connections[ALIAS].cursor() as cursor:
                    cursor.execute("SELECT count FROM turn WHERE number = 0")
                    count = cursor.fetchone()[0]
                    cursor.execute("UPDATE turn SET count = %s WHERE number = 0", [count + 1])
                shares[number] += 1
        except DatabaseError as trouble:
            troubles.append(trouble)

    threads = [in_thread(lambda number=number: read_and_write(number)) for number in range(16)]
    for thread in threads:
        thread.join()

    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT count FROM turn WHERE number = 0")
        assert cursor.fetchone()[0] == sum(shares)
    assert troubles == []
    assert min(shares) > 0
    assert max(shares) - min(shares) <= max(5, sum(shares) // 16)
