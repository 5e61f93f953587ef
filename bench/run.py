"""Measures the clinic as it is served, and writes the figures into docs/performance.md.

    .venv/bin/python bench/run.py

On SQLite always; on PostgreSQL where ``DATABASE_URL_POSTGRES`` names an empty database or its server is
installed (a cluster of its own in a temporary folder, which goes away afterwards). Standard library only.
"""

import contextlib
import datetime
import http.client
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "performance.md"
PEOPLE, CLIENTS = 300, 8
SECONDS = 8  # each measurement; the warm-up before it takes a fifth
ROUNDS, PACE = 2, 10  # 300 people answer twice, once every ten seconds
GOALS = {"lesson": 12.0, "answer": 8.0}  # milliseconds of processor time a request
TICKS = os.sysconf("SC_CLK_TCK")
TOKEN = "k" * 32  # any token will do when cookie and form agree


class Server:
    """Gunicorn as the supervisor starts it, and the processor time of its worker."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [
            "-m",
            "gunicorn",
            "--config",
            "deploy/gunicorn.conf.py",
            "--bind",
            f"127.0.0.1:{self.port}",
        ]
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment | {"WEB_PROCESSES": "1"}
        )
        give_up_at = time.monotonic() + 60
        while not self.is_ready():
            if time.monotonic() > give_up_at:
                raise SystemExit("The web server does not answer.")
            time.sleep(0.2)

    def is_ready(self) -> bool:
        try:
            return Client(self.port, "").get("/healthz/") == 200
        except OSError:
            return False

    def processor_seconds(self) -> float:
        """Used by the worker so far, in user and kernel."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        total = 0
        for pid in children:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


class Client:
    """One person's browser, with its connection kept open."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"{cookie}; csrftoken={TOKEN}", "Accept-Encoding": "gzip"}

    def get(self, address: str) -> int:
        return self._ask("GET", address, None, self.headers)

    def save(self, address: str, seq: int) -> int:
        """Save an answer as the page does with htmx."""
        fields = {"csrfmiddlewaretoken": TOKEN, "page": "bench", "base": 0, "seq": seq, "unknown": "unknown"}
        if seq % 2:
            fields["flag"] = "on"  # another answer each time
        form = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", address, urlencode(fields), self.headers | form)

    def _ask(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> int:
        try:
            return self._ask_once(method, address, body, headers)
        except ConnectionError:  # the server has closed a connection that was idle
            self.connection.close()
            return self._ask_once(method, address, body, headers)

    def _ask_once(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> int:
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


class Person:
    def __init__(self, port: int, cookie: str, about: dict[str, str]) -> None:
        self.client = Client(port, f"{cookie}={about['session']}")
        self.lesson, self.question = about["lesson"], about["question"]
        self.seq = 0

    def read(self) -> None:
        expect(self.client.get(self.lesson), self.lesson)

    def answer(self) -> None:
        self.seq += 1
        expect(self.client.save(self.question, self.seq), self.question)


def expect(status: int, address: str) -> None:
    if status != 200:
        raise RuntimeError(f"{address} answered {status}")


def at_once(people: list[Person], work: Callable[[Person], None]) -> None:
    """Each person in a thread of their own; the first trouble of any of them ends the run."""
    with ThreadPoolExecutor(len(people)) as threads:
        for _ in threads.map(work, people):
            pass


def throughput(server: Server, people: list[Person], act: Callable[[Person], None]) -> dict[str, float]:
    """As many requests as a few clients get answered, without a pause between them."""
    times: list[float] = []

    def work_for(seconds: float) -> Callable[[Person], None]:
        end_at = time.monotonic() + seconds

        def work(person: Person) -> None:
            while (began_at := time.monotonic()) < end_at:
                act(person)
                times.append(time.monotonic() - began_at)

        return work

    at_once(people, work_for(SECONDS / 5))
    times.clear()
    processor, began_at = server.processor_seconds(), time.monotonic()
    at_once(people, work_for(SECONDS))
    took = time.monotonic() - began_at
    used = server.processor_seconds() - processor
    return {"per_second": len(times) / took, "processor": 1000 * used / len(times), "p95": p95(times)}


def crowd(people: list[Person], spread: float) -> dict[str, float]:
    """Everybody saves an answer within so many seconds, several times over."""
    times: list[float] = []
    began_at = time.monotonic()

    def work(person: Person) -> None:
        place = people.index(person) / len(people)
        for turn in range(ROUNDS):
            time.sleep(max(0.0, began_at + turn * PACE + place * spread - time.monotonic()))
            asked_at = time.monotonic()
            person.answer()
            times.append(time.monotonic() - asked_at)

    at_once(people, work)
    return {"median": 1000 * statistics.median(times), "p95": p95(times), "longest": 1000 * max(times)}


def p95(times: list[float]) -> float:
    return 1000 * sorted(times)[int(len(times) * 0.95)]


def measure(database: str, folder: Path) -> dict[str, dict[str, float]]:
    environment = os.environ | {"KLINIK_DATA": str(folder), "DATABASE_URL": database, "DEMO": "1"}
    for command in (
        "migrate --verbosity 0",
        "compile_catalogues",
        "collectstatic --no-input --verbosity 0",
        f"load_demo --participants {PEOPLE}",
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command.split()],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    written = subprocess.run(
        [sys.executable, "-m", "bench.people"], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    told = json.loads(written.stdout)
    server = Server(environment)
    try:
        people = [Person(server.port, told["cookie"], about) for about in told["people"]]
        few = people[:: len(people) // CLIENTS][:CLIENTS]
        return {
            "lesson": throughput(server, few, Person.read),
            "answer": throughput(server, few, Person.answer),
            "spread": crowd(people, spread=PACE),
            "at once": crowd(people, spread=0),
        }
    finally:
        server.stop()


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[tuple[str, str] | None]:
    """``(address, version)`` of a database to measure; None where there is none."""
    if address := os.environ.get("DATABASE_URL_POSTGRES"):
        yield address, "PostgreSQL"
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        yield None
        return
    binaries, cluster = found[-1].parent, folder / "cluster"
    cluster.mkdir()
    as_owner: list[str] = []
    if os.getuid() == 0:  # PostgreSQL does not run as root
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(cluster, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(name: str, *arguments: str) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*as_owner, str(binaries / name), *arguments], check=True, cwd=cluster, **quiet)

    data = str(cluster / "data")
    run("initdb", "-D", data, "-U", "klinik", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    run("pg_ctl", "-D", data, "-w", "-l", str(cluster / "log"), "-o", f"-p {port} -k {cluster}", "start")
    try:
        run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "klinik", "klinik")
        yield f"postgres://klinik@127.0.0.1:{port}/klinik", f"PostgreSQL {binaries.parent.name}"
    finally:
        run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop")


def machine() -> str:
    """Processor, cores, memory and versions."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Linux {platform.release().split('-')[0]}, Python {platform.python_version()}"
    )


