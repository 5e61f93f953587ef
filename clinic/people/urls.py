"""Addresses of people; ``account`` holds those whose names allauth expects, mounted below /account/."""

from allauth.account.views import reauthenticate
from allauth.mfa import urls as mfa_urls
from allauth.mfa.base.views import authenticate
from django.urls import include, path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from clinic.people.views import settings, sign_in, staff
from clinic.policy import ANYONE, STAFF, policy

app_name = "people"

# allauth's own, but for the page on which the second factor is asked: nobody is signed in there yet
second_factor = [
    pattern for pattern in mfa_urls.urlpatterns if getattr(pattern, "name", "") != "mfa_authenticate"
]

urlpatterns = [
    path("login/", sign_in.sign_in, name="sign_in"),
    path("login/help/", sign_in.sign_in_help, name="help"),
    path("login/new-pin/", sign_in.new_pin, name="new_pin"),
    path("login/staff/", staff.staff_sign_in, name="staff_sign_in"),
    path("logout/", sign_in.sign_out, name="sign_out"),
    path("me/settings/", settings.settings, name="settings"),
    path("me/settings/pin/", settings.change_pin_page, name="change_pin"),
    path("me/settings/password/", settings.change_password_page, name="change_password"),
    path("me/settings/consent/", settings.change_consent, name="change_consent"),
    path("me/settings/stored/", settings.stored, name="stored"),
    path("me/settings/sessions/", settings.end_sessions, name="end_sessions"),
]

account = [
    path("login/", staff.to_staff_sign_in, name="account_login"),
    path("logout/", sign_in.sign_out, name="account_logout"),
    path("reauthenticate/", policy(*STAFF)(reauthenticate), name="account_reauthenticate"),
    path("2fa/authenticate/", policy(ANYONE)(authenticate), name="mfa_authenticate"),
    path("2fa/", include(decorate_urlpatterns(second_factor, policy(*STAFF)))),
]
