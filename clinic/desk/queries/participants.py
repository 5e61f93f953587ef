"""Participants as lines of a list: how far they are, when they were last here, who helps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from assessments.gain import points
from assessments.models import Score, Sitting
from clinic.desk.queries.counting import how_many
from clinic.desk.queries.search import people_like
from courses.models import Cohort, Enrolment, LessonProgress, PinnedLesson
from mentoring.models import Mentorship

SORTS = {
    "number": (_("order of joining"), ("number",)),
    "name": (_("name"), ("person__name", "number")),
    "behind": (_("fewest lessons first"), ("lessons_done", "number")),
    "away": (_("longest away first"), (F("seen_at").asc(nulls_first=True), "number")),
    "post": (_("lowest post-test first"), (F("post_share").asc(nulls_first=True), "number")),
}


@dataclass(frozen=True)
class ParticipantLine:
    """One enrolment as people look at it; points are of 100, None where there is no test."""

    enrolment: Enrolment
    lessons_done: int
    lessons: int
    seen_at: datetime | None
    pre: int | None
    post: int | None
    mentor: str

    @property
    def has_left(self) -> bool:
        return self.enrolment.state == Enrolment.State.LEFT

    @property
    def business(self) -> str:
        return str(self.enrolment.business) if self.enrolment.business else ""


def participants_of(
    cohort: Cohort, typed: str = "", sort: str = "number", has_left: bool = False
) -> QuerySet[Enrolment]:
    """The enrolments of a cohort for `lines_of`: those who take part, or those who left."""
    rows = (
        cohort.enrolments.filter(state=Enrolment.State.LEFT) if has_left else cohort.enrolments.taking_part()
    )
    if typed:
        rows = rows.filter(matching(typed)).distinct()
    return with_progress(rows).order_by(*SORTS[sort][1])


def matching(typed: str) -> Q:
    return people_like(typed, "person__") | Q(business__name__icontains=typed)


def with_progress(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Everything a line needs, in one question."""
    progress = LessonProgress.objects.filter(enrolment=OuterRef("pk"))
    lessons = PinnedLesson.objects.filter(pinned_module__cohort=OuterRef("cohort"))
    mentors = Mentorship.objects.current().by_mentors().filter(enrolment=OuterRef("pk"))
    return enrolments.select_related("person", "business").annotate(
        lessons_done=how_many(progress.finished(), "enrolment"),
        lessons=how_many(lessons, "pinned_module__cohort"),
        seen_at=Subquery(progress.order_by("-seen_at").values("seen_at")[:1]),
        pre_share=_share_at(Sitting.Moment.PRE),
        post_share=_share_at(Sitting.Moment.POST),
        mentor_name=Subquery(mentors.values("mentor__name")[:1]),
    )


def lines_of(enrolments: Iterable[Any]) -> list[ParticipantLine]:
    """Lines of enrolments that went through `with_progress`."""
    return [
        ParticipantLine(
            enrolment=row,
            lessons_done=row.lessons_done,
            lessons=row.lessons,
            seen_at=row.seen_at,
            pre=None if row.pre_share is None else points(row.pre_share),
            post=None if row.post_share is None else points(row.post_share),
            mentor=row.mentor_name or "",
        )
        for row in enrolments
    ]


def _share_at(moment: str) -> Subquery:
    """The last score of the test handed in at this moment."""
    scores = Score.objects.filter(
        attempt__enrolment=OuterRef("pk"),
        attempt__sitting__moment=moment,
        attempt__submitted_at__isnull=False,
    )
    return Subquery(scores.order_by("-number").values("share")[:1])
