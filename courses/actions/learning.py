"""Opening, ticking and finishing lessons."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from courses.models import Enrolment, LessonProgress, PinnedLesson
from courses.signals import lesson_finished

SEEN_AGAIN_AFTER = timedelta(minutes=5)  # a page opened twice in a row is written once


def open_lesson(
    enrolment: Enrolment, lesson: PinnedLesson, known: LessonProgress | None = None
) -> LessonProgress:
    """Remember that a lesson was opened, and when it was last seen. ``known``: the row, if it was read."""
    now = timezone.now()
    progress = known
    if progress is None:
        progress, _is_new = LessonProgress.objects.get_or_create(
            enrolment=enrolment, pinned_lesson=lesson, defaults={"opened_at": now, "seen_at": now}
        )
    if now - progress.seen_at > SEEN_AGAIN_AFTER:
        progress.seen_at = now
        progress.save(update_fields=["seen_at"])
    return progress


@transaction.atomic
def tick_items(
    enrolment: Enrolment, lesson: PinnedLesson, shown: set[str], ticked: set[str]
) -> LessonProgress:
    """Set the ticks of one checklist: of the items ``shown``, those in ``ticked`` are done now."""
    progress = _locked(enrolment, lesson)
    others = [item for item in progress.ticked if item not in shown]
    progress.ticked = others + sorted(shown & ticked)
    progress.ticked_at = timezone.now()
    progress.save(update_fields=["ticked", "ticked_at"])
    return progress


@transaction.atomic
def remember_place(enrolment: Enrolment, lesson: PinnedLesson, anchor: str) -> None:
    """Remember at which block somebody stopped reading."""
    progress = _locked(enrolment, lesson)
    progress.anchor = anchor
    progress.seen_at = timezone.now()
    progress.save(update_fields=["anchor", "seen_at"])


@transaction.atomic
def finish_lesson(enrolment: Enrolment, lesson: PinnedLesson) -> LessonProgress:
    """Mark a lesson as finished and announce it, once; a second time changes nothing."""
    progress = _locked(enrolment, lesson)
    if progress.finished_at is not None:
        return progress

    progress.finished_at = timezone.now()
    progress.save(update_fields=["finished_at"])

    lesson_finished.send(sender=LessonProgress, enrolment=enrolment, pinned_lesson=lesson)
    return progress


def _locked(enrolment: Enrolment, lesson: PinnedLesson) -> LessonProgress:
    open_lesson(enrolment, lesson)
    return LessonProgress.objects.select_for_update().get(enrolment=enrolment, pinned_lesson=lesson)
