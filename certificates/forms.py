"""From the browser to clean data: a number to check, a search, a reason, the rule of a programme."""

from decimal import Decimal
from typing import cast

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from certificates.models import Award, Certificate
from certificates.models.certificate import CertificateQuerySet
from certificates.numbering import read_number, read_public_id
from courses.models import Cohort
from courses.permissions import programmes_run_by


class ReasonField(forms.CharField):
    """Why a certificate ends, in public words."""

    def __init__(self) -> None:
        super().__init__(
            max_length=200,
            label=_("Reason"),
            help_text=_("Whoever checks this number will read it. Do not write anything private."),
            error_messages={"required": _("Say why, in a few words.")},
        )


class CheckForm(forms.Form):
    """The number on a certificate, or the code of its check page."""

    number = forms.CharField(
        max_length=60,
        label=_("Certificate number"),
        help_text=_("It stands below the QR code, for example KDJ-2026-0142"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the number on the certificate.")},
    )
    certificate: Certificate

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        found = (
            Certificate.objects.filter(number=read_number(typed)).first()
            or Certificate.objects.filter(public_id=read_public_id(typed)).first()
        )
        if found is None:
            raise forms.ValidationError(
                _("We have not issued this number. Compare it with the paper, letter by letter."),
                code="unknown",
            )
        self.certificate = found
        return typed


class SearchForm(forms.Form):
    """Which certificates a coordinator wants to see; anything unclear shows them all."""

    q = forms.CharField(required=False, max_length=80, label=_("Name or number"))
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        required=False,
        to_field_name="code",
        label=_("Cohort"),
        empty_label=_("All cohorts"),
    )
    state = forms.ChoiceField(required=False, choices=Certificate.State.choices)

    def __init__(self, asked: MultiValueDict, cohorts: QuerySet[Cohort]) -> None:
        super().__init__(asked, label_suffix="")
        cast(forms.ModelChoiceField, self.fields["cohort"]).queryset = cohorts

    def _asked(self, field: str):
        self.is_valid()  # an unclear field is left out of the clean data, the others stay
        return self.cleaned_data.get(field)

    @property
    def asked_state(self) -> str:
        return self._asked("state") or Certificate.State.VALID.value

    def found(self, certificates: CertificateQuerySet) -> CertificateQuerySet:
        """Those of the cohort with these words."""
        if cohort := self._asked("cohort"):
            certificates = certificates.filter(enrolment__cohort=cohort)
        if words := self._asked("q"):
            certificates = certificates.found_by(words)
        return certificates

    def in_state(self, certificates: CertificateQuerySet) -> CertificateQuerySet:
        return certificates.filter(state=self.asked_state)


class RevokeForm(forms.Form):
    """Why a certificate is no longer valid."""

    reason = ReasonField()


class CorrectForm(forms.Form):
    """The right name, and why the old one was wrong."""

    name = forms.CharField(
        max_length=120,
        label=_("Name as it must be printed"),
        help_text=_("Exactly as on the identity card."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Enter the right name.")},
    )
    reason = ReasonField()


class AwardForm(WagtailAdminModelForm):
    """What a programme asks for and who signs. The letters of the numbers are those of its clinic."""

    lessons_percent = forms.IntegerField(
        min_value=0, max_value=100, initial=80, label=_("Lessons to finish, percent")
    )
    first_name = forms.CharField(max_length=80, required=False, label=_("First signature: name"))
    first_title = forms.CharField(max_length=80, required=False, label=_("First signature: office"))
    second_name = forms.CharField(max_length=80, required=False, label=_("Second signature: name"))
    second_title = forms.CharField(max_length=80, required=False, label=_("Second signature: office"))

    class Meta:
        model = Award
        fields = ("programme", "title", "title_en", "needs_pre", "pass_mark", "hours")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes_run_by(self.for_user)
        if self.instance.pk:
            self.fields["programme"].disabled = True
            self.initial["lessons_percent"] = int(self.instance.lessons_share * 100)
        for place, who in zip(("first", "second"), self.instance.signatories, strict=False):
            self.initial |= {f"{place}_name": who["name"], f"{place}_title": who["title"]}

    def save(self, commit: bool = True) -> Award:
        award, said = self.instance, self.cleaned_data
        award.lessons_share = Decimal(said["lessons_percent"]) / 100
        award.number_prefix = award.number_prefix or award.programme.clinic.code
        award.signatories = [
            {"name": said[f"{place}_name"], "title": said[f"{place}_title"]}
            for place in ("first", "second")
            if said[f"{place}_name"]
        ]
        return super().save(commit)
