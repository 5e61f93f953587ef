"""Single choice. Content: ``{"stem": text, "choices": [{"id", "text", "right", "why"}]}``, one right."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import Content, Response, Submitted, missing_stem, words


def choice_problems(content: Content) -> list[str]:
    """Faults that single and multiple choice share."""
    choices = content.get("choices", [])
    problems = missing_stem(content)
    if len(choices) < 2:
        problems.append(str(_("Give at least two answers to choose from.")))
    if len({choice["id"] for choice in choices}) < len(choices):
        problems.append(str(_("Two answers have the same id.")))
    if not all(words(choice.get("text"), "id") for choice in choices):
        problems.append(str(_("An answer has no words.")))
    return problems


def shown_choices(content: Content, chosen: set[str], language: str) -> list[dict[str, Any]]:
    """The choices without their key."""
    return [
        {
            "id": choice["id"],
            "text": words(choice["text"], language),
            "is_chosen": choice["id"] in chosen,
        }
        for choice in content["choices"]
    ]


def joined(content: Content, language: str, wanted) -> str:
    return "; ".join(words(choice["text"], language) for choice in content["choices"] if wanted(choice))


class Single:
    name = "single"
    label = _("single choice")
    template = "assessments/kinds/_single.html"

    def problems(self, content: Content) -> list[str]:
        problems = choice_problems(content)
        if sum(bool(choice.get("right")) for choice in content.get("choices", [])) != 1:
            problems.append(str(_("Mark exactly one answer as right.")))
        return problems

    def read(self, content: Content, submitted: Submitted) -> Response | None:
        chosen = submitted.first
        return {"choice": chosen} if chosen in {choice["id"] for choice in content["choices"]} else None

    def mark(self, content: Content, response: Response) -> Fraction:
        right = {choice["id"] for choice in content["choices"] if choice.get("right")}
        return Fraction(response.get("choice") in right)

    def shown(self, content: Content, response: Response | None, language: str) -> dict[str, Any]:
        chosen = {response["choice"]} if response and "choice" in response else set()
        return {"choices": shown_choices(content, chosen, language)}

    def say(self, content: Content, response: Response, language: str) -> str:
        return joined(content, language, lambda choice: choice["id"] == response.get("choice"))

    def key(self, content: Content, language: str) -> str:
        return joined(content, language, lambda choice: choice.get("right"))

    def why(self, content: Content, response: Response | None, language: str) -> str:
        chosen = (response or {}).get("choice")
        told = next((choice for choice in content["choices"] if choice["id"] == chosen), None)
        told = told or next(choice for choice in content["choices"] if choice.get("right"))
        return words(told.get("why"), language) or words(content.get("why"), language)
