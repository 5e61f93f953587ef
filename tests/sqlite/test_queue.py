"""Whoever came first writes first."""

import threading
import time

from clinic.sqlite.queue import WriteQueue, queue_of


def test_queue_serves_in_the_order_of_arrival():
    queue = WriteQueue()
    queue.enter(1)
    served, threads = [], []
    for number in range(16):
        thread = threading.Thread(
            target=lambda number=number: (queue.enter(5), served.append(number), queue.leave())
        )
        thread.start()
        threads.append(thread)
        while len(queue._waiting) <= number:
            time.sleep(0.001)

    queue.leave()
    for thread in threads:
        thread.join()

    assert served == list(range(16))
    assert queue.enter(0) is True


def test_queue_gives_sixteen_busy_threads_the_same_share():
    queue = WriteQueue()
    end = time.monotonic() + 1
    shares = [0] * 16

    def write(number):
        while time.monotonic() < end:
            assert queue.enter(5)
            time.sleep(0.0005)
            shares[number] += 1
            queue.leave()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(shares) <= 1.25 * min(shares)  # the busy handler: 14,100 to 1


def test_queue_says_when_the_time_ran_out_and_forgets_who_left():
    queue = WriteQueue()
    queue.enter(1)

    assert queue.enter(0.01) is False

    queue.leave()
    assert queue.enter(0) is True


def test_queue_keeps_a_turn_that_came_in_the_last_instant(monkeypatch):
    queue = WriteQueue()
    queue.enter(1)

    def leave_too_late(event, timeout):
        queue.leave()  # the turn is ours, but the wait has already given up
        return False

    monkeypatch.setattr(threading.Event, "wait", leave_too_late)

    assert queue.enter(0.01) is True
    assert queue._taken is True


def test_queue_of_is_one_per_database():
    assert queue_of("a.sqlite3") is queue_of("a.sqlite3")
    assert queue_of("a.sqlite3") is not queue_of("b.sqlite3")
