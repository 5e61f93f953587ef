"""One lesson as its reader sees it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from courses.models import Enrolment, FrozenLesson, PinnedLesson, PinnedText


@dataclass
class LessonText:
    """A pinned lesson in the language of its reader."""

    pinned: PinnedLesson
    frozen: FrozenLesson
    language: str

    @property
    def glossary(self) -> list[dict]:
        return [
            entry
            for segment in self.frozen.segments
            if segment["kind"] == "glossary"
            for entry in segment["entries"]
        ]

    @property
    def segments(self) -> list[dict]:
        """The body without the glossary, which stands beside it."""
        return [segment for segment in self.frozen.segments if segment["kind"] != "glossary"]

    def checklist(self, block_id: str) -> set[str]:
        """The items of one checklist; empty where there is no such checklist."""
        for segment in self.frozen.segments:
            if segment["id"] == block_id and segment["kind"] == "checklist":
                return {item["id"] for item in segment["items"]}
        return set()


def lesson_text(enrolment: Enrolment, module_slug: str, lesson_slug: str) -> LessonText:
    """The lesson at this address as pinned for one's cohort; ``PinnedText.DoesNotExist`` where there is none.

    In the reader's language, or in Indonesian where it has not been translated.
    """
    found = {
        text.language: text
        for text in PinnedText.objects.filter(
            pinned_lesson__slug=lesson_slug,
            pinned_lesson__pinned_module__slug=module_slug,
            pinned_lesson__pinned_module__cohort=enrolment.cohort_id,
        ).select_related("frozen", "pinned_lesson__pinned_module", "pinned_lesson__objective")
    }
    language = get_language() or "id"
    text = found.get(language) or found.get("id") or next(iter(found.values()), None)
    if text is None:
        raise PinnedText.DoesNotExist(f"{module_slug}/{lesson_slug} is not pinned for this cohort")
    return LessonText(text.pinned_lesson, text.frozen, text.language)
