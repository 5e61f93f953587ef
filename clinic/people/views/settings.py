"""Who am I: the page on which people change what is theirs."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clinic.people.actions.account import change_password, describe_oneself, end_own_sessions
from clinic.people.actions.consents import give_consent, withdraw_consent
from clinic.people.actions.sign_in import change_pin
from clinic.people.devices import device_key
from clinic.people.forms.settings import ChangePasswordForm, ChangePinForm, ConsentForm, DescriptionForm
from clinic.people.queries import consents_of, stored_about
from clinic.people.views.entry import SignedIn, speak
from clinic.policy import DOOR_PASSWORD, PARTICIPANT, SESSION_DOOR, STAFF, policy
from clinic.refusals import Refusal


@policy(PARTICIPANT)
@never_cache
@require_http_methods(["GET", "POST"])
def settings(request: SignedIn) -> HttpResponse:
    """Name and language, and the ways to everything else."""
    person = request.user
    initial = {"name": person.name, "language": person.language}
    form = DescriptionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        describe_oneself(person, **form.cleaned_data)
        with translation.override(person.language):
            messages.success(request, _("Saved."))
        response = redirect("people:settings")
        speak(response, person.language)
        return response
    is_asked = not is_staff_door(request) or person.consents.exists()
    context = {
        "form": form,
        "consents": consents_of(person) if is_asked else [],
        "base": base_of(request),
        "is_staff_door": is_staff_door(request),
    }
    return render(request, "people/settings.html", context, status=422 if form.is_bound else 200)


def is_staff_door(request: SignedIn) -> bool:
    return request.session.get(SESSION_DOOR) == DOOR_PASSWORD


def base_of(request: SignedIn) -> str:
    """People meet their settings in the frame they came in by."""
    return "base_desk.html" if is_staff_door(request) else "base_app.html"


@policy(PARTICIPANT)
@never_cache
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def change_pin_page(request: SignedIn) -> HttpResponse:
    """A new PIN for somebody who knows the old one."""
    if not request.user.has_pin:
        raise PermissionDenied
    form = ChangePinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = change_pin(request.user, form.cleaned_data["old"], form.cleaned_data["new"])
        except Refusal as refusal:
            form.add_error("new" if refusal.code == "weak" else "old", str(refusal))
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("Your new PIN is set. Other phones have to sign in again."))
            return redirect("people:settings")
    context = {"form": form, "base": base_of(request)}
    return render(request, "people/change_pin.html", context, status=422 if form.is_bound else 200)


@policy(*STAFF)
@never_cache
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def change_password_page(request: SignedIn) -> HttpResponse:
    """A new password for a member of staff who knows the old one."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            person = change_password(request.user, typed["old"], typed["new"], device_key(request))
        except Refusal as refusal:
            form.add_error("new" if refusal.code == "same" else "old", str(refusal))
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("Your new password is set. Other devices have to sign in again."))
            return redirect("people:settings")
    context = {"form": form, "base": base_of(request)}
    return render(request, "people/change_password.html", context, status=422 if form.is_bound else 200)


@policy(PARTICIPANT)
@require_http_methods(["POST"])
def change_consent(request: SignedIn) -> HttpResponse:
    """Give or withdraw one consent."""
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    if form.cleaned_data["give"]:
        give_consent(request.user, form.cleaned_data["purpose"])
        messages.success(request, _("Saved. You can take this consent back at any time."))
    else:
        withdraw_consent(request.user, form.cleaned_data["purpose"])
        messages.success(request, _("Taken back. From now on it no longer counts."))
    return redirect("people:settings")


@policy(PARTICIPANT)
@never_cache
@require_http_methods(["GET"])
def stored(request: SignedIn) -> HttpResponse:
    """What is kept about the person who asks."""
    context = {"found": stored_about(request.user), "base": base_of(request)}
    return render(request, "people/stored.html", context)


@policy(PARTICIPANT)
@require_http_methods(["POST"])
def end_sessions(request: SignedIn) -> HttpResponse:
    """Sign out everywhere but here."""
    person = end_own_sessions(request.user)
    update_session_auth_hash(request, person)
    messages.success(request, _("All other phones and computers are signed out."))
    return redirect("people:settings")
