"""Keeps a few processes running together, and leaves none behind. Plain Python, Linux.

One thread, so that the kernel's promise to a child (``PR_SET_PDEATHSIG``: end when the thread that
started you ends) means the whole supervisor.
"""

import ctypes
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
FIRST_PAUSE, LONGEST_PAUSE = 0.3, 15.0  # seconds before a process that ended is started again
STEADY_AFTER = 30.0  # a process that ran so long starts with the first pause again
GRACE = 15.0  # seconds to finish what is in hand before we insist
READY_WITHIN = 60.0  # the others start then, whether the first one answers or not
TICK = 0.1

libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when its parent ends; for use between fork and exec."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)


def is_free(host: str, port: int) -> bool:
    """Whether one could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@dataclass
class Part:
    """One process: how to start it, and what became of it."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    may_start: Callable[[], bool] = lambda: True
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = FIRST_PAUSE
    unfinished_line: bytes = b""

    @property
    def is_running(self) -> bool:
        return self.process is not None


class Supervisor:
    """Runs the parts until TERM or INT; a second one of these does not wait for anybody."""

    def __init__(
        self,
        parts: list[Part],
        *,
        say: Callable[[str], None],
        probe: tuple[str, int] | None = None,
        when_ready: Callable[[], None] = lambda: None,
    ) -> None:
        self.parts = parts
        self.say = say
        self.probe = probe  # where the first part answers HTTP once it is ready
        self.when_ready = when_ready
        self.selector = selectors.DefaultSelector()
        self.asked_to_stop = 0
        self.insist_at = 0.0
        self.is_ready = probe is None
        self.probing: socket.socket | None = None
        self.began_at = time.monotonic()

    def run(self) -> int:
        """Until somebody asks to stop; 0 when all parts ended in time, 1 when we had to insist."""
        kept = {
            sign: signal.signal(sign, self._ask_to_stop)
            for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        }
        try:
            return self._loop()
        finally:
            for part in self.parts:
                self._kill(part)
            for sign, handler in kept.items():
                signal.signal(sign, handler)

    def _ask_to_stop(self, _signal: int, _frame: object) -> None:
        self.asked_to_stop += 1

    def _loop(self) -> int:
        told = insisted = False
        while True:
            for part in self.parts:
                self._reap(part)
            if not self.asked_to_stop:
                self._start_what_is_due()
                self._look_whether_ready()
            elif not told:
                told = True
                self.insist_at = time.monotonic() + GRACE
                self.say("Stopping. What is in hand is finished first; Ctrl-C again stops at once.")
                for part in self.parts:
                    if part.process is not None:
                        part.process.terminate()
            elif not any(part.is_running for part in self.parts):
                self.say(
                    "Stopped."
                    if not insisted
                    else "Stopped at once. Unfinished work goes on at the next start."
                )
                return int(insisted)
            elif self.asked_to_stop > 1 or time.monotonic() > self.insist_at:
                insisted = True
                for part in self.parts:
                    self._kill(part)
            self._pass_on_lines()

    def _start_what_is_due(self) -> None:
        now = time.monotonic()
        for position, part in enumerate(self.parts):
            if part.is_running or now < part.start_at:
                continue
            if position and not self.is_ready and now < self.began_at + READY_WITHIN:
                continue  # the first part gets the whole machine until it answers
            if part.may_start():
                self._start(part)

    def _start(self, part: Part) -> None:
        parent = os.getpid()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            part.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | part.environment,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone
            preexec_fn=lambda: end_with_parent(parent),
        )
        part.process, part.started_at = process, time.monotonic()
        if process.stdout is not None:
            os.set_blocking(process.stdout.fileno(), False)
            self.selector.register(process.stdout, selectors.EVENT_READ, part)

    def _reap(self, part: Part) -> None:
        if part.process is None or part.process.poll() is None:
            return
        self._read(part)
        code = part.process.returncode
        self._forget(part)
        if self.asked_to_stop:
            return
        now = time.monotonic()
        if now - part.started_at > STEADY_AFTER:
            part.pause = FIRST_PAUSE
        part.start_at = now + part.pause
        self.say(f"{part.name} ended ({_in_words(code)}); it starts again in {part.pause:.1f} seconds.")
        part.pause = min(part.pause * 2, LONGEST_PAUSE)

    def _forget(self, part: Part) -> None:
        process, part.process = part.process, None
        if process is None or process.stdout is None:
            return
        _kill_session(process.pid)  # what the part itself had started
        self.selector.unregister(process.stdout)
        process.stdout.close()

    def _kill(self, part: Part) -> None:
        if part.process is None:
            return
        _kill_session(part.process.pid)
        part.process.wait()
        self._forget(part)

    def _pass_on_lines(self) -> None:
        for key, _events in self.selector.select(TICK):
            if key.data is not None:
                self._read(key.data)

    def _read(self, part: Part) -> None:
        if part.process is None or part.process.stdout is None:
            return
        while True:
            text = part.process.stdout.read(65536)
            if not text:
                if text == b"" and part.process.poll() is None:
                    time.sleep(TICK)  # it closed its output and still runs
                break
            *lines, part.unfinished_line = (part.unfinished_line + text).split(b"\n")
            for line in lines:
                self.say(f"[{part.name}] {line.decode(errors='replace').rstrip()}")
        if part.unfinished_line and part.process.poll() is not None:
            self.say(f"[{part.name}] {part.unfinished_line.decode(errors='replace').rstrip()}")
            part.unfinished_line = b""

    def _look_whether_ready(self) -> None:
        """Ask the first part for a page without waiting for it."""
        if self.is_ready or self.probe is None:
            return
        if self.probing is None:
            self._ask(self.probe)
            return
        try:
            answer = self.probing.recv(12)
        except BlockingIOError:
            return
        except OSError:
            answer = b""
        self.probing.close()
        self.probing = None
        if answer.startswith(b"HTTP/"):
            self.is_ready = True
            self.when_ready()

    def _ask(self, where: tuple[str, int]) -> None:
        try:
            self.probing = socket.create_connection(where, timeout=0.2)
            self.probing.sendall(b"GET /healthz/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            self.probing.setblocking(False)
        except OSError:
            if self.probing is not None:
                self.probing.close()
            self.probing = None


def _kill_session(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _in_words(code: int) -> str:
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"code {code}"


def say(line: str) -> None:
    """To the terminal or the journal, whole lines, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
