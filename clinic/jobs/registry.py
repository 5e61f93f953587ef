"""The kinds of slow work, as the apps above announce them. Plain Python."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Work:
    """How one kind of job is done; announced with ``register`` from an app's ``AppConfig.ready``.

    ``items(payload)`` names all items, the finished ones too: the same payload gives the same keys.
    ``prepare(payload, key)`` does what is slow, outside any transaction, and writes nothing that counts:
    it may run twice. ``keep(payload, key, value)`` writes, quickly, in the transaction that marks the
    item as done: it counts once. ``finish(payload)`` runs once after the last item, in the transaction
    that closes the job. ``seen_at(payload)`` is the address where people see what came out.

    A ``Refusal`` from any of them stops the job with its words once the other items are done; any
    other exception is tried again.
    """

    kind: str
    title: Any  # words for people, usually lazy
    items: Callable[[dict], Iterable[str]]
    prepare: Callable[[dict, str], Any]
    keep: Callable[[dict, str, Any], Any]
    finish: Callable[[dict], None] | None = None
    seen_at: Callable[[dict], str] | None = None


WORKS: dict[str, Work] = {}


def register(work: Work) -> None:
    if WORKS.setdefault(work.kind, work) is not work:
        raise ValueError(f"two kinds of work are called {work.kind!r}")


def work_of(kind: str) -> Work:
    """The work of that kind; ``LookupError`` where no app announces it."""
    return WORKS[kind]
