"""What people type at the doors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.people.forms.fields import PhoneField, PinField
from clinic.web.forms import PhoneInput, PinInput


class SignInForm(forms.Form):
    """Phone and PIN; a one-time code may be typed in place of the PIN."""

    phone = PhoneField(widget=PhoneInput(attrs={"type": "text", "autocomplete": "username"}))
    pin = PinField()
    keep = forms.BooleanField(
        label=_("Stay signed in on this phone"),
        help_text=_("Turn this off when others use the phone too."),
        required=False,
    )


class CodeSignInForm(forms.Form):
    """Phone and the code somebody read aloud."""

    phone = PhoneField(widget=PhoneInput(attrs={"type": "text", "autocomplete": "username"}))
    code = PinField(
        label=_("One-time code, 6 digits"),
        widget=PinInput(attrs={"autocomplete": "one-time-code"}, is_shown=True),
    )


class NewPinForm(forms.Form):
    pin = PinField(is_new=True, label=_("Your new PIN, 6 digits"))


class StaffSignInForm(forms.Form):
    login = forms.CharField(
        label=_("E-mail or phone number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write your e-mail address or phone number.")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )
