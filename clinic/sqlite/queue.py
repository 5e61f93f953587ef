"""A fair queue for the one writer SQLite allows: whoever came first writes first."""

import threading
from collections import deque


class WriteQueue:
    """First come, first served, between the threads of one process.

    SQLite's own busy handler polls and starves: of 16 threads one wrote once in six seconds while
    another wrote 14,100 times. Between processes that handler still decides.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def enter(self, timeout: float) -> bool:
        """Wait for one's turn, at most ``timeout`` seconds. False: the time ran out."""
        turn = threading.Event()
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            self._waiting.append(turn)
        if turn.wait(timeout):
            return True
        with self._guard:
            if turn.is_set():  # it became ours in the last instant
                return True
            self._waiting.remove(turn)
            return False

    def leave(self) -> None:
        """Hand the turn to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


QUEUES: dict[str, WriteQueue] = {}
_QUEUES_GUARD = threading.Lock()


def queue_of(database: str) -> WriteQueue:
    """The queue of one database file, shared by all connections of this process."""
    with _QUEUES_GUARD:
        return QUEUES.setdefault(database, WriteQueue())
