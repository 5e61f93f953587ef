"""Saving answers and handing in: from one page, from two phones, and from many hands at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from assessments.actions import SaveOutcome, save_answer, start_attempt, submit_attempt
from assessments.models import Answer, Attempt, Score, Sitting
from clinic.refusals import Refusal
from tests.assessments.world import a_class, an_attempt
from tests.certificates.world import an_enrolment

SAVED, STALE, CLOSED = SaveOutcome.SAVED, SaveOutcome.STALE, SaveOutcome.CLOSED
WINDOW, FLASH = {"choice": "w2"}, {"choice": "q7"}
THREADS = 16


def standing(attempt: Attempt) -> list[tuple]:
    """What is on disk: (response, page, seq) of each answer."""
    return list(Answer.objects.filter(attempt=attempt).values_list("response", "page", "seq"))


def first_item(attempt: Attempt):
    return attempt.form.items.first()


def close(attempt: Attempt) -> None:
    Sitting.objects.filter(pk=attempt.sitting_id).update(closes_at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("saves", "outcomes", "left"),
    [
        pytest.param([("a", 1, 0, WINDOW)], [SAVED], (WINDOW, "a", 1), id="a first answer"),
        pytest.param(
            [("a", 1, 0, WINDOW), ("a", 2, 0, FLASH)], [SAVED, SAVED], (FLASH, "a", 2), id="the same page on"
        ),
        pytest.param(
            [("a", 1, 0, WINDOW), ("a", 1, 0, WINDOW)], [SAVED, SAVED], (WINDOW, "a", 1), id="sent twice"
        ),
        pytest.param(
            [("a", 2, 0, WINDOW), ("a", 1, 0, FLASH)], [SAVED, STALE], (WINDOW, "a", 2), id="overtaken"
        ),
        pytest.param(
            [("a", 1, 0, WINDOW), ("b", 9, 0, FLASH)], [SAVED, STALE], (WINDOW, "a", 1), id="a stale tab"
        ),
        pytest.param(
            [("a", 1, 0, WINDOW), ("b", 2, 1, FLASH)],
            [SAVED, SAVED],
            (FLASH, "b", 2),
            id="another page that has seen it",
        ),
        pytest.param(
            [("a", 1, 0, WINDOW), ("b", 2, 1, FLASH), ("a", 3, 0, WINDOW)],
            [SAVED, SAVED, STALE],
            (FLASH, "b", 2),
            id="back in the first tab",
        ),
        pytest.param(
            [("a", 1, 0, WINDOW), ("b", 9, 0, WINDOW)],
            [SAVED, SAVED],
            (WINDOW, "a", 1),
            id="the same twice",
        ),
        pytest.param([("a", 1, 0, None)], [SAVED], (None, "a", 1), id="only flagged"),
    ],
)
def test_save_answer_keeps_the_last_save_of_a_page_that_has_seen_it(saves, outcomes, left):
    attempt = an_attempt()

    came_out = [
        save_answer(attempt, first_item(attempt), response, page=page, seq=seq, base=base).outcome
        for page, seq, base, response in saves
    ]

    assert came_out == outcomes
    assert standing(attempt) == [left]


@pytest.mark.django_db
def test_save_answer_gives_back_what_stands():
    attempt = an_attempt()
    save_answer(attempt, first_item(attempt), WINDOW, page="a", seq=1)

    stale = save_answer(attempt, first_item(attempt), FLASH, page="b", seq=1)

    assert (stale.answer.response, stale.answer.page) == (WINDOW, "a")


@pytest.mark.django_db
def test_save_answer_is_refused_after_closing_time():
    attempt = an_attempt()
    save_answer(attempt, first_item(attempt), WINDOW, page="a", seq=1)
    close(attempt)

    late = save_answer(attempt, first_item(attempt), FLASH, page="a", seq=2)
    repeated = save_answer(attempt, first_item(attempt), WINDOW, page="a", seq=1)

    assert (late.outcome, repeated.outcome) == (CLOSED, SAVED)
    assert standing(attempt) == [(WINDOW, "a", 1)]


@pytest.mark.django_db
def test_save_answer_is_refused_once_handed_in():
    attempt = an_attempt()
    submit_attempt(attempt)

    late = save_answer(attempt, first_item(attempt), WINDOW, page="a", seq=1)

    assert (late.outcome, late.answer) == (CLOSED, None)
    assert standing(attempt) == []


@pytest.mark.django_db
def test_save_answer_takes_no_item_of_another_form():
    attempt = an_attempt()
    foreign = attempt.sitting.quiz.forms.get(label="B").items.first()

    outcome = save_answer(attempt, foreign, WINDOW, page="a", seq=1).outcome

    assert outcome != SAVED
    assert standing(attempt) == []


@pytest.mark.django_db
def test_start_attempt_gives_the_same_attempt_again_and_keeps_the_times():
    enrolment = an_enrolment(a_class())
    sitting = Sitting.objects.get(cohort=enrolment.cohort, moment="pre")

    first, second = start_attempt(enrolment, sitting), start_attempt(enrolment, sitting)

    assert (first, first.form.label) == (second, "A")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "code"), [(1, None, "early"), (-2, -1, "late")], ids=["before", "after"]
)
def test_start_attempt_refuses_outside_the_times(opens, closes, code):
    enrolment = an_enrolment(a_class())
    sitting = Sitting.objects.get(cohort=enrolment.cohort, moment="pre")
    sitting.opens_at = timezone.now() + timedelta(days=opens)
    sitting.closes_at = closes and timezone.now() + timedelta(days=closes)
    sitting.save()

    with pytest.raises(Refusal) as refusal:
        start_attempt(enrolment, sitting)

    assert refusal.value.code == code


@pytest.mark.django_db
def test_submit_attempt_scores_what_is_saved_once():
    attempt = an_attempt()
    save_answer(attempt, first_item(attempt), WINDOW, page="a", seq=1)

    first, second = submit_attempt(attempt), submit_attempt(attempt)

    assert first.submitted_at == second.submitted_at
    assert [str(score.share) for score in Score.objects.filter(attempt=attempt)] == ["0.2000"]


def at_once(calls: list) -> list:
    """Do all of it from many threads, each with a connection of its own."""

    def done(call):
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(done, calls))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_devices_in_any_order_leave_one_of_them_whole(seed):
    attempt = an_attempt()
    items = list(attempt.form.items.all())
    calls = [(item, page, seq) for item in items for page in ("phone", "laptop") for seq in range(1, 9)]
    random.Random(seed).shuffle(calls)

    outcomes = at_once(
        [
            lambda item=item, page=page, seq=seq: (
                save_answer(attempt, item, {"typed": f"{page} {seq}"}, page=page, seq=seq).outcome
            )
            for item, page, seq in calls
        ]
    )

    acknowledged = {}
    for (item, page, seq), outcome in zip(calls, outcomes, strict=True):
        if outcome == SAVED:
            acknowledged.setdefault(item.pk, {}).setdefault(page, []).append(seq)
    answers = {answer.item_id: answer for answer in Answer.objects.filter(attempt=attempt)}
    assert set(outcomes) <= {SAVED, STALE}
    assert set(answers) == {item.pk for item in items}
    for pk, answer in answers.items():
        assert list(acknowledged[pk]) == [answer.page]  # the other one was told that it is stale
        assert answer.seq == max(acknowledged[pk][answer.page])
        assert answer.response == {"typed": f"{answer.page} {answer.seq}"}


@pytest.mark.django_db(transaction=True)
def test_handing_in_from_many_hands_gives_one_score():
    attempt = an_attempt()

    handed_in = at_once([lambda: submit_attempt(attempt).submitted_at] * THREADS)

    assert len(set(handed_in)) == 1
    assert Score.objects.filter(attempt=attempt).count() == 1


@pytest.mark.django_db(transaction=True)
def test_every_answer_acknowledged_before_handing_in_is_scored():
    attempt = an_attempt()
    item = first_item(attempt)
    saves = [
        lambda seq=seq: save_answer(attempt, item, WINDOW, page="a", seq=seq, is_flagged=bool(seq % 2))
        for seq in range(1, THREADS)
    ]

    *outcomes, _ = at_once([*saves, lambda: submit_attempt(attempt)])

    before = Answer.objects.filter(attempt=attempt).values_list("seq", flat=True)
    # a repeat of what stands is acknowledged with the number that stands, also after handing in
    acknowledged = [saved.answer.seq for saved in outcomes if saved.outcome == SAVED]
    score = Score.objects.get(attempt=attempt)
    assert list(before) == ([max(acknowledged)] if acknowledged else [])
    assert score.items[str(item.pk)] == (1.0 if acknowledged else 0.0)


@pytest.mark.django_db(transaction=True)
def test_starting_from_many_hands_gives_one_attempt():
    enrolment = an_enrolment(a_class())
    sitting = Sitting.objects.get(cohort=enrolment.cohort, moment="pre")

    started = at_once([lambda: start_attempt(enrolment, sitting).pk] * THREADS)

    assert len(set(started)) == 1
    assert Attempt.objects.filter(enrolment=enrolment).count() == 1


def test_threads_meet_on_a_database_they_share():
    """What the tests above rest on: a database in memory would give each thread one of its own."""
    assert ":memory:" not in str(connection.settings_dict["TEST"].get("NAME"))
