"""Who they are: people, the places that appoint them, their businesses, what they agreed to."""

from clinic.people.models.business import Business
from clinic.people.models.consent import Consent
from clinic.people.models.person import Person
from clinic.people.models.place import Appointment, Clinic, Organisation
from clinic.people.models.sign_in import OneTimeCode, PinTry

__all__ = ["Appointment", "Business", "Clinic", "Consent", "OneTimeCode", "Organisation", "Person", "PinTry"]
