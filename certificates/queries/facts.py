"""What somebody has done of what the rule asks for."""

from django.utils import timezone

from assessments.gain import points
from assessments.models import Attempt, Sitting
from assessments.queries.results import shares_of
from certificates.criteria import Facts
from courses.models import Enrolment, LessonProgress, PinnedLesson

PRE, POST = Sitting.Moment.PRE, Sitting.Moment.POST


def facts_of(enrolment: Enrolment) -> Facts:
    """In five small queries, whatever the size of the course."""
    shares = shares_of(enrolment)
    pre = Attempt.objects.filter(enrolment=enrolment).submitted().at(PRE).order_by("submitted_at").first()
    post_opens_at = (
        Sitting.objects.filter(cohort=enrolment.cohort_id, moment=POST)
        .values_list("opens_at", flat=True)
        .first()
    )
    return Facts(
        lessons_done=LessonProgress.objects.filter(enrolment=enrolment).finished().count(),
        lessons=PinnedLesson.objects.filter(pinned_module__cohort=enrolment.cohort_id).count(),
        pre_on=timezone.localdate(pre.submitted_at) if pre else None,
        post=points(shares[POST]) if POST in shares else None,
        post_opens_on=timezone.localdate(post_opens_at) if post_opens_at else None,
    )
