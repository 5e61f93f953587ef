"""The door of staff: password, then the second factor."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clinic.people.actions.sign_in import sign_in_with_password
from clinic.people.devices import device_key, remember_device
from clinic.people.forms.sign_in import StaffSignInForm
from clinic.people.views.entry import next_address, speak
from clinic.policy import ANYONE, DOOR_PASSWORD, SESSION_DOOR, policy
from clinic.refusals import Refusal


@policy(ANYONE)
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def staff_sign_in(request: HttpRequest) -> HttpResponse:
    """E-mail or phone, and password; allauth then asks for the second factor of those who have one."""
    is_in = request.user.is_authenticated and request.session.get(SESSION_DOOR) == DOOR_PASSWORD
    if request.method == "GET" and is_in:
        return redirect(next_address(request))

    form = StaffSignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            person = sign_in_with_password(typed["login"], typed["password"], device_key(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            onward = next_address(request)
            logout(request)  # whoever was in before, by whichever door
            response = perform_login(request, person, redirect_url=onward)
            remember_device(request, response)
            speak(response, person.language)
            return response
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "people/staff_sign_in.html", context, status=422 if form.is_bound else 200)


@policy(ANYONE)
def to_staff_sign_in(request: HttpRequest) -> HttpResponse:
    """The address allauth sends people to when a stage is over or lost."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("people:staff_sign_in") + query)
