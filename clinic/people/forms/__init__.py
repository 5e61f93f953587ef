"""From what people type about themselves to clean data."""

from clinic.people.forms.fields import ConsentField, FreshPinForm, NameField, PhoneField, PinField

__all__ = ["ConsentField", "FreshPinForm", "NameField", "PhoneField", "PinField"]
