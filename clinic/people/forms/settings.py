"""What people change about themselves."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from clinic.people.forms.fields import NameField, PinField
from clinic.people.models import Consent, Person
from clinic.web.forms import PinInput


class DescriptionForm(forms.Form):
    name = NameField()
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )


class ChangePinForm(forms.Form):
    old = PinField(label=_("Your PIN now"), widget=PinInput())
    new = PinField(is_new=True, label=_("Your new PIN, 6 digits"))


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(choices=Consent.Purpose.choices)
    give = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda answer: answer == "yes"
    )


class ChangePasswordForm(forms.Form):
    """The present password and a new one, judged by Django's validators."""

    old = forms.CharField(
        label=_("Your password now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Type a new password.")},
    )

    def __init__(self, *args, person: Person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["new"].help_text = " ".join(str(words) for words in password_validators_help_texts())

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.person)
        return self.cleaned_data["new"]
