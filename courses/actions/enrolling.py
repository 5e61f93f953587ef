"""Joining and leaving a cohort."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic.people.models import Business, Person
from clinic.refusals import Refusal
from courses.actions.pinning import pin_course
from courses.models import Cohort, Enrolment
from courses.signals import person_enrolled


@transaction.atomic
def enrol(
    person: Person, cohort: Cohort, *, via: str = Enrolment.Via.CODE, business: Business | None = None
) -> Enrolment:
    """Give a person a place in a cohort. Somebody who has one already keeps it, as it is.

    Refuses when the door is closed or the places are taken. The desk may let latecomers in: the last
    day to join binds the class code only, the quota binds everybody.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = Enrolment.objects.filter(person=person, cohort=cohort).first()
    if known is not None:
        return known
    if via == Enrolment.Via.CODE and cohort.last_day_to_join < timezone.localdate():
        raise Refusal(
            _("Joining %(cohort)s ended on %(day)s. Ask the clinic about the next cohort.")
            % {"cohort": cohort.name, "day": date_format(cohort.last_day_to_join, "j F Y")},
            code="closed",
        )
    if cohort.enrolments.taking_part().count() >= cohort.quota:
        raise Refusal(
            _("All %(quota)s places of %(cohort)s are taken. Ask the clinic about the next cohort.")
            % {"quota": cohort.quota, "cohort": cohort.name},
            code="full",
        )

    if cohort.pinned_at is None:
        pin_course(cohort)
    last = cohort.enrolments.aggregate(last=Max("number"))["last"] or 0
    enrolment = Enrolment.objects.create(
        person=person, cohort=cohort, business=business, via=via, number=last + 1
    )

    person_enrolled.send(sender=Enrolment, enrolment=enrolment)
    return enrolment


@transaction.atomic
def leave(enrolment: Enrolment, because: str, on=None) -> Enrolment:
    """Note that somebody left, when and why. What they did stays; their place becomes free."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.state == Enrolment.State.LEFT:
        raise Refusal(_("%(name)s has already left this cohort.") % {"name": enrolment.person.name})

    enrolment.state = Enrolment.State.LEFT
    enrolment.left_on = on or timezone.localdate()
    enrolment.left_because = because
    enrolment.save(update_fields=["state", "left_on", "left_because"])
    return enrolment


@transaction.atomic
def return_to_cohort(enrolment: Enrolment) -> Enrolment:
    """Undo a leaving that was noted by mistake, or welcome somebody back."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    cohort = Cohort.objects.select_for_update().get(pk=enrolment.cohort_id)
    if enrolment.state != Enrolment.State.LEFT:
        return enrolment
    if cohort.enrolments.taking_part().count() >= cohort.quota:
        raise Refusal(_("All places are taken. Raise the number of places first."), code="full")

    enrolment.state = Enrolment.State.ACTIVE
    enrolment.left_on, enrolment.left_because = None, ""
    enrolment.save(update_fields=["state", "left_on", "left_because"])
    return enrolment
