"""What the clinic knows about one person, put together for that person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.people.consent_texts import TEXTS, ConsentText
from clinic.people.models import Consent, Person


@dataclass(frozen=True)
class ConsentState:
    """One purpose with its sentence, and the consent that stands for it, if any."""

    purpose: str
    label: str | Promise
    text: ConsentText
    standing: Consent | None


def consents_of(person: Person) -> list[ConsentState]:
    """Every purpose, in the order people are asked."""
    standing = {consent.purpose: consent for consent in Consent.objects.standing().filter(person=person)}
    return [
        ConsentState(purpose, label, TEXTS[purpose], standing.get(purpose))
        for purpose, label in Consent.Purpose.choices
    ]


def stored_about(person: Person) -> list[tuple[str | Promise, list[str | Promise]]]:
    """What these apps keep of a person: heading, and lines under it. Secrets are named, never shown."""
    account = [person.name, person.shown_phone, person.email or ""]
    businesses = [
        ", ".join(
            filter(None, [business.name, business.trade, business.get_sector_display(), business.place])
        )
        for business in person.businesses.all()
    ]
    roles = [
        f"{role.get_role_display()}, {role.place}"
        for role in person.appointments.select_related("clinic", "organisation")
    ]
    secrets: list[str | Promise] = []
    if person.has_pin:
        secrets.append(_("Your PIN, in a form nobody can read"))
    if person.has_usable_password():
        secrets.append(_("Your password, in a form nobody can read"))
    found: list[tuple[str | Promise, Sequence[str | Promise]]] = [
        (_("Name and how to reach you"), [line for line in account if line]),
        (_("Your business"), businesses),
        (_("Your roles"), roles),
        (_("To let you in"), secrets),
    ]
    return [(heading, list(lines)) for heading, lines in found if lines]
