"""How forms are drawn, and the inputs the design has beyond HTML's own.

``{{ form.phone.as_field_group }}`` draws a field with label, hint and error; the drawing stands in
`templates/django/forms/field.html`.
"""

from django import forms
from django.forms.renderers import TemplatesSetting


class KlinikRenderer(TemplatesSetting):
    field_template_name = "django/forms/field.html"


class AffixInput(forms.TextInput):
    """A text box with words fixed before it: ``+62``, ``Rp``."""

    template_name = "django/forms/widgets/affix.html"

    def __init__(self, affix: str, attrs: dict | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.affix = affix

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["affix"] = self.affix
        return context


class PhoneInput(forms.TextInput):
    """One box for a phone number in any spelling."""

    input_type = "tel"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"inputmode": "tel", "autocomplete": "tel", **(attrs or {})})


class RupiahInput(AffixInput):
    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__("Rp", {"inputmode": "numeric", "class": "input-big", **(attrs or {})})


class PinInput(forms.PasswordInput):
    """One real field drawn as six cells, so that paste, autofill and screen readers work.

    Hidden when signing in; shown while it is being made (``is_shown``). A button to show it appears
    with script.
    """

    template_name = "django/forms/widgets/pin.html"

    def __init__(self, attrs: dict | None = None, *, is_new: bool = False, is_shown: bool = False) -> None:
        super().__init__(
            {
                "class": "pin",
                "inputmode": "numeric",
                "pattern": "[0-9]{6}",
                "maxlength": 6,
                "autocomplete": "new-password" if is_new else "current-password",
                **(attrs or {}),
            }
        )
        if is_shown:
            self.input_type = "text"
            self.render_value = True


class CodeInput(forms.TextInput):
    """A code typed from a poster, in large letters."""

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(
            {
                "class": "code",
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
                **(attrs or {}),
            }
        )


class ChipSelect(forms.RadioSelect):
    """One of a few short words."""

    is_chips = True


class FileDrop(forms.FileInput):
    """A file, chosen or dropped; works as the plain input it is."""

    template_name = "django/forms/widgets/file_drop.html"
