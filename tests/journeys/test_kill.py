"""The web server is killed while answers come in: what was acknowledged is there."""

import os
import signal
import threading
import time

import pytest

from tests.journeys.house import House, Phone

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("house")]

PHONES, POSITIONS = 5, 6
KILLS, SECONDS_BETWEEN = 2, 3


class Answering(threading.Thread):
    """Somebody who answers without a pause, each question again and again, and notes what was received."""

    def __init__(self, house: House, number: int, stop: threading.Event) -> None:
        super().__init__()
        self.phone = Phone(house).join(f"Peserta Uji {number}", f"0812 {time.time_ns() // 1000 % 10**8:08}")
        self.attempt = self.phone.begin_test()
        self.stop = stop
        self.received: dict[int, int] = {}  # position -> the highest acknowledged seq
        self.broken = 0

    def run(self) -> None:
        seq = 0
        while not self.stop.is_set():
            seq += 1
            for position in range(1, POSITIONS + 1):
                fields = {"page": "phone", "base": 0, "seq": seq, "unknown": "unknown"}
                if seq % 2:
                    fields["flag"] = "on"
                try:
                    answer = self.phone.post(f"{self.attempt}{position}/", fields)
                except OSError:
                    self.broken += 1
                    time.sleep(0.05)
                    continue
                if answer.status in (200, 302, 303):
                    self.received[position] = seq


def test_every_acknowledged_answer_survives_the_death_of_the_web_server(house):
    stop = threading.Event()
    people = [Answering(house, number, stop) for number in range(PHONES)]
    for somebody in people:
        somebody.start()
    for _ in range(KILLS):
        time.sleep(SECONDS_BETWEEN)
        os.kill(house.web_process(), signal.SIGKILL)
        house.wait_until_ready()
    time.sleep(SECONDS_BETWEEN)
    stop.set()
    for somebody in people:
        somebody.join()

    for somebody in people:
        public_id = somebody.attempt.strip("/").split("/")[-1].replace("-", "")
        kept = {
            position: (seq, bool(is_flagged))
            for position, seq, is_flagged in house.rows(
                "SELECT i.position, w.seq, w.is_flagged FROM assessments_answer w"
                " JOIN assessments_quizitem i ON i.id = w.item_id"
                " JOIN assessments_attempt a ON a.id = w.attempt_id WHERE a.public_id = ?",
                public_id,
            )
        }
        lost = {
            position: (seq, kept.get(position))
            for position, seq in somebody.received.items()
            if position not in kept or kept[position][0] < seq
        }
        assert lost == {}
        assert set(somebody.received) == set(range(1, POSITIONS + 1))
        assert all(is_flagged == bool(seq % 2) for seq, is_flagged in kept.values())
        assert somebody.broken > 0  # the kill did hit somebody who was answering
