"""A number, as Indonesians write it ("1,5 juta", "Rp1.250.000").

Content: ``{"stem": text, "answer": decimal as text, "tolerance": decimal as text (absolute),
"unit": text, "why": text}``.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import Content, Response, Submitted, Unreadable, missing_stem, words
from clinic.numbers import UnreadableNumber, read_number, show_number


class Number:
    name = "number"
    label = _("number")
    template = "assessments/kinds/_number.html"

    def problems(self, content: Content) -> list[str]:
        problems = missing_stem(content)
        try:
            Decimal(content["answer"])
            if Decimal(content.get("tolerance", "0")) < 0:
                raise InvalidOperation
        except (KeyError, TypeError, InvalidOperation):
            problems.append(str(_("Give the right number, and a tolerance that is not negative.")))
        return problems

    def read(self, content: Content, submitted: Submitted) -> Response | None:
        if not submitted.first:
            return None
        try:
            return {"typed": submitted.first, "value": str(read_number(submitted.first))}
        except UnreadableNumber as unreadable:
            raise Unreadable(
                _("We cannot read “%(typed)s” as a number. Write it like 1.250.000 or 1,5 juta.")
                % {"typed": submitted.first}
            ) from unreadable

    def mark(self, content: Content, response: Response) -> Fraction:
        if "value" not in response:
            return Fraction(0)
        distance = abs(Decimal(response["value"]) - Decimal(content["answer"]))
        return Fraction(distance <= Decimal(content.get("tolerance", "0")))

    def shown(self, content: Content, response: Response | None, language: str) -> dict[str, Any]:
        return {"typed": (response or {}).get("typed", ""), "unit": words(content.get("unit"), language)}

    def say(self, content: Content, response: Response, language: str) -> str:
        return self._with_unit(content, Decimal(response.get("value", "0")), language)

    def key(self, content: Content, language: str) -> str:
        return self._with_unit(content, Decimal(content["answer"]), language)

    def why(self, content: Content, response: Response | None, language: str) -> str:
        return words(content.get("why"), language)

    def _with_unit(self, content: Content, value: Decimal, language: str) -> str:
        return f"{show_number(value)} {words(content.get('unit'), language)}".strip()
