"""How far somebody is from the certificate of their programme."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.criteria import LESSONS, PRE, Criterion, criteria_of
from certificates.models import Award, Certificate
from certificates.queries.facts import facts_of
from courses.models import Enrolment


@dataclass
class Step:
    """One criterion in words: what to do, and how far one is."""

    is_done: bool
    words: str
    note: str


@dataclass
class Standing:
    """The criteria of one enrolment, and the certificate if it has been issued."""

    enrolment: Enrolment
    award: Award
    steps: list[Step]
    certificate: Certificate | None

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total

    @property
    def is_met(self) -> bool:
        return self.done == self.total


def standing_of(enrolment: Enrolment) -> Standing | None:
    """Steps towards the certificate; None where the programme gives none."""
    award = Award.objects.filter(programme__cohorts=enrolment.cohort_id).first()
    if award is None:
        return None
    criteria = criteria_of(award.rule, facts_of(enrolment))
    certificate = Certificate.objects.filter(award=award, enrolment=enrolment).valid().first()
    return Standing(enrolment, award, [_step(criterion) for criterion in criteria], certificate)


def _step(criterion: Criterion) -> Step:
    if criterion.kind == PRE:
        words = _("Take the pre-test")
        note = _day(criterion.on) if criterion.is_done else _("Not taken yet")
    elif criterion.kind == LESSONS:
        words = ngettext("Finish %(n)s lesson", "Finish %(n)s lessons", criterion.needed) % {
            "n": criterion.needed
        }
        note = _lessons_note(criterion)
    elif criterion.needed:
        words = _("Post-test, %(points)s points or more") % {"points": criterion.needed}
        note = _post_note(criterion)
    else:
        words, note = _("Take the post-test"), _post_note(criterion)
    return Step(criterion.is_done, words, note)


def _lessons_note(criterion: Criterion) -> str:
    done = criterion.reached or 0
    if criterion.is_done:
        return _("You have finished %(done)s") % {"done": done}
    return _("%(done)s done, %(left)s to go") % {"done": done, "left": max(criterion.needed - done, 0)}


def _post_note(criterion: Criterion) -> str:
    if criterion.reached is not None:
        return _("You have %(points)s points") % {"points": criterion.reached}
    if criterion.on is None:
        return _("Not planned yet")
    if criterion.on > timezone.localdate():
        return _("Opens on %(day)s") % {"day": _day(criterion.on)}
    return _("Not taken yet")


def _day(on) -> str:
    return date_format(on, "j F Y")
