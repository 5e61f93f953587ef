"""What a programme asks for before it gives a certificate, and whether somebody has done it. Plain Python."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

LESSONS, PRE, POST = "lessons", "pre", "post"


@dataclass(frozen=True)
class Rule:
    """The rule of a programme. A share of 0 asks for no lessons; the post-test always counts."""

    lessons_share: Decimal  # of all lessons, 0 to 1
    needs_pre: bool
    pass_mark: int  # points of 100 in the post-test; 0: it only has to be handed in


@dataclass(frozen=True)
class Facts:
    """What somebody has done so far. Test results are points of 100, None where not handed in."""

    lessons_done: int
    lessons: int
    pre_on: date | None
    post: int | None
    post_opens_on: date | None = None


@dataclass(frozen=True)
class Criterion:
    """One thing asked for: ``reached`` of ``needed``, in lessons or points; ``on`` is its day."""

    kind: str
    is_done: bool
    needed: int
    reached: int | None
    on: date | None = None


def lessons_needed(rule: Rule, lessons: int) -> int:
    """How many of these lessons the rule asks for; a part of a lesson counts as a whole one."""
    return int((rule.lessons_share * lessons).to_integral_value(ROUND_CEILING))


def criteria_of(rule: Rule, facts: Facts) -> list[Criterion]:
    """Each criterion of the rule with how far it is done, in the order in which people get there.

    A course without lessons never fulfils a share of them: it is not ready, rather than finished.
    """
    criteria = []
    if rule.needs_pre:
        criteria.append(Criterion(PRE, facts.pre_on is not None, 0, None, facts.pre_on))
    if rule.lessons_share > 0:
        needed = lessons_needed(rule, facts.lessons)
        is_done = facts.lessons > 0 and facts.lessons_done >= needed
        criteria.append(Criterion(LESSONS, is_done, needed, facts.lessons_done))
    is_passed = facts.post is not None and facts.post >= rule.pass_mark
    criteria.append(Criterion(POST, is_passed, rule.pass_mark, facts.post, facts.post_opens_on))
    return criteria


def is_met(criteria: list[Criterion]) -> bool:
    return all(criterion.is_done for criterion in criteria)
