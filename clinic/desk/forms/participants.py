"""Finding, adding, moving participants; the list as a file."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clinic.desk.forms.offering import offer
from clinic.desk.queries.participants import SORTS
from clinic.people.forms import NameField, PhoneField
from clinic.people.models import Appointment, Clinic, Person
from clinic.policy import MENTOR
from clinic.web.forms import FileDrop
from courses.imports.roster import Roster, read_roster
from courses.imports.tables import UnreadableFile
from courses.models import Enrolment


class FindForm(forms.Form):
    """Which participants to show; anything unclear shows them all."""

    q = forms.CharField(required=False, max_length=80, label=_("Name, business or number"))
    sort = forms.ChoiceField(
        required=False, label=_("Sorted by"), choices=[(key, words) for key, (words, _by) in SORTS.items()]
    )
    left = forms.BooleanField(required=False)

    def asked(self) -> dict:
        """What `participants_of` takes."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "typed": asked.get("q", ""),
            "sort": asked.get("sort") or "number",
            "has_left": asked.get("left", False),
        }


class ParticipantForm(forms.Form):
    """Somebody who gets a place by hand."""

    name = NameField()
    phone = PhoneField()
    business = forms.CharField(label=_("Name of the business"), max_length=120, required=False)
    trade = forms.CharField(
        label=_("What it sells"), help_text=_("In the owner's words."), max_length=120, required=False
    )
    place = forms.CharField(label=_("Village or town"), max_length=120, required=False)


class LeaveForm(forms.Form):
    because = forms.CharField(
        label=_("Reason"),
        help_text=_("A few words that help the clinic, for example: moved away."),
        max_length=200,
        error_messages={"required": _("Write the reason in a few words.")},
    )


class MentorForm(forms.Form):
    """A mentor for the participants that are ticked."""

    participants = forms.ModelMultipleChoiceField(
        Enrolment.objects.none(),
        to_field_name="public_id",
        error_messages={"required": _("Tick the participants first, then choose their mentor.")},
    )
    mentor = forms.ModelChoiceField(
        Person.objects.none(),
        to_field_name="public_id",
        label=_("Mentor for everybody ticked"),
        empty_label=_("choose a mentor"),
        error_messages={"required": _("Choose the mentor.")},
    )

    def __init__(self, *args, enrolments: QuerySet[Enrolment], clinic: Clinic, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mentors = Appointment.objects.current().filter(role=MENTOR, clinic=clinic)
        offer(self, "participants", enrolments)
        offer(self, "mentor", Person.objects.filter(pk__in=mentors.values("person"), is_active=True))


class RosterForm(forms.Form):
    """A list of participants, read as soon as it is there."""

    file = forms.FileField(
        label=_("List of participants"),
        help_text=_("Excel (.xlsx) or CSV, up to 5 MB, with the titles “Nama” and “No. WA”."),
        widget=FileDrop(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the file with the list."),
            "empty": _("There is nothing in this file. Choose the file with the list of participants."),
        },
    )
    roster: Roster

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.roster = read_roster(file.file, file.name)
        except UnreadableFile as unread:
            raise forms.ValidationError(str(unread)) from None
        return file
