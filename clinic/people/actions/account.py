"""What people change about themselves, and the end of sessions."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from clinic.audit.actions import record
from clinic.people.actions.sign_in import sign_in_with_password
from clinic.people.models import Person
from clinic.refusals import Refusal


@transaction.atomic
def describe_oneself(person: Person, *, name: str, language: str) -> Person:
    """Another spelling of the name, another language. Certificates already printed keep theirs."""
    before = {"name": person.name, "language": person.language}
    after = {"name": name, "language": language}
    if before == after:
        return person

    Person.objects.filter(pk=person.pk).update(**after)
    person.name, person.language = name, language
    record("person_described", person, by=person, before=before, after=after)
    return person


def change_password(person: Person, old: str, new: str, device: str) -> Person:
    """Set another password for somebody who knows the present one. Other sessions of the person end.

    ``new`` was judged by Django's validators in the form. Refuses as `sign_in_with_password` does.
    """
    sign_in_with_password(person.email or person.phone or "", old, device)
    if old == new:
        raise Refusal(_("This is the password you have now. Choose another one."), code="same")

    return set_password(person, new, by=person)


@transaction.atomic
def set_password(person: Person, password: str, by: Person | None) -> Person:
    """Set a password for a member of staff; all their sessions end. None of it is written down."""
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password_set", person, by=by)
    return person


@transaction.atomic
def remove_second_factor(person: Person, by: Person) -> None:
    """For somebody who lost phone and recovery codes; they set it up anew at their next sign-in."""
    factors = Authenticator.objects.filter(user=person)
    if not factors.exists():
        raise Refusal(_("%(name)s has no second factor.") % {"name": person.name})

    factors.delete()
    end_sessions(Person.objects.filter(pk=person.pk))
    record("second_factor_removed", person, by=by)


def end_sessions(people: QuerySet[Person]) -> int:
    """Sign these people out everywhere. Returns how many people it concerns."""
    return people.update(session_epoch=F("session_epoch") + 1)


@transaction.atomic
def end_own_sessions(person: Person) -> Person:
    end_sessions(Person.objects.filter(pk=person.pk))
    person.refresh_from_db(fields=["session_epoch"])
    record("sessions_ended", person, by=person)
    return person
