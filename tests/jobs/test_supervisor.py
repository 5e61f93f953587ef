"""Processes together, restarted, and gone together."""

import os
import signal
import socket
import sys
import threading
import time

import pytest

from clinic.jobs.supervisor import Part, Supervisor, is_free

pytestmark = pytest.mark.slow
SLEEPER = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def a_part(name: str, code: str, **how) -> Part:
    return Part(name, [sys.executable, "-c", code], **how)


def run_until(supervisor: Supervisor, lines: list[str], stop) -> int:
    """Run it here, and ask it to stop from another thread once ``stop(lines)`` is true."""

    def watch():
        give_up_at = time.monotonic() + 30
        while not stop(lines) and time.monotonic() < give_up_at:
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch).start()
    return supervisor.run()


def test_supervisor_passes_lines_on_and_ends_in_order():
    lines = []
    supervisor = Supervisor([a_part("one", SLEEPER), a_part("two", SLEEPER)], say=lines.append)

    code = run_until(supervisor, lines, lambda lines: {"[one] up", "[two] up"} <= set(lines))

    assert code == 0
    assert lines[-1] == "Stopped."
    assert not any(part.is_running for part in supervisor.parts)


def test_supervisor_starts_again_what_ended_and_waits_longer_each_time():
    lines = []
    supervisor = Supervisor([a_part("one", "print('up'); raise SystemExit(3)")], say=lines.append)

    run_until(supervisor, lines, lambda lines: lines.count("[one] up") == 3)

    ended = [line for line in lines if "ended" in line]
    assert ended[:2] == [
        "one ended (code 3); it starts again in 0.3 seconds.",
        "one ended (code 3); it starts again in 0.6 seconds.",
    ]


def test_supervisor_names_the_signal_that_killed_a_part():
    lines = []
    code = "import os; os.kill(os.getpid(), 9)"

    run_until(
        Supervisor([a_part("one", code)], say=lines.append),
        lines,
        lambda lines: any("ended" in line for line in lines),
    )

    assert lines[0] == "one ended (killed by SIGKILL); it starts again in 0.3 seconds."


def test_supervisor_insists_when_a_part_does_not_end(monkeypatch):
    monkeypatch.setattr("clinic.jobs.supervisor.GRACE", 0.3)
    lines = []
    supervisor = Supervisor([a_part("one", STUBBORN)], say=lines.append)

    code = run_until(supervisor, lines, lambda lines: "[one] up" in lines)

    assert code == 1
    assert lines[-1].startswith("Stopped at once.")


def test_supervisor_does_not_wait_after_a_second_signal():
    lines = []
    supervisor = Supervisor([a_part("one", STUBBORN)], say=lines.append)
    began_at = time.monotonic()

    def both(lines):
        if "[one] up" in lines:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)
            return True
        return False

    assert run_until(supervisor, lines, both) == 1
    assert time.monotonic() - began_at < 10


def test_supervisor_waits_with_the_others_until_the_first_answers():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = (
        "import http.server as h, time; time.sleep(0.5); print('serving', flush=True); "
        f"h.HTTPServer(('127.0.0.1', {port}), h.BaseHTTPRequestHandler).serve_forever()"
    )
    lines = []
    supervisor = Supervisor(
        [a_part("web", server), a_part("two", SLEEPER)],
        say=lines.append,
        probe=("127.0.0.1", port),
        when_ready=lambda: lines.append("ready"),
    )

    run_until(supervisor, lines, lambda lines: "[two] up" in lines)

    told = [line for line in lines if line in ("[web] serving", "ready", "[two] up")]
    assert told == ["[web] serving", "ready", "[two] up"]


def test_supervisor_starts_a_part_only_when_it_may():
    lines, free = [], []
    part = a_part("web", SLEEPER, may_start=lambda: bool(free))
    supervisor = Supervisor([part, a_part("two", SLEEPER)], say=lines.append)

    def look(lines):
        if "[two] up" in lines and not free:
            assert "[web] up" not in lines
            free.append(True)
        return "[web] up" in lines

    assert run_until(supervisor, lines, look) == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_is_free_knows_a_taken_port(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as taken:
        try:
            taken.bind((host, 0))
        except OSError:
            pytest.skip(f"this machine has no {host}")
        taken.listen()
        port = taken.getsockname()[1]

        assert is_free(host, port) is False

    assert is_free(host, port) is True
