"""Long lists of participants, read into a cohort part by part."""

from functools import lru_cache
from pathlib import Path

from celery import shared_task
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.desk.uploads import forget_old_uploads, forget_upload, upload_at
from clinic.jobs.registry import Work
from clinic.people.models import Person
from clinic.refusals import Refusal
from courses.actions.roster import import_roster
from courses.imports.roster import Roster, RosterRow, read_roster
from courses.models import Cohort

PART = 100  # rows in one transaction

ROSTER = "desk.roster"


@shared_task(name="clinic.desk.tasks.forget_uploads")
def forget_uploads() -> None:
    """Delete lists nobody confirmed within a day; a second run finds none."""
    forget_old_uploads()


def _parts(payload: dict) -> list[str]:
    return [str(start) for start in range(0, payload["rows"], PART)]


def _prepare(payload: dict, key: str) -> list[RosterRow]:
    path = upload_at(payload["upload"], _person(payload), _cohort(payload))
    if path is None:
        raise Refusal(_("The list is not kept any more. Choose the file again on the page of the cohort."))
    return _read(path).rows[int(key) : int(key) + PART]


def _keep(payload: dict, key: str, rows: list[RosterRow]) -> dict:
    fates = import_roster(_cohort(payload), rows, by=_person(payload))
    refused = [{"row": line.row, "reason": line.words} for line in fates.rejected]
    return {"new": fates.new, "known": fates.known, "rejected": refused}


def _finish(payload: dict) -> None:
    path = upload_at(payload["upload"], _person(payload), _cohort(payload))
    if path is not None:
        forget_upload(path)


def _seen_at(payload: dict) -> str:
    return reverse("desk:cohort", args=[payload["cohort"]])


def _cohort(payload: dict) -> Cohort:
    return Cohort.objects.select_related("programme__clinic").get(code=payload["cohort"])


def _person(payload: dict) -> Person:
    return Person.objects.get(public_id=payload["by"])


@lru_cache(maxsize=1)
def _read(path: Path) -> Roster:
    """The list, kept between its parts: reading 5,000 rows takes longer than writing 100."""
    with path.open("rb") as file:
        return read_roster(file, path.name)


ROSTER_WORK = Work(
    kind=ROSTER,
    title=gettext_lazy("Reading a list of participants"),
    items=_parts,
    prepare=_prepare,
    keep=_keep,
    finish=_finish,
    seen_at=_seen_at,
)
