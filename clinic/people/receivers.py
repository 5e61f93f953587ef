"""When the second factor of somebody changes, their other sessions end, and the trail says so."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver

from clinic.audit.actions import record
from clinic.people.actions.account import end_own_sessions
from clinic.people.models import Person


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def second_factor_changed(sender, request, user: Person, authenticator: Authenticator, **_) -> None:
    """Whoever came in with a stolen password before there was a second lock does not stay."""
    record("second_factor_changed", user, by=user, after={"type": authenticator.type})
    if authenticator.type == Authenticator.Type.TOTP:
        update_session_auth_hash(request, end_own_sessions(user))
