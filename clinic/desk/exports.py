"""The participants of a cohort as a table file."""

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.desk.queries.participants import lines_of, participants_of
from courses.exports.tables import write_table
from courses.models import Cohort


def participant_table(cohort: Cohort, kind: str) -> bytes:
    """Everybody who takes part, then who left; the figures are those of the page."""
    titles = [
        _("No."),
        _("Name"),
        _("Phone"),
        _("Business"),
        _("What it sells"),
        _("Place"),
        _("Mentor"),
        _("Lessons finished"),
        _("Lessons"),
        _("Last seen"),
        _("Pre-test"),
        _("Post-test"),
        _("State"),
        _("Joined on"),
    ]
    lines = lines_of(participants_of(cohort)) + lines_of(participants_of(cohort, has_left=True))
    rows = [
        [
            line.enrolment.number,
            line.enrolment.person.name,
            line.enrolment.person.shown_phone,
            line.enrolment.business.name if line.enrolment.business else "",
            line.enrolment.business.trade if line.enrolment.business else "",
            line.enrolment.business.place if line.enrolment.business else "",
            line.mentor,
            line.lessons_done,
            line.lessons,
            timezone.localdate(line.seen_at) if line.seen_at else None,
            line.pre,
            line.post,
            line.enrolment.get_state_display(),
            timezone.localdate(line.enrolment.joined_at),
        ]
        for line in lines
    ]
    return write_table(kind, titles, rows, sheet=cohort.name)
