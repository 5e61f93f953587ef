from datetime import timedelta

import pytest
from django.utils import timezone, translation

from assessments.models import Sitting
from certificates.actions.issuing import award_if_earned
from certificates.models import Award
from certificates.queries.issued import certificates_of
from certificates.queries.standing import standing_of
from tests.certificates.world import a_cohort, an_enrolment, finish_lessons, one_who_earned, take_test

pytestmark = pytest.mark.django_db


def shown(standing) -> list[tuple[bool, str, str]]:
    return [(step.is_done, step.words, step.note) for step in standing.steps]


def test_standing_of_a_newcomer_says_what_is_to_be_done():
    enrolment = an_enrolment()

    with translation.override("en"):
        standing = standing_of(enrolment)

    assert shown(standing) == [
        (False, "Take the pre-test", "Not taken yet"),
        (False, "Finish 4 lessons", "0 done, 4 to go"),
        (False, "Post-test, 70 points or more", "Not taken yet"),
    ]
    assert (standing.done, standing.total, standing.percent, standing.certificate) == (0, 3, 0, None)


def test_standing_says_when_the_post_test_opens():
    enrolment = an_enrolment()
    opens_at = timezone.now() + timedelta(days=3)
    Sitting.objects.filter(moment="post").update(opens_at=opens_at)

    with translation.override("en"):
        note = standing_of(enrolment).steps[-1].note

    local = timezone.localtime(opens_at)
    assert note == f"Opens on {local.day} {local:%B %Y}"


def test_standing_of_somebody_half_way_and_of_one_below_the_mark():
    enrolment = an_enrolment()
    finish_lessons(enrolment, 4)
    take_test(enrolment, "post", "0.55")

    with translation.override("en"):
        standing = standing_of(enrolment)

    assert shown(standing)[1:] == [
        (True, "Finish 4 lessons", "You have finished 4"),
        (False, "Post-test, 70 points or more", "You have 55 points"),
    ]


def test_standing_where_only_handing_in_counts():
    cohort = a_cohort(lessons_share=0, needs_pre=False, pass_mark=0)
    Sitting.objects.filter(cohort=cohort, moment="post").delete()

    with translation.override("en"):
        standing = standing_of(an_enrolment(cohort))

    assert shown(standing) == [(False, "Take the post-test", "Not planned yet")]


def test_standing_of_somebody_who_earned_holds_the_certificate():
    enrolment = one_who_earned()

    before = standing_of(enrolment)
    certificate = award_if_earned(enrolment.pk)
    after = standing_of(enrolment)

    assert (before.is_met, before.certificate) == (True, None)
    assert (after.is_met, after.certificate) == (True, certificate)
    assert certificates_of(enrolment.person) == [certificate]


def test_standing_is_none_without_an_award():
    enrolment = an_enrolment()
    Award.objects.all().delete()

    assert standing_of(enrolment) is None


def test_standing_takes_the_same_queries_for_few_and_many_lessons(django_assert_num_queries):
    few, many = an_enrolment(a_cohort(lessons=1)), an_enrolment(a_cohort(lessons=6))

    with django_assert_num_queries(7):
        standing_of(few)
    with django_assert_num_queries(7):
        standing_of(many)
