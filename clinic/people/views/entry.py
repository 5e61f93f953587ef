"""Letting somebody in, and out again."""

import time

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from clinic.people.devices import remember_device
from clinic.people.models import Person
from clinic.people.sessions import OWN_PHONE
from clinic.people.sign_in import PIN_BACKEND
from clinic.policy import DOOR_PIN, SESSION_DOOR

PIN_GRANT = "pin_grant"  # a one-time code was right: a new PIN may be chosen
GRANT_LASTS = 15 * 60


class SignedIn(HttpRequest):
    """A request behind a policy that asks for somebody."""

    user: Person


def let_in(
    request: HttpRequest, response: HttpResponse, person: Person, *, keep: bool = True
) -> HttpResponse:
    """Sign somebody in through the door of PINs, with a fresh session key.

    ``keep``: 90 days from the last visit, else until the browser is closed (a shared phone). The response
    carries the cookies for the device and the person's language.
    """
    login(request, person, backend=PIN_BACKEND)
    request.session[SESSION_DOOR] = DOOR_PIN
    request.session.set_expiry(int(OWN_PHONE.total_seconds()) if keep else 0)
    remember_device(request, response)
    speak(response, person.language)
    return response


def speak(response: HttpResponse, language: str) -> None:
    """Have the next pages in this language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def grant_new_pin(request: HttpRequest, code_id: int, keep: bool) -> None:
    request.session.cycle_key()
    request.session[PIN_GRANT] = {"code": code_id, "until": time.time() + GRANT_LASTS, "keep": keep}


def granted_code(request: HttpRequest) -> dict | None:
    grant = request.session.get(PIN_GRANT)
    return grant if grant and grant["until"] > time.time() else None


def next_address(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is a place of ours; else their first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
