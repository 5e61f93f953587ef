from datetime import date
from decimal import Decimal

import pytest

from certificates.criteria import LESSONS, POST, PRE, Facts, Rule, criteria_of, is_met, lessons_needed

RULE = Rule(lessons_share=Decimal("0.80"), needs_pre=True, pass_mark=70)
DAY = date(2026, 10, 5)
DONE = Facts(lessons_done=20, lessons=24, pre_on=DAY, post=70)


def facts(**changes) -> Facts:
    return Facts(**DONE.__dict__ | changes)


@pytest.mark.parametrize(
    ("rule", "facts", "done"),
    [
        pytest.param(RULE, DONE, {PRE: True, LESSONS: True, POST: True}, id="all done, on the mark"),
        pytest.param(RULE, facts(post=69), {PRE: True, LESSONS: True, POST: False}, id="a point below"),
        pytest.param(RULE, facts(post=None), {PRE: True, LESSONS: True, POST: False}, id="no post-test"),
        pytest.param(RULE, facts(pre_on=None), {PRE: False, LESSONS: True, POST: True}, id="no pre-test"),
        pytest.param(
            RULE, facts(lessons_done=19), {PRE: True, LESSONS: False, POST: True}, id="a lesson short"
        ),
        pytest.param(
            RULE,
            facts(lessons=0, lessons_done=0),
            {PRE: True, LESSONS: False, POST: True},
            id="no lessons yet",
        ),
        pytest.param(
            Rule(Decimal(0), False, 0),
            facts(lessons_done=0, pre_on=None, post=0),
            {POST: True},
            id="only handed in",
        ),
        pytest.param(Rule(Decimal(0), False, 0), facts(post=None), {POST: False}, id="not even handed in"),
        pytest.param(
            Rule(Decimal(1), False, 70),
            facts(lessons_done=24),
            {LESSONS: True, POST: True},
            id="every lesson",
        ),
    ],
)
def test_criteria_of_says_what_is_done(rule, facts, done):
    criteria = criteria_of(rule, facts)

    assert {criterion.kind: criterion.is_done for criterion in criteria} == done
    assert is_met(criteria) == all(done.values())


@pytest.mark.parametrize(
    ("share", "lessons", "needed"),
    [("0.80", 24, 20), ("0.80", 25, 20), ("0.01", 24, 1), ("1.00", 24, 24), ("0.00", 24, 0), ("0.33", 3, 1)],
)
def test_lessons_needed_counts_a_part_as_a_whole(share, lessons, needed):
    assert lessons_needed(Rule(Decimal(share), False, 0), lessons) == needed


def test_criteria_carry_the_numbers_that_people_are_shown():
    pre, lessons, post = criteria_of(RULE, facts(post=None, post_opens_on=DAY))

    assert (pre.on, lessons.needed, lessons.reached) == (DAY, 20, 20)
    assert (post.needed, post.reached, post.on) == (70, None, DAY)
