"""The kinds of question: one file each; a new kind is a new file and a line in ``KINDS``."""

from assessments.kinds.base import UNKNOWN, Kind, Submitted, Unreadable, words
from assessments.kinds.multiple import Multiple
from assessments.kinds.number import Number
from assessments.kinds.short_text import ShortText
from assessments.kinds.single import Single
from assessments.kinds.true_false import TrueFalse

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (Single(), Multiple(), TrueFalse(), Number(), ShortText())
}

__all__ = ["KINDS", "UNKNOWN", "Kind", "Submitted", "Unreadable", "words"]
