"""An attempt as its sheet: the items in order, each with the answer that stands."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from assessments.kinds import KINDS, Kind, words
from assessments.models import Answer, Attempt, QuizItem

SHOWN = ("position", "form_id", "version__content", "version__question__kind")


@dataclass
class SheetItem:
    """One item of a sheet."""

    item: QuizItem
    answer: Answer | None
    language: str

    @property
    def position(self) -> int:
        return self.item.position

    @property
    def content(self) -> dict[str, Any]:
        return self.item.version.content

    @property
    def kind(self) -> Kind:
        return KINDS[self.item.version.question.kind]

    @property
    def stem(self) -> str:
        return words(self.content["stem"], self.language)

    @property
    def response(self) -> dict | None:
        return self.answer.response if self.answer else None

    @property
    def is_answered(self) -> bool:
        return self.response is not None

    @property
    def is_unknown(self) -> bool:
        return bool(self.response and self.response.get("unknown"))

    @property
    def is_flagged(self) -> bool:
        return bool(self.answer and self.answer.is_flagged)

    @property
    def said(self) -> str:
        """The response in words; empty where there is none, or where it is "don't know"."""
        if not self.is_answered or self.is_unknown:
            return ""
        return self.kind.say(self.content, self.response or {}, self.language)

    def shown(self, response: dict | None = None) -> dict[str, Any]:
        """What the page may see of the question: never its key."""
        response = self.response if response is None else response
        return self.kind.shown(self.content, None if self.is_unknown else response, self.language)

    @property
    def key(self) -> str:
        return self.kind.key(self.content, self.language)

    @property
    def why(self) -> str:
        response = None if self.is_unknown else self.response
        return self.kind.why(self.content, response, self.language)


@dataclass
class Sheet:
    attempt: Attempt
    items: list[SheetItem]

    @property
    def total(self) -> int:
        return len(self.items)

    @cached_property
    def answered(self) -> int:
        return sum(item.is_answered for item in self.items)

    @property
    def open_items(self) -> list[SheetItem]:
        return [item for item in self.items if not item.is_answered]

    @property
    def flagged(self) -> list[SheetItem]:
        return [item for item in self.items if item.is_flagged]

    @property
    def resume_at(self) -> int:
        """The first item without an answer; the first of all when every one has one."""
        return next((item.position for item in self.open_items), 1)

    def at(self, position: int) -> SheetItem | None:
        return next((item for item in self.items if item.position == position), None)


def sheet_item(attempt: Attempt, position: int) -> SheetItem | None:
    """One item without its answer, in one query; None where the form has no such position."""
    items = QuizItem.objects.filter(form=attempt.form_id, position=position)
    items = items.select_related("version__question").only(*SHOWN).order_by()
    return next((SheetItem(item, None, get_language() or "id") for item in items), None)


def sheet_of(attempt: Attempt) -> Sheet:
    """The whole sheet, in two queries."""
    language = get_language() or "id"
    answers = {answer.item_id: answer for answer in Answer.objects.filter(attempt=attempt)}
    items = (
        QuizItem.objects.filter(form=attempt.form_id).select_related("version__question").order_by("position")
    )
    return Sheet(attempt, [SheetItem(item, answers.get(item.pk), language) for item in items])
