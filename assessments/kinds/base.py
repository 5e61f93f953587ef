"""What every kind of question can do. Plain Python: content and responses in, marks and words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

Content = Mapping[str, Any]
Response = dict[str, Any]
Text = Mapping[str, str]  # {"id": ..., "en": ...}

UNKNOWN: Response = {"unknown": True}


class Unreadable(ValueError):
    """What was typed cannot be read; the words say what to type instead."""


@dataclass(frozen=True)
class Submitted:
    """The fields of one question as the browser sent them."""

    values: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.values[0].strip() if self.values else ""


class Kind(Protocol):
    """A kind of question: one file each. ``content`` is described in that file."""

    name: str
    label: Any
    template: str  # the fields, as a fragment

    def problems(self, content: Content) -> list[str]:
        """What keeps this content from being asked, in words for the author; empty when it is sound."""

    def read(self, content: Content, submitted: Submitted) -> Response | None:
        """The response, or None where nothing was answered. Raises ``Unreadable``."""

    def mark(self, content: Content, response: Response) -> Fraction:
        """The share of the item this response reached, 0 to 1."""

    def shown(self, content: Content, response: Response | None, language: str) -> dict[str, Any]:
        """What the page may see: never the key."""

    def say(self, content: Content, response: Response, language: str) -> str:
        """The response in words."""

    def key(self, content: Content, language: str) -> str:
        """The right answer in words, for after submission."""

    def why(self, content: Content, response: Response | None, language: str) -> str:
        """The reason, for after submission."""


def words(text: Text | None, language: str) -> str:
    """The text in this language; Indonesian where it is missing."""
    if not text:
        return ""
    return text.get(language) or text.get("id", "")


def missing_stem(content: Content) -> list[str]:
    return [] if words(content.get("stem"), "id") else [str(_("The question has no words."))]
