"""Programmes, cohorts and sittings as coordinators write them down."""

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.models import Quiz, Sitting
from clinic.desk.forms.offering import offer
from clinic.people.models import Appointment, Person
from clinic.people.permissions import clinics_of
from clinic.policy import COORDINATOR
from clinic.web.forms import ChipSelect
from courses.models import Cohort, CoursePage, Programme
from courses.permissions import programmes_run_by

MOST_PLACES = 5_000  # as many as a list of participants has rows


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def staff_of(person) -> QuerySet[Person]:
    """People with a role at one of the clinics this person coordinates, and the person."""
    held = Appointment.objects.current().filter(clinic__in=clinics_of(person, COORDINATOR))
    return Person.objects.filter(Q(pk__in=held.values("person")) | Q(pk=person.pk), is_active=True)


class ProgrammeForm(forms.ModelForm):
    """The plan of a programme. When the money ends and who stays is asked of everybody."""

    class Meta:
        model = Programme
        fields = (
            "clinic",
            "name",
            "summary",
            "kind",
            "course",
            "stage",
            "funder",
            "funding_ends_on",
            "steward",
        )
        widgets = {"funding_ends_on": DayInput, "kind": ChipSelect, "summary": forms.Textarea({"rows": 2})}
        help_texts = {
            "course": _("Which modules are learned. Each cohort keeps the text of the day it began."),
            "funder": _("May stay empty."),
            "funding_ends_on": _(
                "Asked at the start, so that nobody is surprised: from that day the clinic carries on alone."
            ),
            "steward": _("The person participants can turn to when the money has ended. It needs a name."),
        }
        error_messages = {
            "name": {"required": _("Write the name people know the programme by.")},
            "course": {"required": _("Choose the course.")},
            "funding_ends_on": {"required": _("Write the day on which the money ends.")},
            "steward": {"required": _("Choose who stays responsible afterwards.")},
        }

    def __init__(self, *args, person: Person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        clinics = clinics_of(person, COORDINATOR)
        offer(self, "clinic", clinics)
        in_indonesian = CoursePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        offer(self, "course", in_indonesian)
        steward = self.instance.steward_id
        offer(self, "steward", staff_of(person) | Person.objects.filter(pk=steward))
        if self.instance.pk is not None:
            self.fields["clinic"].disabled = True
        elif clinics.count() == 1:
            self.fields["clinic"].initial = clinics.get()


class CohortForm(forms.ModelForm):
    """One run of a programme."""

    quiz = forms.ModelChoiceField(
        Quiz.objects.none(),
        required=False,
        label=_("Test before and after"),
        help_text=_("Its times are planned with the cohort and can be changed at any time."),
    )

    quota = forms.IntegerField(
        label=_("Number of places"),
        help_text=_("How many people at most."),
        min_value=1,
        max_value=MOST_PLACES,
        initial=30,
    )

    class Meta:
        model = Cohort
        fields = ("programme", "name", "place", "starts_on", "ends_on", "joins_until", "quota")
        widgets = {"starts_on": DayInput, "ends_on": DayInput, "joins_until": DayInput}
        help_texts = {
            "name": _("For example Angkatan 3."),
            "place": _("Where the classes meet, as it stands on the poster."),
            "joins_until": _("Until when the class code opens the door. Empty: until the last day."),
        }
        error_messages = {
            "name": {"required": _("Write the name of the cohort.")},
            "starts_on": {"required": _("Write the first day.")},
            "ends_on": {"required": _("Write the last day.")},
        }

    def __init__(self, *args, person: Person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        programmes = programmes_run_by(person)
        offer(self, "programme", programmes).to_field_name = "public_id"
        if self.instance.pk is not None:
            del self.fields["programme"], self.fields["quiz"]
            return
        if len(programmes) == 1:
            self.fields["programme"].initial = programmes[0].public_id
        quizzes = Quiz.objects.filter(course__programmes__in=programmes).distinct()
        offer(self, "quiz", quizzes).empty_label = str(_("the test of the course"))

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first. Check the dates."))
        programme = cleaned.get("programme") or (self.instance.programme if self.instance.pk else None)
        same = Cohort.objects.filter(programme=programme, name=cleaned.get("name")).exclude(
            pk=self.instance.pk
        )
        if programme and same.exists():
            self.add_error("name", _("This programme has a cohort of that name. Choose another name."))
        quiz = cleaned.get("quiz")
        if programme and quiz and quiz.course_id != programme.course_id:
            self.add_error(
                "quiz", _("This test belongs to another course. Choose the one of this programme.")
            )
        return cleaned

    def _post_clean(self) -> None:
        """The row is made by the action; `clean` has looked at what the table would refuse."""

    def quiz_for(self, programme: Programme) -> Quiz | None:
        """The chosen test, or the only one of the course."""
        return self.cleaned_data.get("quiz") or Quiz.objects.filter(course=programme.course_id).first()


class SittingForm(forms.ModelForm):
    """When a test opens and closes, by the clock of the clinic."""

    class Meta:
        model = Sitting
        fields = ("opens_at", "closes_at")
        widgets = {"opens_at": MomentInput, "closes_at": MomentInput}
        help_texts = {"closes_at": _("Empty: it stays open until you close it.")}
        error_messages = {"opens_at": {"required": _("Write when the test opens.")}}

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("The test would close before it opens. Check the times."))
        return cleaned

    def _post_clean(self) -> None:
        """The row is changed by the action."""
