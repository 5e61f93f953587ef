"""A clinic with one cohort, its coordinator and participants; and a browser that staff are signed in with."""

from django.test import Client

from clinic.people.models import Appointment
from clinic.policy import DOOR_PASSWORD, SESSION_DOOR
from courses.models import Cohort
from tests.people.factories import AppointmentFactory


def staff_browser(person) -> Client:
    """A browser in which this person came in by the door of staff."""
    browser = Client()
    browser.force_login(person, backend="clinic.people.sign_in.StaffBackend")
    session = browser.session
    session[SESSION_DOOR] = DOOR_PASSWORD
    session.save()
    return browser


def somebody_as(role: str, cohort: Cohort):
    return AppointmentFactory(role=role, clinic=cohort.programme.clinic).person


def a_mentor(cohort: Cohort):
    return somebody_as(Appointment.Role.MENTOR, cohort)
