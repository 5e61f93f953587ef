"""Giving a participant a mentor."""

import pytest

from clinic.refusals import Refusal
from mentoring.actions import assign_mentor, end_mentorship
from mentoring.models import Mentorship
from mentoring.permissions import mentees_of
from tests.certificates.world import a_cohort, an_enrolment
from tests.desk.world import a_mentor
from tests.people.factories import StaffFactory

pytestmark = pytest.mark.django_db


def test_assign_mentor_makes_somebody_a_mentee():
    enrolment = an_enrolment()
    mentor = a_mentor(enrolment.cohort)

    assign_mentor(enrolment, mentor)

    assert list(mentees_of(mentor)) == [enrolment]


def test_assign_mentor_ends_the_mentorship_before():
    enrolment = an_enrolment()
    first, second = a_mentor(enrolment.cohort), a_mentor(enrolment.cohort)
    assign_mentor(enrolment, first)

    assign_mentor(enrolment, second, handover_note="Suka dihubungi sore")

    ended = Mentorship.objects.get(mentor=first)
    assert (ended.ends_on is None, ended.handover_note) == (False, "Suka dihubungi sore")
    assert not mentees_of(first).exists()
    assert list(mentees_of(second)) == [enrolment]


def test_assign_mentor_twice_changes_nothing():
    enrolment = an_enrolment()
    mentor = a_mentor(enrolment.cohort)

    assert assign_mentor(enrolment, mentor) == assign_mentor(enrolment, mentor)


@pytest.mark.parametrize("why", ["role", "self", "left"])
def test_assign_mentor_refuses(why):
    enrolment = an_enrolment()
    mentor = {"role": StaffFactory(), "self": enrolment.person, "left": a_mentor(enrolment.cohort)}[why]
    if why == "left":
        enrolment.state, enrolment.left_on = "left", enrolment.cohort.starts_on
        enrolment.save()

    with pytest.raises(Refusal) as refused:
        assign_mentor(enrolment, mentor)

    assert refused.value.code == why


def test_mentees_of_forgets_who_is_no_mentor_any_more():
    enrolment = an_enrolment()
    mentor = a_mentor(enrolment.cohort)
    assign_mentor(enrolment, mentor)

    mentor.appointments.all().delete()

    assert not mentees_of(mentor).exists()


def test_end_mentorship_twice_keeps_the_first_day():
    enrolment = an_enrolment(a_cohort())
    mentorship = assign_mentor(enrolment, a_mentor(enrolment.cohort))

    ended = end_mentorship(mentorship, "Pindah")

    assert end_mentorship(mentorship).handover_note == ended.handover_note == "Pindah"
