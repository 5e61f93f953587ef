"""What a certificate says, frozen as plain values when it is issued. Plain Python.

A snapshot is stored as JSON and never changes; what is printed and what the check page shows comes
from it alone, so renaming a module next year leaves this year's certificates as they are.
"""

from typing import TypedDict


class Place(TypedDict):
    """The clinic that issues."""

    name: str
    tagline: str
    place: str


class Signatory(TypedDict):
    name: str
    title: str


class ModuleLine(TypedDict):
    """One module of the transcript. ``before`` and ``after`` are points of 100, None where not tested."""

    title: str
    school: str
    lessons_done: int
    lessons: int
    minutes: int
    before: int | None
    after: int | None


class Snapshot(TypedDict):
    """Everything printed. Dates are ISO (2026-11-22), texts Indonesian unless the name ends in ``_en``.

    ``before`` and ``after`` are points of 100 of the whole test. An absent thing is "", None, 0 or [],
    never a missing key. ``result`` is the word for the result; ``rule`` and ``shown`` are whole
    sentences: what the certificate asked for, and what this person did.
    """

    number: str
    public_id: str
    name: str
    business: str
    place: str
    programme: str
    programme_en: str
    cohort: str
    starts_on: str
    ends_on: str
    hours: str
    result: str
    result_en: str
    clinic: Place
    issuer: str
    partners: list[str]
    signatories: list[Signatory]
    modules: list[ModuleLine]
    before: int | None
    after: int | None
    pass_mark: int
    rule: list[str]
    shown: list[str]
    issued_on: str
