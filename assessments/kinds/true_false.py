"""True or false. Content: ``{"stem": text, "answer": bool, "why": text}``."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import Content, Response, Submitted, missing_stem, words


def say_truth(truth: bool) -> str:
    return gettext("True") if truth else gettext("False")


class TrueFalse:
    name = "true_false"
    label = _("true or false")
    template = "assessments/kinds/_single.html"

    def problems(self, content: Content) -> list[str]:
        problems = missing_stem(content)
        if not isinstance(content.get("answer"), bool):
            problems.append(str(_("Say whether the statement is true or false.")))
        return problems

    def read(self, content: Content, submitted: Submitted) -> Response | None:
        return {"value": submitted.first == "true"} if submitted.first in ("true", "false") else None

    def mark(self, content: Content, response: Response) -> Fraction:
        return Fraction(response.get("value") is content["answer"])

    def shown(self, content: Content, response: Response | None, language: str) -> dict[str, Any]:
        value = (response or {}).get("value")
        return {
            "choices": [
                {"id": "true", "text": say_truth(True), "is_chosen": value is True},
                {"id": "false", "text": say_truth(False), "is_chosen": value is False},
            ]
        }

    def say(self, content: Content, response: Response, language: str) -> str:
        return say_truth(bool(response.get("value")))

    def key(self, content: Content, language: str) -> str:
        return say_truth(content["answer"])

    def why(self, content: Content, response: Response | None, language: str) -> str:
        return words(content.get("why"), language)
