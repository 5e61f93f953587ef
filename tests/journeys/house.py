"""The whole clinic as it is served: ``manage.py start --demo`` in a data folder of its own.

``JOURNEY_DATA`` names a folder to use again, so that the demo need not be loaded each time; its new class
takes thirty people, so make a new folder after a few runs.
"""

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from clinic.desk.demo.sign_ins import NEW_CLASS_CODE, PIN

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 240  # seconds: loading the demo on a busy machine
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG", "HTTPS", "REDIS_URL", "BASE_URL", "SECOND_FACTOR")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """One running clinic."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = (folder / "start.log").open("wb")
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "start", "--demo", "--port", str(self.port)],
            cwd=ROOT,
            env=environment | {"KLINIK_DATA": str(folder), "DEMO": "1"},
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait_until_ready(self) -> None:
        give_up_at = time.monotonic() + READY_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > give_up_at:
                raise RuntimeError((self.folder / "start.log").read_text())
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            return Phone(self).get("/healthz/").status == 200
        except OSError:
            return False

    def web_process(self) -> int:
        """The process id of the web server."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(pid) for pid in children if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())

    def rows(self, query: str, *values: object) -> list[tuple]:
        """What the database file says."""
        with sqlite3.connect(self.folder / "klinik.sqlite3", timeout=20) as database:
            return database.execute(query, values).fetchall()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Answer:
    """What the clinic answered."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.text = answer.read().decode(errors="replace")
        self.location = urlsplit(answer.getheader("Location", "")).path
        self.cookies = dict(
            cookie.split(";")[0].split("=", 1) for cookie in answer.headers.get_all("Set-Cookie", [])
        )


class Phone:
    """A browser without anything: cookies, pages and forms."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.cookies: dict[str, str] = {}

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, None)

    def post(self, address: str, fields: dict | None = None) -> Answer:
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self._ask("POST", address, urlencode(token | (fields or {}), doseq=True))

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body, headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        self.cookies |= answer.cookies
        return answer

    def sign_in(self, number: str, pin: str = PIN) -> "Phone":
        self.get("/login/")
        answer = self.post("/login/", {"phone": number, "pin": pin, "keep": "on"})
        assert answer.status == 302, answer.text
        return self

    def join(self, name: str, number: str) -> "Phone":
        self.get(f"/j/{NEW_CLASS_CODE}/")
        about = {"name": name, "phone": number, "pin": PIN, "learning": "on"}
        answer = self.post(f"/j/{NEW_CLASS_CODE}/", about)
        assert answer.status == 302, answer.text
        return self

    def begin_test(self) -> str:
        """Begin the first test; the address of the attempt."""
        begin = re.search(r'href="([^"]+)"', self.get("/today/").text.split('id="step"')[1])[1]
        resume = self.post(begin).location
        return self.get(resume).location.rsplit("/", 2)[0] + "/"
