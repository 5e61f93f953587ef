"""Each kind of work has one name."""

import pytest

from clinic.jobs.registry import WORKS, Work, register, work_of


def a_work(kind: str) -> Work:
    return Work(kind, "Title", items=list, prepare=lambda *_: None, keep=lambda *_: None)


def test_register_announces_work(monkeypatch):
    monkeypatch.setattr("clinic.jobs.registry.WORKS", {})
    work = a_work("letters")

    register(work)
    register(work)  # a second ready() of the same app does no harm

    assert work_of("letters") is work


def test_register_refuses_a_second_work_of_the_same_name(monkeypatch):
    monkeypatch.setitem(WORKS, "letters", a_work("letters"))

    with pytest.raises(ValueError, match="letters"):
        register(a_work("letters"))
