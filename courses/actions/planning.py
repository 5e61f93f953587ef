"""Programmes and cohorts, from the plan to a change of it."""

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from clinic.audit.actions import record
from clinic.people.models import Person
from clinic.refusals import Refusal
from courses.models import Cohort, Programme

Planned = TypeVar("Planned", Programme, Cohort)


@transaction.atomic
def plan_programme(by: Person, **plan) -> Programme:
    """A new programme. Without the end of its money and a steward there is none.

    ``plan``: the fields of `Programme`.
    """
    _refuse_missing_care(plan)
    programme = Programme.objects.create(**plan)
    record("programme_planned", programme, by=by, after=_told(programme, plan))
    return programme


@transaction.atomic
def change_programme(programme: Programme, by: Person, **plan) -> Programme:
    """Another plan for a programme. The course stays once a cohort has begun to learn it."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    _refuse_missing_care(plan)
    is_pinned = programme.cohorts.filter(pinned_at__isnull=False).exists()
    if is_pinned and plan["course"].pk != programme.course_id:
        raise Refusal(
            _("A cohort learns this course already. Plan another programme for another course."),
            code="course",
        )
    return _change(programme, plan, "programme_changed", by)


@transaction.atomic
def plan_cohort(programme: Programme, by: Person, **plan) -> Cohort:
    """A new cohort with a class code of its own. ``plan``: the fields of `Cohort`."""
    _refuse_odd_days(plan)
    cohort = Cohort.objects.create(programme=programme, **plan)
    record("cohort_planned", cohort, by=by, after=_told(cohort, plan))
    return cohort


@transaction.atomic
def change_cohort(cohort: Cohort, by: Person, **plan) -> Cohort:
    """Another plan for a cohort. There are never fewer places than people who take part."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    _refuse_odd_days(plan)
    taken = cohort.enrolments.taking_part().count()
    if plan["quota"] < taken:
        raise Refusal(
            _("%(taken)s people take part already. Write at least that number of places.") % {"taken": taken},
            code="quota",
        )
    return _change(cohort, plan, "cohort_changed", by)


def _change(row: Planned, plan: dict, action: str, by: Person) -> Planned:
    before = _told(row, plan)
    for field, value in plan.items():
        setattr(row, field, value)
    row.save(update_fields=list(plan))
    record(action, row, by=by, before=before, after=_told(row, plan))
    return row


def _told(row: Programme | Cohort, plan: dict) -> dict:
    """The planned fields as plain values for the trail."""
    return {field: str(row.serializable_value(field)) for field in plan}


def _refuse_missing_care(plan: dict) -> None:
    if not plan.get("funding_ends_on") or not plan.get("steward"):
        raise Refusal(_("Write down when the money ends and who stays responsible afterwards."), code="care")


def _refuse_odd_days(plan: dict) -> None:
    if plan["ends_on"] < plan["starts_on"]:
        raise Refusal(_("The last day is before the first. Check the dates."), code="dates")
