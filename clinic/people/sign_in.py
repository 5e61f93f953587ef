"""The doors as Django and allauth know them: two backends and the adapter."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.audit.actions import record
from clinic.people.actions.sign_in import sign_in_with_password, sign_in_with_pin
from clinic.people.devices import device_key
from clinic.people.models import Person
from clinic.people.sessions import STAFF_SESSION
from clinic.policy import DOOR_PASSWORD, SESSION_DOOR
from clinic.refusals import Refusal

PIN_BACKEND = "clinic.people.sign_in.PinBackend"
STAFF_BACKEND = "clinic.people.sign_in.StaffBackend"
SIGNED_IN_AT = "signed_in_at"


class PinBackend(ModelBackend):
    """Phone and PIN. A one-time code opens nothing here: it leads to the page for a new PIN."""

    def authenticate(  # type: ignore[override]  # each backend names its own credentials
        self, request, phone: str = "", pin: str = "", **_credentials
    ) -> Person | None:
        if not phone or not pin:
            return None
        try:
            opened = sign_in_with_pin(phone, pin, device_key(request))
        except Refusal:
            return None
        return None if opened.code else opened.person


class StaffBackend(ModelBackend):
    """Phone or e-mail and password, for people with an appointment and administrators."""

    def authenticate(  # type: ignore[override]  # each backend names its own credentials
        self, request, login: str = "", password: str = "", **_credentials
    ) -> Person | None:
        if not login or not password:
            return None
        try:
            return sign_in_with_password(login, password, device_key(request))
        except Refusal:
            return None


class AccountAdapter(DefaultAccountAdapter):
    """allauth carries staff from the password to the second factor; the rest of it is not used."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("This is not your password. Check capital letters and type it again."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def login(self, request, user: Person) -> None:
        """The last stage is behind them: a session of its own kind begins."""
        login(request, user, backend=STAFF_BACKEND)
        request.session[SESSION_DOOR] = DOOR_PASSWORD
        request.session[SIGNED_IN_AT] = time.time()
        request.session.set_expiry(timezone.now() + STAFF_SESSION)
        record("staff_signed_in", user, by=user)

    def reauthenticate(self, user: Person, password: str) -> bool:
        try:
            known = user.email or user.phone or ""
            return sign_in_with_password(known, password, device_key(context.request)).pk == user.pk
        except Refusal:
            return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not in the first quarter of an hour: the password was given a moment ago."""
        from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT

        signed_in_at = context.request.session.get(SIGNED_IN_AT, 0)
        if time.time() - signed_in_at < REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Staff read changes of their second factor in the trail; nobody promised that mail works here."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong or has run out. Type the one your app shows now."),
        "rate_limited": _("Too many wrong tries. Wait five minutes, then try again."),
    }
