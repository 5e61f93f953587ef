"""Who is at work right now, so that the trail can name them: a request, a command or a task."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

DOOR_COMMAND, DOOR_TASK = ("command", "task")  # beside the doors of a session, clinic.policy


@dataclass(frozen=True)
class Who:
    """``actor_id`` of the person, the ``door`` they came in by, the request it happened in."""

    actor_id: int | None = None
    door: str = ""
    request_id: str = ""


NOBODY = Who()
_at_work: ContextVar = ContextVar("who", default=lambda: NOBODY)


def who_is_at_work() -> Who:
    return _at_work.get()()


@contextmanager
def at_work(look) -> Iterator[None]:
    """``look() -> Who`` is asked when a row is written: a request learns late who its person is."""
    token = _at_work.set(look)
    try:
        yield
    finally:
        _at_work.reset(token)


@contextmanager
def acting(person=None, door: str = DOOR_COMMAND) -> Iterator[None]:
    """Commands and tasks say on whose behalf they write; nobody stands for the machine itself."""
    who = Who(actor_id=person.pk if person else None, door=door)
    with at_work(lambda: who):
        yield
