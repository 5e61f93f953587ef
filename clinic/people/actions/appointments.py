"""Giving somebody a role in a place, and ending it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.people.actions.account import end_sessions
from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.people.signals import appointment_changed
from clinic.refusals import Refusal


@transaction.atomic
def appoint(
    person: Person,
    role: str,
    place: Clinic | Organisation,
    by: Person | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Appointment:
    """Give a role in a clinic, or for instructors in a school. Somebody who holds it already keeps it.

    ``by``: whoever may appoint was checked at the entrance; None is the command line. The trail is
    written by the database.
    """
    starts_on = starts_on or timezone.localdate()
    check_appointment(role, place, starts_on, ends_on)
    if not person.is_active:
        raise Refusal(_("This account is closed. Open it again before you give a role."))
    where = {"organisation": place} if role in Appointment.AT_ORGANISATION else {"clinic": place}
    held = Appointment.objects.of(person).filter(
        Q(ends_on=None) | Q(ends_on__gte=starts_on), role=role, **where
    )
    if (standing := held.first()) is not None:
        return standing

    appointment = Appointment.objects.create(
        person=person, role=role, starts_on=starts_on, ends_on=ends_on, **where
    )

    appointment_changed.send(sender=Appointment, appointment=appointment, by=by)
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment, on: date | None = None, by: Person | None = None
) -> Appointment | None:
    """End a role. ``on`` is the last day it holds; without it the role ends now, and sessions with it.

    A role that began today and ends now never held: its row goes, the trail keeps it. Returns None then.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    today = timezone.localdate()
    if appointment.ends_on is not None and appointment.ends_on < today:
        raise Refusal(_("This role has ended already."), code="ended")
    if on is not None and on < today:
        raise Refusal(_("This day has passed. Leave the date empty to end the role now."), code="past")
    if on is not None and on < appointment.starts_on:
        raise Refusal(_("The last day is before the first. Check the dates."), code="dates")

    appointment.ends_on = on or today - timedelta(days=1)
    if appointment.ends_on < appointment.starts_on:
        appointment.delete()
    else:
        appointment.save(update_fields=["ends_on"])
    if on is None:
        end_sessions(Person.objects.filter(pk=appointment.person_id))

    appointment_changed.send(sender=Appointment, appointment=appointment, by=by)
    return appointment if appointment.pk else None


def check_appointment(role: str, place: Clinic | Organisation, starts_on: date, ends_on: date | None) -> None:
    """What the clinic's rules forbid to everybody."""
    if role not in Appointment.Role.values:
        raise Refusal(_("There is no such role."))
    if role in Appointment.AT_ORGANISATION:
        if not isinstance(place, Organisation) or place.kind != Organisation.Kind.SCHOOL:
            raise Refusal(_("Instructors belong to a school. Choose one."), code="place")
    elif not isinstance(place, Clinic):
        raise Refusal(_("This role is held at a clinic. Choose one."), code="place")
    if ends_on is not None and ends_on < starts_on:
        raise Refusal(_("The last day is before the first. Check the dates."), code="dates")
