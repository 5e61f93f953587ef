"""A word or two. Content: ``{"stem": text, "accept": {"id": [...], "en": [...]}, "why": text}``.

Every accepted spelling counts in either language; case, spaces and punctuation at the ends do not
matter. Nothing is guessed: another spelling is added by the author.
"""

import unicodedata
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import Content, Response, Submitted, missing_stem, words

LONGEST = 120


def folded(typed: str) -> str:
    """The form in which two spellings are compared."""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split()).strip(" .,;:!?\"'“”")


class ShortText:
    name = "short_text"
    label = _("short text")
    template = "assessments/kinds/_short_text.html"

    def problems(self, content: Content) -> list[str]:
        problems = missing_stem(content)
        if not any(folded(spelling) for spelling in self._accepted(content)):
            problems.append(str(_("Give at least one accepted answer.")))
        return problems

    def read(self, content: Content, submitted: Submitted) -> Response | None:
        return {"typed": submitted.first[:LONGEST]} if submitted.first else None

    def mark(self, content: Content, response: Response) -> Fraction:
        typed = folded(response.get("typed", ""))
        return Fraction(bool(typed) and typed in {folded(spelling) for spelling in self._accepted(content)})

    def shown(self, content: Content, response: Response | None, language: str) -> dict[str, Any]:
        return {"typed": (response or {}).get("typed", ""), "longest": LONGEST}

    def say(self, content: Content, response: Response, language: str) -> str:
        return response.get("typed", "")

    def key(self, content: Content, language: str) -> str:
        accepted = content["accept"]
        return (accepted.get(language) or accepted["id"])[0]

    def why(self, content: Content, response: Response | None, language: str) -> str:
        return words(content.get("why"), language)

    def _accepted(self, content: Content) -> list[str]:
        return [spelling for spellings in content.get("accept", {}).values() for spelling in spellings]
