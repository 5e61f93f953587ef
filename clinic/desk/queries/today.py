"""What a participant does next: one step, in words."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Sitting
from assessments.queries.tests import TestLine, tests_of
from courses.models import Enrolment, Programme
from courses.queries.outline import Outline, current_lesson, outline_of

TEST_MINUTES = 15  # what twenty questions took in the first cohorts


@dataclass(frozen=True)
class Step:
    """The next step. ``url`` is empty where there is nothing to do but wait."""

    kind: str  # test, lesson, wait, done
    title: str
    button: str = ""
    url: str = ""
    minutes: int | None = None
    weight: int | None = None
    note: str = ""


@dataclass(frozen=True)
class StageLine:
    """One of the six stages, as the path shows it."""

    name: str
    words: str
    note: str
    state: str  # done, now, ahead


@dataclass
class Today:
    """Everything the home page of one enrolment shows."""

    enrolment: Enrolment
    outline: Outline
    tests: dict[str, TestLine]
    step: Step
    stages: list[StageLine]

    @property
    def day(self) -> datetime.date:
        return timezone.localdate()

    @property
    def post_test(self) -> TestLine | None:
        """The post-test where it can be taken while another step comes first."""
        line = self.tests.get(Sitting.Moment.POST)
        return line if line and line.can_be_taken and self.step.kind == "lesson" else None


def today_of(enrolment: Enrolment) -> Today:
    """The page's answer in a constant number of queries."""
    outline = outline_of(enrolment)
    tests = tests_of(enrolment)
    step = next_step(enrolment, outline, tests)
    return Today(enrolment, outline, tests, step, stages_of(enrolment, outline))


def next_step(enrolment: Enrolment, outline: Outline, tests: dict[str, TestLine]) -> Step:
    """Pre-test, then lesson by lesson, then the post-test when its day has come."""
    pre, post = tests.get(Sitting.Moment.PRE), tests.get(Sitting.Moment.POST)
    delayed = tests.get(Sitting.Moment.DELAYED)
    if pre and pre.can_be_taken:
        return _test_step(enrolment, pre)
    lesson = current_lesson(outline)
    if lesson is not None:
        module = outline.module_of(lesson)
        return Step(
            kind="lesson",
            title=lesson.title,
            button=_("Go on with lesson %(n)s") % {"n": lesson.position}
            if lesson.is_opened
            else _("Start lesson %(n)s") % {"n": lesson.position},
            url=lesson.url,
            minutes=lesson.minutes,
            weight=lesson.weight,
            note=module.title,
        )
    for line in (post, delayed):
        if line and line.can_be_taken:
            return _test_step(enrolment, line)
    if post and post.state == "early":
        return Step(kind="wait", title=_("You have finished every lesson"), note="post")
    if post and post.state == "done" and post.attempt:
        return Step(
            kind="done",
            title=_("You have finished the programme"),
            button=_("See what changed"),
            url=reverse("assessments:result", args=[post.attempt.public_id]),
        )
    return Step(kind="done", title=_("You have finished every lesson"))


def _test_step(enrolment: Enrolment, line: TestLine) -> Step:
    return Step(
        kind="test",
        title=line.sitting.get_moment_display(),
        button=_("Go on with the test") if line.state == "begun" else _("Begin the test"),
        url=reverse("assessments:begin", args=[enrolment.public_id, line.sitting.moment]),
        minutes=TEST_MINUTES,
        note=line.sitting.moment,
    )


def stages_of(enrolment: Enrolment, outline: Outline) -> list[StageLine]:
    """The six stages with the programme's own marked."""
    stages = Programme.Stage
    order = list(stages)
    now = order.index(stages(enrolment.cohort.programme.stage))
    notes = {
        stages.NEEDS: _("What you need, told by you"),
        stages.CO_DESIGN: _("Lessons made from it"),
        stages.LEARNING: _("%(done)s of %(total)s lessons finished")
        % {"done": outline.finished, "total": outline.total},
        stages.MENTORING: _("Your mentor helps you use it"),
        stages.EVALUATION: _("What changed, with numbers"),
        stages.AFTER_CARE: _("The clinic stays, and so do your lessons"),
    }
    return [
        StageLine(
            name=stage.value,
            words=str(stage.label),
            note=notes[stage],
            state="done" if place < now else "now" if place == now else "ahead",
        )
        for place, stage in enumerate(order)
    ]
