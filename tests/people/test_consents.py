"""Agreeing to a purpose and taking it back."""

import pytest

from clinic.audit.models import AuditEvent
from clinic.people.actions.consents import give_consent, withdraw_consent
from clinic.people.consent_texts import TEXTS, VERSION
from clinic.people.models import Consent
from clinic.people.queries import consents_of
from clinic.people.signals import consent_withdrawn
from clinic.refusals import Refusal
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_give_consent_keeps_the_version_and_the_first_date():
    person = PersonFactory()

    first, again = give_consent(person, "photo"), give_consent(person, "photo")

    assert again == first
    assert first.text_version == VERSION
    assert AuditEvent.objects.filter(action="consent_given").count() == 1


def test_give_consent_refuses_an_unknown_purpose():
    with pytest.raises(Refusal):
        give_consent(PersonFactory(), "everything")


def test_withdraw_consent_keeps_that_it_was_given_and_announces_it():
    person, heard = PersonFactory(), []
    given = give_consent(person, "photo")

    def hear(consent, **_):
        heard.append(consent)

    consent_withdrawn.connect(hear)
    withdraw_consent(person, "photo")
    consent_withdrawn.disconnect(hear)

    assert heard == [given]
    assert Consent.objects.get().withdrawn_at is not None


def test_withdraw_consent_of_nothing_is_nothing():
    assert withdraw_consent(PersonFactory(), "photo") is None


def test_give_consent_after_withdrawing_is_a_new_row():
    person = PersonFactory()
    give_consent(person, "photo")
    withdraw_consent(person, "photo")

    give_consent(person, "photo")

    assert Consent.objects.count() == 2
    assert Consent.objects.standing().count() == 1


def test_consents_of_lists_every_purpose():
    person = PersonFactory()
    given = give_consent(person, "report")

    states = consents_of(person)

    assert [state.purpose for state in states] == Consent.Purpose.values == list(TEXTS)
    assert [state.standing for state in states if state.standing] == [given]
