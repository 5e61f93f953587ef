"""The board: every cohort with how far it is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet

from assessments.models import Attempt, Sitting
from certificates.models import Certificate
from clinic.desk.queries.counting import how_many
from clinic.people.permissions import clinics_of
from clinic.policy import COORDINATOR
from courses.models import Cohort, Enrolment, LessonProgress, PinnedLesson

FEWEST_SHOWN = 5  # people: who only observes sees no smaller group


@dataclass(frozen=True)
class CohortLine:
    """One cohort in figures. None: too few people to be shown to somebody who only observes.

    ``learned``: percent of all lessons of all participants that are finished.
    """

    cohort: Cohort
    is_run: bool
    participants: int | None
    before: int | None
    after: int | None
    learned: int | None
    certificates: int | None


def board_lines(person, cohorts: QuerySet[Cohort]) -> list[CohortLine]:
    """The cohorts in order, in two questions whatever their number."""
    run = set(clinics_of(person, COORDINATOR).values_list("pk", flat=True))
    return [line_of(cohort, cohort.programme.clinic_id in run) for cohort in with_figures(cohorts)]


def with_figures(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    taking_part = Enrolment.objects.taking_part().filter(cohort=OuterRef("pk"))
    attempts = (
        Attempt.objects.submitted()
        .exclude(enrolment__state=Enrolment.State.LEFT)
        .filter(enrolment__cohort=OuterRef("pk"))
    )
    finished = (
        LessonProgress.objects.finished()
        .exclude(enrolment__state=Enrolment.State.LEFT)
        .filter(enrolment__cohort=OuterRef("pk"))
    )
    return cohorts.annotate(
        participants=how_many(taking_part, "cohort"),
        before=how_many(attempts.at(Sitting.Moment.PRE), "enrolment__cohort"),
        after=how_many(attempts.at(Sitting.Moment.POST), "enrolment__cohort"),
        lessons_done=how_many(finished, "enrolment__cohort"),
        lessons=how_many(
            PinnedLesson.objects.filter(pinned_module__cohort=OuterRef("pk")), "pinned_module__cohort"
        ),
        certificates=how_many(
            Certificate.objects.valid().filter(enrolment__cohort=OuterRef("pk")), "enrolment__cohort"
        ),
    )


def line_of(cohort: Any, is_run: bool) -> CohortLine:
    """The figures of a cohort that `with_figures` counted."""

    def shown(figure: int) -> int | None:
        return figure if is_run or figure >= FEWEST_SHOWN else None

    asked = cohort.lessons * cohort.participants
    learned = 100 * cohort.lessons_done // asked if asked else 0
    return CohortLine(
        cohort=cohort,
        is_run=is_run,
        participants=shown(cohort.participants),
        before=shown(cohort.before),
        after=shown(cohort.after),
        learned=learned if is_run or cohort.participants >= FEWEST_SHOWN else None,
        certificates=shown(cohort.certificates),
    )
