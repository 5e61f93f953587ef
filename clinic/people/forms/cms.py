"""Places, roles and staff as coordinators and administrators write them down in /cms/."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.widgets import AdminImageChooser

from clinic.people.actions.account import remove_second_factor
from clinic.people.actions.appointments import appoint, check_appointment, end_appointment
from clinic.people.forms.fields import NameField, PhoneField
from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.people.permissions import clinics_of, organisations_run_by
from clinic.people.phones import NotAMobileNumber, read_phone
from clinic.policy import COORDINATOR
from clinic.refusals import Refusal


class OrganisationForm(WagtailAdminModelForm):
    class Meta:
        model = Organisation
        fields = ("kind", "name", "slug", "about", "place", "logo")
        widgets = {"logo": AdminImageChooser}


class ClinicForm(WagtailAdminModelForm):
    """Which organisations carry a clinic, and the letters on its certificates, are set by administrators."""

    whatsapp = PhoneField(label=_("WhatsApp number"), required=False)

    class Meta:
        model = Clinic
        fields = (
            "name",
            "slug",
            "code",
            "host",
            "partners",
            "tagline",
            "place",
            "address",
            "opening_hours",
            "whatsapp",
            "time_zone",
        )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.for_user.is_superuser:
            for name in ("name", "slug", "code", "host", "partners"):
                self.fields[name].disabled = True


class PersonForm(WagtailAdminModelForm):
    name = NameField()
    phone = PhoneField(required=False)
    without_factor = forms.BooleanField(
        label=_("Remove the second factor"),
        help_text=_("For somebody who lost phone and recovery codes. They set it up anew when they sign in."),
        required=False,
    )

    class Meta:
        model = Person
        fields = ("name", "phone", "email", "language", "is_active")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        is_known = self.instance.pk is not None
        if not (is_known and self.for_user.is_superuser and self.instance.has_second_factor):
            del self.fields["without_factor"]

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or None

    def clean_email(self) -> str | None:
        return (self.cleaned_data["email"] or "").lower() or None

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not (cleaned["phone"] or cleaned["email"]):
            self.add_error("phone", _("Write a phone number or an e-mail address: one of them is needed."))
        if not self.errors and self.instance == self.for_user and not cleaned["is_active"]:
            self.add_error("is_active", _("You cannot close your own account."))
        return cleaned

    def save(self, commit: bool = True) -> Person:
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        person = super().save(commit)
        if self.cleaned_data.get("without_factor"):
            remove_second_factor(person, self.for_user)
        return person


class AppointForm(WagtailAdminModelForm):
    """Somebody known gets a role. They are named by phone or e-mail: a list would show everybody."""

    who = forms.CharField(
        label=_("Phone or e-mail of the person"),
        help_text=_("The person must be known. Otherwise write them down under People first."),
        max_length=254,
    )

    class Meta:
        model = Appointment
        fields = ("role", "clinic", "organisation", "starts_on", "ends_on")
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    field_order = ("who", "role", "clinic", "organisation", "starts_on", "ends_on")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        schools = organisations_run_by(self.for_user).filter(kind=Organisation.Kind.SCHOOL)
        self.fields["clinic"].queryset = clinics_of(self.for_user, COORDINATOR)
        self.fields["clinic"].help_text = _("For every role but instructor.")
        self.fields["organisation"].queryset = schools
        self.fields["organisation"].help_text = _("For instructors only.")

    def clean_who(self) -> Person:
        typed = self.cleaned_data["who"].strip()
        people = Person.objects.filter(is_active=True)
        if "@" in typed:
            person = people.filter(email__iexact=typed).first()
        else:
            try:
                person = people.filter(phone=read_phone(typed)).first()
            except NotAMobileNumber as unread:
                raise forms.ValidationError(unread.words) from None
        if person is None:
            raise forms.ValidationError(
                _("Nobody with this number or address is known. Write them down under People first.")
            )
        return person

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.place = cleaned["organisation"] if self.is_for_school else cleaned["clinic"]
        other = cleaned["clinic"] if self.is_for_school else cleaned["organisation"]
        if other is not None:
            words = _("A role is held in one place. Leave this empty for the role you chose.")
            self.add_error("clinic" if self.is_for_school else "organisation", words)
            return cleaned
        try:
            check_appointment(cleaned["role"], self.place, cleaned["starts_on"], cleaned["ends_on"])
        except Refusal as refusal:
            place = "organisation" if self.is_for_school else "clinic"
            self.add_error("ends_on" if refusal.code == "dates" else place, str(refusal))
        return cleaned

    @property
    def is_for_school(self) -> bool:
        return self.cleaned_data["role"] in Appointment.AT_ORGANISATION

    def _post_clean(self) -> None:
        """The row is made by the action, which names what is wrong in the clinic's words."""

    def save(self, commit: bool = True) -> Appointment:
        typed = self.cleaned_data
        self.instance = appoint(
            typed["who"], typed["role"], self.place, self.for_user, typed["starts_on"], typed["ends_on"]
        )
        return self.instance


class EndForm(WagtailAdminModelForm):
    """The end of a role; who holds which one where is never rewritten."""

    ends_now = forms.BooleanField(
        label=_("End this role now"),
        help_text=_("The person is signed out everywhere at once."),
        required=False,
    )

    class Meta:
        model = Appointment
        fields = ("ends_on",)
        widgets = {"ends_on": AdminDateInput}

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not cleaned["ends_now"] and not cleaned["ends_on"]:
            self.add_error("ends_on", _("Write the last day, or tick the box to end the role now."))
        return cleaned

    def _post_clean(self) -> None:
        """The row is changed by the action, which names what is wrong in the clinic's words."""
        if self.errors:
            return
        on = None if self.cleaned_data["ends_now"] else self.cleaned_data["ends_on"]
        try:
            end_appointment(self.instance, on, self.for_user)
        except Refusal as refusal:
            self.add_error("ends_on", str(refusal))

    def save(self, commit: bool = True) -> Appointment:
        return self.instance
