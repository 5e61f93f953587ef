"""Giving a participant a mentor, and ending it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.people.models import Person
from clinic.people.permissions import is_at
from clinic.policy import MENTOR
from clinic.refusals import Refusal
from courses.models import Enrolment
from mentoring.models import Mentorship


@transaction.atomic
def assign_mentor(enrolment: Enrolment, mentor: Person, handover_note: str = "") -> Mentorship:
    """Give a participant a mentor. The mentor before ends today; the same one again changes nothing.

    ``handover_note`` is for the new mentor and stays with the mentorship that ended. Who assigned is
    written into the trail by the database. Refuses people who are no mentor of the clinic.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("person", "cohort__programme__clinic")
        .get(pk=enrolment.pk)
    )
    clinic = enrolment.cohort.programme.clinic
    if enrolment.state == Enrolment.State.LEFT:
        raise Refusal(_("%(name)s has left this cohort.") % {"name": enrolment.person.name}, code="left")
    if mentor.pk == enrolment.person_id:
        raise Refusal(_("Nobody is their own mentor. Choose somebody else."), code="self")
    if not is_at(mentor, MENTOR, clinic):
        raise Refusal(
            _("%(name)s is no mentor of %(clinic)s. Give them the role first, on their page under People.")
            % {"name": mentor.name, "clinic": clinic.name},
            code="role",
        )
    standing = Mentorship.objects.current().by_mentors().filter(enrolment=enrolment).first()
    if standing is not None and standing.mentor_id == mentor.pk:
        return standing

    if standing is not None:
        _end(standing, handover_note)
    return Mentorship.objects.create(enrolment=enrolment, mentor=mentor)


@transaction.atomic
def end_mentorship(mentorship: Mentorship, handover_note: str = "") -> Mentorship:
    """End a mentorship today; that it was stays on record."""
    mentorship = Mentorship.objects.select_for_update().get(pk=mentorship.pk)
    if mentorship.ends_on is not None:
        return mentorship
    return _end(mentorship, handover_note)


def _end(mentorship: Mentorship, handover_note: str) -> Mentorship:
    mentorship.ends_on = timezone.localdate()
    mentorship.handover_note = handover_note or mentorship.handover_note
    mentorship.save(update_fields=["ends_on", "handover_note"])
    return mentorship
