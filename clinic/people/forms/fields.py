"""Form fields other apps use as well: phone, PIN, name, consent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.people.consent_texts import TEXTS
from clinic.people.phones import NotAMobileNumber, read_phone
from clinic.people.pins import PIN, WHY_NOT, weakness
from clinic.web.forms import PhoneInput, PinInput


class PhoneField(forms.CharField):
    """A mobile number in any spelling; clean data is E.164. What was typed stays in the box."""

    widget = PhoneInput

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("WhatsApp number"))
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Write your mobile number, for example 0812-3456-7890.")

    def to_python(self, value) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        try:
            return read_phone(typed)
        except NotAMobileNumber as unread:
            raise forms.ValidationError(unread.words, code=unread.reason) from None


class PinField(forms.CharField):
    """Six digits. ``is_new``: being chosen, shown while typed, and refused when easily guessed."""

    def __init__(self, *, is_new: bool = False, **kwargs) -> None:
        self.is_new = is_new
        kwargs.setdefault("label", _("Choose a PIN, 6 digits") if is_new else _("PIN, 6 digits"))
        if is_new:
            kwargs.setdefault(
                "help_text", _("You need it each time you sign in. Avoid birthdays and digits in a row.")
            )
        kwargs.setdefault("widget", PinInput(is_new=is_new, is_shown=is_new))
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Type the 6 digits of your PIN.")

    def to_python(self, value) -> str:
        return "".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        reason = weakness(value) if self.is_new else None if PIN.fullmatch(value) else "shape"
        if reason:
            raise forms.ValidationError(WHY_NOT[reason], code=reason)


class FreshPinForm(forms.Form):
    """For forms that ask for ``phone`` and a new ``pin``: the PIN may not stand in the number."""

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        pin, phone = cleaned.get("pin"), cleaned.get("phone", "")
        if pin and weakness(pin, phone) == "phone":
            self.add_error("pin", forms.ValidationError(WHY_NOT["phone"], code="phone"))
        return cleaned


class NameField(forms.CharField):
    """One name, as the person writes it; single words are ordinary."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Full name"))
        kwargs.setdefault(
            "help_text", _("As on your identity card. This name is printed on the certificate.")
        )
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Write your name.")

    def to_python(self, value) -> str:
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(sign.isalpha() for sign in value):
            raise forms.ValidationError(_("A name has letters. Write the name people call you by."))


class ConsentField(forms.BooleanField):
    """A box for one purpose, with its sentence and what happens without it. Never ticked beforehand."""

    def __init__(self, purpose: str, **kwargs) -> None:
        text = TEXTS[purpose]
        kwargs.setdefault("label", text.words)
        kwargs.setdefault("help_text", text.without)
        kwargs.setdefault("required", text.is_needed)
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Without this consent we cannot keep your answers and lessons.")
