"""Taking on staff, and helping them in."""

import secrets

from django.db import transaction

from clinic.audit.actions import record
from clinic.people.actions.account import set_password
from clinic.people.actions.appointments import appoint
from clinic.people.models import Clinic, Organisation, Person
from clinic.people.signals import person_registered
from courses.codes import ALPHABET


@transaction.atomic
def take_on(name: str, phone: str, email: str, role: str, place: Clinic | Organisation, by: Person) -> Person:
    """Make somebody known who works here, and give them their first role."""
    person = Person.objects.create_user(phone=phone, email=email or None, name=name)
    record("person_taken_on", person, by=by, after={"role": role})
    person_registered.send(sender=Person, person=person)
    appoint(person, role, place, by)
    return person


def give_temporary_password(person: Person, by: Person) -> str:
    """A new password to hand over, shown this once. It ends all sessions of the person."""
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    set_password(person, password, by=by)
    return password
