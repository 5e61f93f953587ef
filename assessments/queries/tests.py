"""The tests of an enrolment: which there are, which can be taken now."""

from dataclasses import dataclass

from django.utils import timezone

from assessments.models import Attempt, Sitting
from courses.models import Enrolment


@dataclass
class TestLine:
    """One test of an enrolment. ``state``: early, open, begun, late or done."""

    sitting: Sitting
    attempt: Attempt | None

    __test__ = False  # no test class, whatever its name begins with

    @property
    def state(self) -> str:
        if self.attempt is not None and self.attempt.is_submitted:
            return "done"
        now = timezone.now()
        if now < self.sitting.opens_at:
            return "early"
        if not self.sitting.is_open(now):
            return "late"
        return "begun" if self.attempt is not None else "open"

    @property
    def can_be_taken(self) -> bool:
        return self.state in ("open", "begun")


def tests_of(enrolment: Enrolment) -> dict[str, TestLine]:
    """``{moment: line}`` for every sitting of the cohort."""
    attempts = {attempt.sitting_id: attempt for attempt in Attempt.objects.filter(enrolment=enrolment)}
    sittings = Sitting.objects.filter(cohort=enrolment.cohort_id).select_related("quiz")
    return {sitting.moment: TestLine(sitting, attempts.get(sitting.pk)) for sitting in sittings}