def report(results: dict[str, dict[str, dict[str, float]]], load: float) -> str:
    busy = load > 0.5
    lines = [
        "# Performance",
        "",
        "What `make bench` measured; run it again after a change and compare on the same machine.",
        "",
        f"- Machine: {machine()}",
        f"- Date: {datetime.datetime.now(datetime.UTC).date().isoformat()}",
        f"- Load before the run: {load:.1f}"
        + (
            ": **the machine was busy**, so rates and waiting times are worse than it can do." if busy else ""
        ),
        "- Served by gunicorn as `manage.py start` runs it: one process, eight threads. The clients run on "
        "the same machine and share its cores.",
        "",
        "## Work for one request",
        "",
        "Signed in, eight clients without a pause. Processor time is that of the web process, user and "
        "kernel; PostgreSQL's own processes come on top.",
        "",
        "| Database | Request | Requests a second | Processor, ms | Goal | p95, ms |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    words = {"lesson": "read a lesson", "answer": "save an answer"}
    for database, found in results.items():
        for name, request in words.items():
            row = found[name]
            goal = f"< {GOALS[name]:.0f}, {'met' if row['processor'] < GOALS[name] else 'not met'}"
            lines.append(
                f"| {database} | {request} | {row['per_second']:.0f} | {row['processor']:.1f} "
                f"| {goal} | {row['p95']:.0f} |"
            )
    lines += [
        "",
        f"## {PEOPLE} people answer",
        "",
        f"Each saves {ROUNDS} answers. Every answer is flushed to the disk before it is acknowledged.",
        "",
        "| Database | How | Median, ms | p95, ms | Longest, ms |",
        "| --- | --- | --: | --: | --: |",
    ]
    how = {"spread": f"one every {PACE} seconds, each at their own time", "at once": "all in the same moment"}
    for database, found in results.items():
        for name, said in how.items():
            row = found[name]
            figures = f"{row['median']:.0f} | {row['p95']:.0f} | {row['longest']:.0f}"
            lines.append(f"| {database} | {said} | {figures} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    load = os.getloadavg()[0]
    results = {}
    with tempfile.TemporaryDirectory(prefix="klinik-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for kind in ("sqlite", "postgres"):
            (folder / kind).mkdir()
        print("Measuring on SQLite")
        results["SQLite"] = measure(f"sqlite:///{folder / 'sqlite' / 'klinik.sqlite3'}", folder / "sqlite")
        with postgres(folder) as found:
            if found is None:
                print("PostgreSQL is not installed here: measured on SQLite only")
            else:
                address, version = found
                print(f"Measuring on {version}")
                results[version] = measure(address, folder / "postgres")
    REPORT.write_text(report(results, load), encoding="utf-8")
    print(REPORT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
