"""The modules and lessons of an enrolment, with how far the person got."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from courses.models import Enrolment, LessonProgress, PinnedLesson, PinnedModule, PinnedText


def text_in(texts: dict, language: str) -> dict:
    """The text in this language, Indonesian where it is missing."""
    return texts.get(language) or texts.get("id") or next(iter(texts.values()), {})


@dataclass
class LessonLine:
    """A lesson as a line of a list."""

    pinned: PinnedLesson
    title: str
    minutes: int
    weight: int
    is_finished: bool
    is_opened: bool
    is_current: bool = False

    @property
    def slug(self) -> str:
        return self.pinned.slug

    @property
    def position(self) -> int:
        return self.pinned.position


@dataclass
class ModuleLine:
    """A module with its lessons."""

    pinned: PinnedModule
    text: dict
    lessons: list[LessonLine] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.text.get("title", "")

    @property
    def finished(self) -> int:
        return sum(lesson.is_finished for lesson in self.lessons)

    @property
    def is_finished(self) -> bool:
        return bool(self.lessons) and self.finished == len(self.lessons)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def weight(self) -> int:
        return sum(lesson.weight for lesson in self.lessons)

    @property
    def next_lesson(self) -> LessonLine | None:
        return next((lesson for lesson in self.lessons if not lesson.is_finished), None)


@dataclass
class Outline:
    """The whole course of one enrolment."""

    enrolment: Enrolment
    modules: list[ModuleLine]

    @property
    def lessons(self) -> list[LessonLine]:
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def finished(self) -> int:
        return sum(lesson.is_finished for lesson in self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    def module_of(self, lesson: LessonLine) -> ModuleLine:
        return next(module for module in self.modules if lesson in module.lessons)


def outline_of(enrolment: Enrolment) -> Outline:
    """Modules and lessons in order, in the reader's language, with the next lesson marked.

    The next lesson is the one last seen that is not finished, else the first that is not finished.
    """
    language = get_language() or "id"
    progress = {
        row.pinned_lesson_id: row
        for row in LessonProgress.objects.filter(enrolment=enrolment).only(
            "pinned_lesson_id", "finished_at", "seen_at"
        )
    }
    modules = {
        pinned.pk: ModuleLine(pinned, text_in(pinned.texts, language))
        for pinned in PinnedModule.objects.filter(cohort=enrolment.cohort_id).order_by("position")
    }
    texts = _texts_of(enrolment.cohort_id, language)
    for lesson in PinnedLesson.objects.filter(pinned_module__in=modules).order_by("position"):
        if lesson.pk not in texts:
            continue
        title, minutes, weight = texts[lesson.pk]
        row = progress.get(lesson.pk)
        modules[lesson.pinned_module_id].lessons.append(
            LessonLine(
                pinned=lesson,
                title=title,
                minutes=minutes,
                weight=weight,
                is_finished=bool(row and row.finished_at),
                is_opened=row is not None,
            )
        )
    outline = Outline(enrolment, list(modules.values()))
    _mark_current(outline, progress)
    return outline


def _texts_of(cohort_id: int, language: str) -> dict[int, tuple[str, int, int]]:
    """``{pinned lesson: (title, minutes, weight)}`` in this language, in Indonesian where it is missing."""
    rows = PinnedText.objects.filter(pinned_lesson__pinned_module__cohort=cohort_id).values_list(
        "pinned_lesson_id", "language", "frozen__title", "frozen__minutes", "frozen__weight"
    )
    texts = {}
    for lesson, spoken, title, minutes, weight in rows:
        if spoken == language or (spoken == "id" and lesson not in texts):
            texts[lesson] = (title, minutes, weight)
    return texts


def _mark_current(outline: Outline, progress: dict[int, LessonProgress]) -> None:
    unfinished = [lesson for lesson in outline.lessons if not lesson.is_finished]
    begun = [lesson for lesson in unfinished if lesson.is_opened]
    current = max(begun, key=lambda lesson: progress[lesson.pinned.pk].seen_at, default=None)
    current = current or next(iter(unfinished), None)
    if current is not None:
        current.is_current = True


def current_lesson(outline: Outline) -> LessonLine | None:
    """The lesson to go on with; None when all are finished."""
    return next((lesson for lesson in outline.lessons if lesson.is_current), None)
