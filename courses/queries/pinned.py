"""What a cohort learns, as pinned: kept in memory, since it never changes under the same ``pinned_at``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.models import Cohort, FrozenLesson, PinnedLesson, PinnedModule, PinnedText

COURSES_KEPT, LESSONS_KEPT = 256, 512  # in each process; a lesson is some 20 kB
STANDING = '<div id="b-{}" class="stack">{}</div>'


@dataclass(frozen=True)
class LessonPin:
    """A pinned lesson in one language, without its text. Shared between requests: never change it."""

    pinned: PinnedLesson
    url: str
    title: str
    minutes: int
    weight: int


@dataclass(frozen=True)
class ModulePin:
    """A pinned module in one language. Shared between requests: never change it."""

    pinned: PinnedModule
    url: str
    text: dict[str, Any]
    lessons: tuple[LessonPin, ...]


@dataclass(frozen=True)
class LessonText:
    """A pinned lesson in the language of its reader. Shared between requests: never change it."""

    pinned: PinnedLesson
    frozen: FrozenLesson
    language: str

    @cached_property
    def glossary(self) -> list[dict]:
        return [
            entry
            for segment in self.frozen.segments
            if segment["kind"] == "glossary"
            for entry in segment["entries"]
        ]

    @cached_property
    def parts(self) -> list[dict[str, Any]]:
        """The body without the glossary, which stands beside it: ``{"html"}``, or a checklist to be drawn."""
        body = [segment for segment in self.frozen.segments if segment["kind"] != "glossary"]
        parts: list[dict[str, Any]] = []
        for is_checklist, run in groupby(body, key=lambda segment: segment["kind"] == "checklist"):
            if is_checklist:
                parts += run
            else:
                parts.append({"html": format_html_join("", STANDING, _pairs(run))})
        return parts

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(segment["id"] for segment in self.frozen.segments)

    def checklist(self, block_id: str) -> set[str]:
        """The items of one checklist; empty where there is no such checklist."""
        for segment in self.frozen.segments:
            if segment["id"] == block_id and segment["kind"] == "checklist":
                return {item["id"] for item in segment["items"]}
        return set()


def modules_of(cohort: Cohort) -> tuple[ModulePin, ...]:
    """Modules and their lessons in order, in the reader's language, in Indonesian where it is missing."""
    if cohort.pinned_at is None:
        return ()
    return _modules(cohort.pk, cohort.code, cohort.pinned_at, get_language() or "id")


def lesson_text(cohort: Cohort, module_slug: str, lesson_slug: str) -> LessonText:
    """The lesson at this address as pinned for a cohort; ``PinnedText.DoesNotExist`` where there is none.

    In the reader's language, or in Indonesian where it has not been translated.
    """
    if cohort.pinned_at is None:
        raise PinnedText.DoesNotExist("nothing is pinned for this cohort yet")
    return _text(cohort.pk, cohort.pinned_at, get_language() or "id", module_slug, lesson_slug)


def text_in(texts: dict, language: str) -> dict:
    """The text in this language, Indonesian where it is missing."""
    return texts.get(language) or texts.get("id") or next(iter(texts.values()), {})


@lru_cache(COURSES_KEPT)
def _modules(cohort_id: int, code: str, _pinned_at: datetime, language: str) -> tuple[ModulePin, ...]:
    texts = _texts(cohort_id, language)
    modules = PinnedModule.objects.filter(cohort=cohort_id).order_by("position")
    lessons: dict[int, list[PinnedLesson]] = {module.pk: [] for module in modules}
    for lesson in PinnedLesson.objects.filter(pinned_module__in=lessons).order_by("position"):
        if lesson.pk in texts:
            lessons[lesson.pinned_module_id].append(lesson)
    return tuple(
        ModulePin(
            module,
            reverse("courses:module", args=[code, module.slug]),
            text_in(module.texts, language),
            tuple(
                LessonPin(
                    lesson,
                    reverse("courses:lesson", args=[code, module.slug, lesson.slug]),
                    *texts[lesson.pk],
                )
                for lesson in lessons[module.pk]
            ),
        )
        for module in modules
    )


def _texts(cohort_id: int, language: str) -> dict[int, tuple[str, int, int]]:
    """``{pinned lesson: (title, minutes, weight)}`` in this language, in Indonesian where it is missing."""
    rows = PinnedText.objects.filter(pinned_lesson__pinned_module__cohort=cohort_id).values_list(
        "pinned_lesson_id", "language", "frozen__title", "frozen__minutes", "frozen__weight"
    )
    texts = {}
    for lesson, spoken, title, minutes, weight in rows:
        if spoken == language or (spoken == "id" and lesson not in texts):
            texts[lesson] = (title, minutes, weight)
    return texts


@lru_cache(LESSONS_KEPT)
def _text(
    cohort_id: int, _pinned_at: datetime, language: str, module_slug: str, lesson_slug: str
) -> LessonText:
    found = {
        text.language: text
        for text in PinnedText.objects.filter(
            pinned_lesson__slug=lesson_slug,
            pinned_lesson__pinned_module__slug=module_slug,
            pinned_lesson__pinned_module__cohort=cohort_id,
        ).select_related("frozen", "pinned_lesson__pinned_module", "pinned_lesson__objective")
    }
    text = found.get(language) or found.get("id") or next(iter(found.values()), None)
    if text is None:
        raise PinnedText.DoesNotExist(f"{module_slug}/{lesson_slug} is not pinned for this cohort")
    return LessonText(text.pinned_lesson, text.frozen, text.language)


def _pairs(segments: Iterable[dict[str, Any]]) -> Iterable[tuple[str, SafeString]]:
    """Ids with HTML our templates made when the lesson was frozen."""
    return ((segment["id"], mark_safe(segment["html"])) for segment in segments)  # noqa: S308
