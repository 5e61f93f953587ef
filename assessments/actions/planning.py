"""When a cohort takes its tests."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Quiz, Sitting
from clinic.audit.actions import record
from clinic.people.models import Person
from clinic.refusals import Refusal
from courses.models import Cohort

POST_DAYS_BEFORE_END = 7  # a week in which latecomers are reminded


@transaction.atomic
def plan_sittings(cohort: Cohort, quiz: Quiz) -> list[Sitting]:
    """A pre-test from the first day, a post-test from a week before the last; both open-ended.

    Sittings that stand are left as they are.
    """
    zone = ZoneInfo(cohort.programme.clinic.time_zone)
    post_on = max(cohort.ends_on - timedelta(days=POST_DAYS_BEFORE_END), cohort.starts_on)
    days = {Sitting.Moment.PRE: cohort.starts_on, Sitting.Moment.POST: post_on}
    return [
        Sitting.objects.get_or_create(
            cohort=cohort, moment=moment, defaults={"quiz": quiz, "opens_at": _morning_of(day, zone)}
        )[0]
        for moment, day in days.items()
    ]


@transaction.atomic
def set_sitting_times(
    sitting: Sitting, opens_at: datetime, closes_at: datetime | None, by: Person
) -> Sitting:
    """Move a sitting. Answers that are saved stay saved; whoever has not begun waits for the new time."""
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if closes_at is not None and closes_at <= opens_at:
        raise Refusal(_("The test would close before it opens. Check the times."), code="times")

    before = _times(sitting)
    sitting.opens_at, sitting.closes_at = opens_at, closes_at
    sitting.save(update_fields=["opens_at", "closes_at"])
    record("sitting_moved", sitting, by=by, before=before, after=_times(sitting))
    return sitting


def open_sitting(sitting: Sitting, by: Person) -> Sitting:
    """Open a test now. A closing time that has passed is taken away."""
    now = timezone.now()
    closes_at = sitting.closes_at if sitting.closes_at and sitting.closes_at > now else None
    return set_sitting_times(sitting, min(sitting.opens_at, now), closes_at, by)


def close_sitting(sitting: Sitting, by: Person) -> Sitting:
    """Close a test now. Refuses one that has not opened yet."""
    now = timezone.now()
    if sitting.opens_at >= now:
        raise Refusal(_("This test has not opened yet, so there is nothing to close."), code="early")
    return set_sitting_times(sitting, sitting.opens_at, now, by)


def _morning_of(day: date, zone: ZoneInfo) -> datetime:
    """Midnight by the clock of the clinic: the test is there when the first one wakes up."""
    return datetime.combine(day, time.min, tzinfo=zone)


def _times(sitting: Sitting) -> dict:
    return {
        "opens_at": sitting.opens_at.isoformat(),
        "closes_at": sitting.closes_at.isoformat() if sitting.closes_at else None,
    }
