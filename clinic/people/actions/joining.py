"""A person becomes known to the clinic."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.people import consent_texts
from clinic.people.models import Consent, Person
from clinic.people.pins import WHY_NOT, seal, weakness
from clinic.people.signals import person_registered
from clinic.refusals import Refusal


def register_person(
    name: str,
    phone: str,
    pin: str,
    language: str = "id",
    consents: Iterable[str] = (),
    *,
    channel: str = "join form",
) -> Person:
    """Make somebody known by phone (E.164). Never touches or opens an account that exists already.

    ``pin``: six digits, or "" for somebody who comes from a roster and gets a one-time code later.
    Refuses with the code "known" where the number has an account, "weak" where the PIN is easily guessed.
    """
    if pin and (reason := weakness(pin, phone)):
        raise Refusal(str(WHY_NOT[reason]), code="weak")
    sealed = seal(pin) if pin else ""  # takes a while: not while the database waits

    with transaction.atomic():
        person, is_new = Person.objects.get_or_create(
            phone=phone, defaults={"name": name, "pin": sealed, "language": language, "password": "!"}
        )
        if not is_new:
            raise Refusal(
                _("This number already has an account. Sign in with your PIN, then open the class again."),
                code="known",
            )
        Consent.objects.bulk_create(
            Consent(
                person=person,
                purpose=purpose,
                text_version=consent_texts.VERSION,
                channel=channel,
                given_at=timezone.now(),
            )
            for purpose in dict.fromkeys(consents)
        )

        person_registered.send(sender=Person, person=person)
    return person
