"""How people are looked for: by a part of the name, of the business or of the number."""

import re

from django.db.models import Q

FEWEST_DIGITS = 3


def people_like(typed: str, to_person: str = "") -> Q:
    """The condition for what somebody typed. ``to_person``: the way to the person, ``person__``."""
    condition = Q(**{f"{to_person}name__icontains": typed}) | Q(
        **{f"{to_person}businesses__name__icontains": typed}
    )
    digits = re.sub(r"^(?:62|0)", "", re.sub(r"\D", "", typed))
    if len(digits) >= FEWEST_DIGITS:
        condition |= Q(**{f"{to_person}phone__contains": digits})
    return condition
