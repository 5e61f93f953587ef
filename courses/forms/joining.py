"""Joining a cohort, from the browser to clean data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.people.forms import FreshPinForm, NameField, PhoneField, PinField
from clinic.people.models import Consent
from clinic.web.forms import CodeInput
from courses.codes import read_code
from courses.models import Cohort


class CodeForm(forms.Form):
    """A class code as somebody typed it."""

    code = forms.CharField(
        label=_("Class code"),
        help_text=_("Six letters and numbers from your mentor or the poster, for example ABC-234."),
        widget=CodeInput(attrs={"maxlength": 12}),
        error_messages={"required": _("Type the class code. It is on the poster.")},
    )

    cohort: Cohort

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        cohort = Cohort.objects.filter(code=code).first()
        if cohort is None:
            raise forms.ValidationError(
                _("We do not know this code. Compare it with the poster letter by letter, or ask a mentor.")
            )
        self.cohort = cohort
        return code


class JoinForm(FreshPinForm):
    """The four fields of joining: name, phone, PIN, consent."""

    name = NameField()
    phone = PhoneField()
    pin = PinField(is_new=True)
    learning = forms.BooleanField(
        label=_("I agree that my learning records are used to teach and mentor me."),
        error_messages={"required": _("Without this consent we cannot keep your answers and lessons.")},
    )
    report = forms.BooleanField(
        label=_("My data may be counted in programme reports, without my name."), required=False
    )

    def registration(self) -> dict:
        """What ``register_person`` takes."""
        consents = [Consent.Purpose.LEARNING]
        if self.cleaned_data["report"]:
            consents.append(Consent.Purpose.REPORT)
        return {
            "name": self.cleaned_data["name"],
            "phone": self.cleaned_data["phone"],
            "pin": self.cleaned_data["pin"],
            "consents": consents,
        }

    def offer_sign_in(self, refusal: Exception) -> None:
        """The phone number has an account: its owner signs in, nobody else does."""
        self.add_error("phone", str(refusal))
