"""People and their roles as coordinators write them down."""

from typing import cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic.people.forms import NameField, PhoneField
from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.people.permissions import clinics_of, organisations_run_by
from clinic.policy import COORDINATOR


class FindPeopleForm(forms.Form):
    q = forms.CharField(required=False, max_length=80, label=_("Name, business or number"))

    def typed(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class RoleForm(forms.Form):
    """A role, and the place it is held in."""

    role = forms.ChoiceField(label=_("Role"), choices=Appointment.Role.choices)
    place = forms.ChoiceField(
        label=_("Place"), help_text=_("A school for instructors, a clinic for every other role.")
    )

    def __init__(self, *args, by: Person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        schools = organisations_run_by(by).filter(kind=Organisation.Kind.SCHOOL)
        self._places: dict[str, Clinic | Organisation] = {
            **{f"clinic:{clinic.slug}": clinic for clinic in clinics_of(by, COORDINATOR)},
            **{f"school:{school.slug}": school for school in schools},
        }
        field = cast(forms.ChoiceField, self.fields["place"])
        field.choices = [(key, str(place)) for key, place in self._places.items()]

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        is_school = isinstance(self.chosen_place(), Organisation)
        if is_school and cleaned["role"] not in Appointment.AT_ORGANISATION:
            self.add_error("place", _("This role is held at a clinic. Choose one."))
        if not is_school and cleaned["role"] in Appointment.AT_ORGANISATION:
            self.add_error("place", _("Instructors belong to a school. Choose one."))
        return cleaned

    def chosen_place(self) -> Clinic | Organisation:
        return self._places[self.cleaned_data["place"]]


class NewPersonForm(RoleForm):
    """Somebody who works here. Participants are added on the page of their cohort."""

    name = NameField(help_text=_("As people know it."))
    phone = PhoneField(required=False)
    email = forms.EmailField(
        required=False,
        label=_("E-mail"),
        help_text=_("Staff sign in with one of the two and a password."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    field_order = ("name", "phone", "email", "role", "place")

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        phone, email = cleaned["phone"], cleaned["email"].lower()
        if not phone and not email:
            self.add_error("phone", _("Write a phone number or an e-mail address: one of them is needed."))
            return cleaned
        same = Q(phone=phone) if phone else Q()
        same |= Q(email__iexact=email) if email else Q()
        if Person.objects.filter(same).exists():
            self.add_error(
                "phone" if phone else "email",
                _("Somebody with this number or address is known already. Look for them under People."),
            )
        cleaned["email"] = email
        return cleaned
