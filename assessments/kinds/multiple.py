"""Multiple choice. Content as single choice, with one or more right.

Marked as Moodle marks its multiple response: every right tick earns its part, every wrong tick loses
as much as a right one earns, and the sum stays between 0 and 1.
"""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import Content, Response, Submitted, words
from assessments.kinds.single import choice_problems, joined, shown_choices


class Multiple:
    name = "multiple"
    label = _("multiple choice")
    template = "assessments/kinds/_multiple.html"

    def problems(self, content: Content) -> list[str]:
        problems = choice_problems(content)
        if not any(choice.get("right") for choice in content.get("choices", [])):
            problems.append(str(_("Mark at least one answer as right.")))
        return problems

    def read(self, content: Content, submitted: Submitted) -> Response | None:
        known = [choice["id"] for choice in content["choices"]]
        chosen = [choice for choice in known if choice in submitted.values]
        return {"choices": chosen} if chosen else None

    def mark(self, content: Content, response: Response) -> Fraction:
        right = {choice["id"] for choice in content["choices"] if choice.get("right")}
        ticked = set(response.get("choices", ()))
        share = Fraction(len(ticked & right) - len(ticked - right), len(right))
        return max(Fraction(0), share)

    def shown(self, content: Content, response: Response | None, language: str) -> dict[str, Any]:
        return {"choices": shown_choices(content, set((response or {}).get("choices", ())), language)}

    def say(self, content: Content, response: Response, language: str) -> str:
        return joined(content, language, lambda choice: choice["id"] in response.get("choices", ()))

    def key(self, content: Content, language: str) -> str:
        return joined(content, language, lambda choice: choice.get("right"))

    def why(self, content: Content, response: Response | None, language: str) -> str:
        told = words(content.get("why"), language)
        if told:
            return told
        reasons = [words(choice.get("why"), language) for choice in content["choices"] if choice.get("right")]
        return " ".join(reason for reason in reasons if reason)
