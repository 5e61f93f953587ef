"""Nothing is lost and nothing counts twice, whatever is killed, paused or wiped: with real processes."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.jobs.fault_work.apps import TABLE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the faults run on a SQLite file of their own"),
]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0  # seconds; a quiet machine needs a tenth


class House:
    """A data folder with a migrated database, and the processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.started: list[subprocess.Popen] = []
        self.environment = {
            **{
                name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")
            },
            "KLINIK_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.jobs.fault_settings",
            "PYTHONUNBUFFERED": "1",
        }

    def start(self, *command: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=(self.folder / f"{len(self.started)}.log").open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def start_all(self) -> subprocess.Popen:
        return self.start("manage.py", "start", "--port", str(self.port))

    def step(self, *words: str) -> None:
        code = self.start("-m", "tests.jobs.fault_steps", *words).wait(PATIENCE)
        assert code == 0, self.told(-1)

    def told(self, position: int) -> str:
        number = range(len(self.started))[position]
        return (self.folder / f"{number}.log").read_text()

    def ask(self, sql: str):
        with closing(sqlite3.connect(self.folder / "klinik.sqlite3", timeout=20)) as database:
            return database.execute(sql).fetchall()

    def items_done(self) -> int:
        return self.ask("SELECT count(*) FROM jobs_jobitem")[0][0]

    def states(self) -> dict[str, int]:
        return dict(self.ask("SELECT state, count(*) FROM jobs_job GROUP BY state"))

    def processes(self) -> dict[int, str]:
        """Every living process that carries this data folder in its environment."""
        mark = f"KLINIK_DATA={self.folder}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
        return found

    def process_of(self, words: str) -> int | None:
        return next((number for number, command in self.processes().items() if words in command), None)

    def kill_all(self) -> None:
        for number in self.processes():
            kill(number)
        for process in self.started:
            process.wait()


def kill(number: int, sign: int = signal.SIGKILL) -> None:
    try:
        os.kill(number, sign)
    except ProcessLookupError:
        return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(answer, within: float = PATIENCE):
    """The first true answer; fails when the time runs out."""
    give_up_at = time.monotonic() + within
    while not (value := answer()):
        assert time.monotonic() < give_up_at, "it did not happen in time"
        time.sleep(0.05)
    return value


@pytest.fixture
def house(tmp_path, db):
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as migrated:
        migrated.execute("VACUUM INTO ?", [str(tmp_path / "klinik.sqlite3")])
    house = House(tmp_path)
    house.ask(TABLE)
    yield house
    house.kill_all()


def assert_each_item_counted_once(house: House, jobs: int, items: int) -> None:
    assert house.states() == {"done": jobs}
    assert house.items_done() == jobs * items
    assert house.ask("SELECT count(*), count(DISTINCT job || '/' || item) FROM fault_trace") == [
        (jobs * items, jobs * items)
    ]
    assert house.ask("SELECT count(*) FROM jobs_job WHERE done = total") == [(jobs,)]


def test_start_survives_kills_of_everything_and_leaves_no_orphan(house):
    supervisor = house.start_all()
    until(lambda: house.process_of("celery --quiet -A clinic.celery worker"))
    house.step("start", "12", "10", "0.05")
    until(lambda: house.items_done() >= 20)

    supervisor.kill()
    supervisor.wait()
    until(lambda: not house.processes(), within=5)

    second = house.start_all()
    before = house.items_done()
    until(lambda: house.items_done() >= before + 20)
    kill(house.process_of("celery --quiet -A clinic.celery worker"))
    kill(house.process_of("gunicorn"))
    until(lambda: house.states() == {"done": 12})
    assert_each_item_counted_once(house, jobs=12, items=10)

    third = house.start_all()
    assert third.wait(PATIENCE) == 1
    assert "already runs" in house.told(-1)
    assert "Traceback" not in house.told(-1)

    until(lambda: house.process_of("gunicorn"))
    second.terminate()
    assert second.wait(20) == 0
    assert house.processes() == {}
    assert "Stopped." in house.told(-2)


def test_a_paused_worker_is_refused_when_it_wakes_up(house):
    house.step("start", "1", "20", "0.1")
    (job_id,) = house.ask("SELECT id FROM jobs_job")[0]

    paused = house.start("-m", "tests.jobs.fault_steps", "work", str(job_id))
    until(lambda: house.items_done() >= 3)
    kill(paused.pid, signal.SIGSTOP)
    stopped_at = house.items_done()
    time.sleep(3.2)  # the lease of the fault settings, and a bit
    other = house.start("-m", "tests.jobs.fault_steps", "work", str(job_id))
    until(lambda: house.items_done() > stopped_at)
    kill(paused.pid, signal.SIGCONT)

    assert paused.wait(PATIENCE) == 0
    assert other.wait(PATIENCE) == 0
    assert "taken over by another worker" in house.told(1)
    assert_each_item_counted_once(house, jobs=1, items=20)


@pytest.mark.skipif(shutil.which("redis-server") is None, reason="needs redis-server")
def test_a_wiped_and_killed_redis_loses_nothing(house):
    port = free_port()
    command = [
        "redis-server",
        "--port",
        str(port),
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        str(house.folder),
    ]
    redis = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    house.environment["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
    try:
        celery = ("-m", "celery", "--quiet", "-A", "clinic.celery")
        house.start(*celery, "worker", "--pool=solo", "--loglevel=WARNING")
        house.start(*celery, "beat", "--pidfile=", "--loglevel=WARNING")
        house.step("start", "12", "10", "0.05")
        until(lambda: house.items_done() >= 20)

        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"FLUSHALL\r\n")
            assert line.recv(16).startswith(b"+OK")
        redis.kill()
        redis.wait()
        time.sleep(1)
        redis = subprocess.Popen(command, stdout=subprocess.DEVNULL)

        until(lambda: house.states() == {"done": 12})
        assert_each_item_counted_once(house, jobs=12, items=10)
    finally:
        redis.kill()
        redis.wait()


def test_start_says_in_a_sentence_that_the_port_is_taken(house):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", house.port))
        taken.listen()

        process = house.start_all()

        assert process.wait(PATIENCE) == 1
        assert f"Port {house.port} on 127.0.0.1 is taken by another program." in house.told(0)
        assert "Traceback" not in house.told(0)
