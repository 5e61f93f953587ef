"""Start the clinic: web server, worker and clock, looked after by one process."""

import fcntl
import os
import socket
import sys
import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import OperationalError, connection
from django.utils.module_loading import import_string

from clinic.jobs import readiness
from clinic.jobs.supervisor import Part, Supervisor, is_free, say
from clinic.people.models import Clinic

PORT_WITHIN = 5.0  # seconds: an earlier start that was killed lets go of its port at once, a busy one never
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only when the operator asks for it


class Command(BaseCommand):
    help = "Starts web server, worker and clock together; Ctrl-C ends them all."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="where to listen")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--demo", action="store_true", help="with the demo clinic and its sign-ins")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"] and not settings.DEMO:
            os.environ["DEMO"] = "1"  # the settings read it when they are loaded
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - this very command again
        os.chdir(settings.BASE_DIR)
        host, port = options["host"], options["port"]

        lock = hold_data_folder()
        wait_for_port(host, port)
        self.prepare()
        addresses = addresses_of(host, port)
        supervisor = Supervisor(
            parts_of(host, port, addresses),
            say=say,
            probe=("127.0.0.1" if host in EVERYWHERE else host, port),
            when_ready=lambda: welcome(addresses),
        )
        code = supervisor.run()
        lock.close()
        sys.exit(code)

    def prepare(self) -> None:
        if missing := readiness.missing_libraries():
            say(
                f"Certificates cannot be printed yet: {', '.join(missing)} is missing. "
                f"Install it with: {readiness.PANGO_LINE}"
            )
        readiness.sweep_up_broker_scraps()
        readiness.compile_catalogues()
        try:
            readiness.bring_database_up_to_date(say)
        except OperationalError as trouble:
            raise CommandError(
                f"The database does not answer: {str(trouble).strip()}\n"
                "Start it, or correct DATABASE_URL, and try again."
            ) from trouble
        readiness.collect_static_files(say)
        if settings.DEMO and not Clinic.objects.exists():
            say("Loading the demo clinic ...")
            call_command("load_demo")
        connection.close()


def hold_data_folder() -> IO[str]:
    """One start per data folder; the lock ends with this process, however that ends."""
    lock = (Path(settings.DATA_DIR) / "start.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise CommandError(
            f"Klinik already runs with the data in {settings.DATA_DIR} "
            f"(process {lock.read().strip() or 'unknown'}). Stop it first, "
            "or name another folder in KLINIK_DATA."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def wait_for_port(host: str, port: int) -> None:
    give_up_at = time.monotonic() + PORT_WITHIN
    while not is_free(host, port):
        if time.monotonic() > give_up_at:
            raise CommandError(
                f"Port {port} on {host} is taken by another program. "
                f"Choose another one: make demo PORT={port + 1}, or manage.py start --port {port + 1}."
            )
        time.sleep(0.2)


def parts_of(host: str, port: int, addresses: list[str]) -> list[Part]:
    """The web server first: it has the machine to itself until it answers."""
    web = {
        "WEB_PROCESSES": os.environ.get("WEB_PROCESSES", "1"),
        "BASE_URL": os.environ.get("BASE_URL") or addresses[-1].rstrip("/"),
    }
    if connection.vendor == "sqlite" and web["WEB_PROCESSES"] != "1":
        say("SQLite is served by one process: WEB_PROCESSES counts with PostgreSQL only.")
        web["WEB_PROCESSES"] = "1"
    if host in EVERYWHERE and "ALLOWED_HOSTS" not in os.environ:
        names = [*settings.ALLOWED_HOSTS, *(address.split("/")[2].rsplit(":", 1)[0] for address in addresses)]
        web["ALLOWED_HOSTS"] = ",".join(dict.fromkeys(names))

    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "-A", "clinic.celery"]
    workers = os.environ.get("WORKER_CONCURRENCY", "1")
    pool = ["--pool=solo"] if workers == "1" else ["--pool=threads", f"--concurrency={workers}"]
    quiet = {"PYTHONWARNINGS": "ignore:::celery.platforms"}  # that root is discouraged
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        Part(
            "web",
            [*python, "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", bind],
            web,
            may_start=lambda: is_free(host, port),
        ),
        Part(
            "worker",
            [*celery, "worker", *pool, "--without-gossip", "--without-mingle", "--loglevel=WARNING"],
            web | quiet,
        ),
        Part("beat", [*celery, "beat", "--pidfile=", "--loglevel=WARNING"], web | quiet),
    ]


def addresses_of(host: str, port: int) -> list[str]:
    """Where one opens it: on this machine, and from phones in the same network where we listen there."""
    if host not in EVERYWHERE:
        return [f"http://{f'[{host}]' if ':' in host else host}:{port}/"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # sends nothing; tells by which address one would go out
            own = asking.getsockname()[0]
        except OSError:
            own = "127.0.0.1"
    return list(dict.fromkeys([f"http://127.0.0.1:{port}/", f"http://{own}:{port}/"]))


def welcome(addresses: list[str]) -> None:
    say("")
    say(f"Klinik is ready: {'  '.join(addresses)}")
    if settings.DEMO:
        say(import_string("clinic.desk.demo.sign_ins.printed_sign_ins")(addresses[0].rstrip("/")))
    say("Ctrl-C ends it. The data stays in " + str(settings.DATA_DIR))
