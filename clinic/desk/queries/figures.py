"""The figures of the front page: computed from people, hidden where there are fewer than five."""

from dataclasses import dataclass
from statistics import median

from django.utils import timezone

from assessments.models import Score, Sitting
from courses.models import Enrolment

FEWEST = 5  # people behind a figure that is shown


@dataclass(frozen=True)
class Figures:
    """What has happened so far. A figure is None where too few people stand behind it."""

    finished: int | None
    took_part: int  # in a class that has ended, whether they stayed or left
    before: int | None  # median points of 100 of those who took both tests
    after: int | None
    paired: int


def figures() -> Figures:
    """Two queries, whatever the number of people."""
    ended = Enrolment.objects.filter(cohort__ends_on__lt=timezone.localdate())
    states = list(ended.values_list("state", flat=True))
    shares: dict[int, dict[str, float]] = {}
    for enrolment, moment, share in Score.objects.order_by("number").values_list(
        "attempt__enrolment_id", "attempt__sitting__moment", "share"
    ):
        shares.setdefault(enrolment, {})[moment] = float(share)
    pairs = [
        (both[Sitting.Moment.PRE], both[Sitting.Moment.POST])
        for both in shares.values()
        if Sitting.Moment.PRE in both and Sitting.Moment.POST in both
    ]
    finished = states.count(Enrolment.State.FINISHED)
    is_shown = len(pairs) >= FEWEST
    return Figures(
        finished=finished if finished >= FEWEST else None,
        took_part=len(states),
        before=round(100 * median(before for before, _ in pairs)) if is_shown else None,
        after=round(100 * median(after for _, after in pairs)) if is_shown else None,
        paired=len(pairs),
    )
