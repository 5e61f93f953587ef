"""Freezing lessons and pinning them to a cohort."""

from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page, Revision

from courses.models import (
    Cohort,
    FrozenLesson,
    LessonPage,
    ModulePage,
    PinnedLesson,
    PinnedModule,
    PinnedText,
)
from courses.segments import segments_of, weight_of


@transaction.atomic
def pin_course(cohort: Cohort) -> Cohort:
    """Pin the live revision of every module and lesson of the course, in every language it has.

    Pins that stand are left alone: pinning twice changes nothing. ``pinned_at`` moves with every change
    of a cohort's pins, since what is kept in memory is known by it.
    """
    cohort = Cohort.objects.select_for_update().select_related("programme__course").get(pk=cohort.pk)
    modules = enumerate(cohort.programme.course.modules(), start=1)
    pinned = [_pin_module(cohort, module, position) for position, module in modules]
    if any(pinned) or cohort.pinned_at is None:
        cohort.pinned_at = timezone.now()
        cohort.save(update_fields=["pinned_at"])
    return cohort


def _pin_module(cohort: Cohort, module: ModulePage, position: int) -> bool:
    """Whether the module was pinned now."""
    pinned, is_new = PinnedModule.objects.get_or_create(
        cohort=cohort,
        module=module,
        defaults={
            "revision": live_revision_of(module),
            "position": position,
            "slug": module.slug,
            "cloth": module.cloth,
            "texts": {page.locale.language_code: _module_text(page) for page in _languages_of(module)},
        },
    )
    if not is_new:
        return False
    for place, lesson in enumerate(module.lessons().select_related("objective"), start=1):
        pinned_lesson = PinnedLesson.objects.create(
            pinned_module=pinned, lesson=lesson, objective=lesson.objective, position=place, slug=lesson.slug
        )
        PinnedText.objects.bulk_create(
            PinnedText(
                pinned_lesson=pinned_lesson,
                language=page.locale.language_code,
                frozen=freeze(live_revision_of(page)),
            )
            for page in _languages_of(lesson)
        )
    return True


def freeze(revision: Revision) -> FrozenLesson:
    """The lesson of this revision, rendered; made once, kept for every cohort that pins it."""
    known = FrozenLesson.objects.filter(revision=revision).first()
    return known or FrozenLesson.objects.create(revision=revision, **rendered(revision.as_object()))


def rendered(lesson: LessonPage) -> dict:
    """What a frozen lesson holds, in the language of the page."""
    with translation.override(lesson.locale.language_code):
        segments = segments_of(lesson.body)
    return {
        "title": lesson.title,
        "lead": lesson.lead,
        "minutes": lesson.minutes,
        "segments": segments,
        "weight": weight_of(lesson.body, segments),
    }


def live_revision_of(page: Page) -> Revision:
    """The revision that is published; a page published without one gets it now."""
    return page.live_revision or page.latest_revision or page.save_revision(log_action=False)


def _languages_of(page: Page) -> list[Page]:
    """The page and its live translations."""
    return [page, *page.get_translations().live().select_related("locale")]


def _module_text(page: ModulePage) -> dict:
    return {
        "title": page.title,
        "summary": page.summary,
        "asked_for": page.asked_for,
        "outcomes": page.outcome_lines,
        "authors": page.authors,
        "licence": page.licence,
        "school": page.school.title,
    }
