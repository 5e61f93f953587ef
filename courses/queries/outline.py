"""The modules and lessons of an enrolment, with how far the person got."""

from dataclasses import dataclass, field

from courses.models import Enrolment, LessonProgress, PinnedLesson, PinnedModule
from courses.queries.pinned import LessonPin, modules_of


@dataclass
class LessonLine:
    """A lesson as a line of a list."""

    pinned: PinnedLesson
    url: str
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
    url: str
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


def progress_of(enrolment: Enrolment) -> dict[int, LessonProgress]:
    """How far somebody got, by pinned lesson."""
    return {row.pinned_lesson_id: row for row in LessonProgress.objects.filter(enrolment=enrolment)}


def outline_of(enrolment: Enrolment, progress: dict[int, LessonProgress] | None = None) -> Outline:
    """Modules and lessons in order, in the reader's language, with the next lesson marked.

    The next lesson is the one last seen that is not finished, else the first that is not finished.
    ``progress`` is what ``progress_of`` answers, where the caller has it already.
    """
    progress = progress_of(enrolment) if progress is None else progress
    modules = [
        ModuleLine(pin.pinned, pin.url, pin.text, [_line(lesson, progress) for lesson in pin.lessons])
        for pin in modules_of(enrolment.cohort)
    ]
    outline = Outline(enrolment, modules)
    _mark_current(outline, progress)
    return outline


def _line(pin: LessonPin, progress: dict[int, LessonProgress]) -> LessonLine:
    row = progress.get(pin.pinned.pk)
    return LessonLine(
        pinned=pin.pinned,
        url=pin.url,
        title=pin.title,
        minutes=pin.minutes,
        weight=pin.weight,
        is_finished=bool(row and row.finished_at),
        is_opened=row is not None,
    )


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
