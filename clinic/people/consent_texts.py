"""What people agree to, purpose by purpose, in plain sentences.

A consent keeps the version of the text it was given to. Whoever changes a sentence so that it means
something else gives it a new version, and people are asked again.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"


@dataclass(frozen=True)
class ConsentText:
    """``words``: what one agrees to. ``without``: what happens without it."""

    words: str | Promise
    without: str | Promise
    is_needed: bool = False


TEXTS = {
    "learning": ConsentText(
        _("My name, number, answers, attendance and learning records are used to teach and mentor me."),
        _("Needed to take part. Without it we stop recording and a coordinator contacts you within 3 days."),
        is_needed=True,
    ),
    "report": ConsentText(
        _("My results are counted in programme reports, without my name."),
        _("Without it your results are left out of new reports."),
    ),
    "business": ConsentText(
        _("The business figures I write down are counted in averages that never name my business."),
        _("Without it only you and your mentor see your figures."),
    ),
    "photo": ConsentText(
        _("Photos of me and my products may be shown on the clinic's pages."),
        _("Without it we show no photos of you and take down those we have."),
    ),
    "quote": ConsentText(
        _("Sentences I said may be quoted, with my trade and without my name."),
        _("Without it nothing you said is quoted."),
    ),
    "contact": ConsentText(
        _("The clinic may contact me after the programme, up to one year."),
        _("Without it nobody contacts you after the programme."),
    ),
}
