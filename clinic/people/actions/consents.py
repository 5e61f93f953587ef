"""Agreeing to a purpose, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.audit.actions import record
from clinic.people.consent_texts import VERSION
from clinic.people.models import Consent, Person
from clinic.people.signals import consent_withdrawn
from clinic.refusals import Refusal

OWN_PAGE = "own page"


@transaction.atomic
def give_consent(person: Person, purpose: str, channel: str = OWN_PAGE) -> Consent:
    """Agree to a purpose in its present words. Somebody who has agreed already keeps the first date."""
    if purpose not in Consent.Purpose.values:
        raise Refusal(_("There is no such purpose."))
    consent, is_new = Consent.objects.standing().get_or_create(
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"text_version": VERSION, "channel": channel, "given_at": timezone.now()},
    )
    if is_new:
        record("consent_given", consent, by=person, after={"purpose": purpose, "text_version": VERSION})
    return consent


@transaction.atomic
def withdraw_consent(person: Person, purpose: str) -> Consent | None:
    """Take a consent back from now on; that it was given once stays on record. None: there was none."""
    consent = Consent.objects.standing().select_for_update().filter(person=person, purpose=purpose).first()
    if consent is None:
        return None

    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    record("consent_withdrawn", consent, by=person, after={"purpose": purpose})

    consent_withdrawn.send(sender=Consent, consent=consent)
    return consent
