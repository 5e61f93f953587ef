"""One question as the browser sends it."""

import secrets

from django import forms

from assessments.kinds import UNKNOWN, Submitted, Unreadable
from assessments.queries.sheet import SheetItem

HIGHEST_SEQ = 2**53 - 1  # the largest whole number a browser counts exactly


class AnswerForm(forms.Form):
    """The answer to one item, with what orders it among other saves of the same item.

    After ``is_valid``: ``response`` (None where nothing was answered).
    """

    page = forms.CharField(max_length=32, required=False)
    seq = forms.IntegerField(min_value=0, max_value=HIGHEST_SEQ, required=False)
    base = forms.IntegerField(min_value=0, max_value=HIGHEST_SEQ, required=False)
    flag = forms.BooleanField(required=False)

    def __init__(self, *args, sheet_item: SheetItem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sheet_item = sheet_item
        self.response: dict | None = None

    @property
    def typed(self) -> str:
        """What stands in the text box of a refused answer, so that nothing typed is lost."""
        return self.data.get("answer", "")

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        values = tuple(self.data.getlist("answer"))  # type: ignore[attr-defined] # always a QueryDict
        if "unknown" in self.data or "unknown" in values:
            self.response = dict(UNKNOWN)
            return cleaned
        try:
            self.response = self.sheet_item.kind.read(self.sheet_item.content, Submitted(values))
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        return cleaned

    def order(self) -> dict:
        """``page``, ``seq`` and ``base`` for the action. A page without them counts as one just opened."""
        base = self.cleaned_data.get("base") or 0
        return {
            "page": self.cleaned_data.get("page") or new_page_name(),
            "seq": max(self.cleaned_data.get("seq") or 0, base + 1),
            "base": base,
        }


def new_page_name() -> str:
    """The random name under which one opened page saves."""
    return secrets.token_hex(8)
