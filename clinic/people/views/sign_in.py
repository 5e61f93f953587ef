"""The door of participants: phone and PIN, a one-time code, and the way out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clinic.people.actions.sign_in import choose_pin, sign_in_with_pin
from clinic.people.devices import device_key
from clinic.people.forms.sign_in import CodeSignInForm, NewPinForm, SignInForm
from clinic.people.views.entry import PIN_GRANT, grant_new_pin, granted_code, let_in, next_address
from clinic.policy import ANYONE, DOOR_PASSWORD, SESSION_DOOR, policy
from clinic.refusals import Refusal


@policy(ANYONE)
@sensitive_post_parameters("pin")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Phone and PIN. A one-time code in the place of the PIN leads to choosing a new one."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(next_address(request))

    form = SignInForm(request.POST if request.method == "POST" else None, initial={"keep": True})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            return _enter(request, typed["phone"], typed["pin"], keep=typed["keep"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "people/sign_in.html", context, status=422 if form.is_bound else 200)


@policy(ANYONE)
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_help(request: HttpRequest) -> HttpResponse:
    """How one gets a one-time code, and the place to type it."""
    form = CodeSignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _enter(request, form.cleaned_data["phone"], form.cleaned_data["code"], keep=True)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "people/sign_in_help.html", context, status=422 if form.is_bound else 200)


def _enter(request: HttpRequest, phone: str, secret: str, *, keep: bool) -> HttpResponse:
    opened = sign_in_with_pin(phone, secret, device_key(request))
    onward = next_address(request)
    if opened.code:
        grant_new_pin(request, opened.code.pk, keep)
        return redirect(f"{reverse('people:new_pin')}?{urlencode({'next': onward})}")
    return let_in(request, redirect(onward), opened.person, keep=keep)


@policy(ANYONE)
@sensitive_post_parameters("pin")
@never_cache
@require_http_methods(["GET", "POST"])
def new_pin(request: HttpRequest) -> HttpResponse:
    """After a one-time code: choose a PIN, and in."""
    grant = granted_code(request)
    if grant is None:
        return redirect("people:help")

    form = NewPinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = choose_pin(grant["code"], form.cleaned_data["pin"])
        except Refusal as refusal:
            form.add_error("pin", str(refusal))
        else:
            del request.session[PIN_GRANT]
            messages.success(request, _("Your new PIN is set. Use it from now on."))
            return let_in(request, redirect(next_address(request)), person, keep=grant["keep"])
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "people/new_pin.html", context, status=422 if form.is_bound else 200)


@policy(ANYONE)
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """GET says what leaves the phone and asks; POST does it."""
    if request.method == "GET":
        return render(request, "people/sign_out.html")

    was_staff = request.session.get(SESSION_DOOR) == DOOR_PASSWORD
    logout(request)
    messages.success(request, _("You are signed out. Nothing of yours is left on this phone."))
    response = redirect("people:staff_sign_in" if was_staff else "people:sign_in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
