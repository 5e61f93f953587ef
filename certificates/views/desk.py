"""The coordinator's certificates: the list, one of them, revoking and correcting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from certificates.actions.changing import correct_certificate, revoke_certificate
from certificates.forms import CorrectForm, RevokeForm, SearchForm
from certificates.models import Certificate
from certificates.permissions import certificates_run_by
from certificates.queries.issued import how_many_by_state
from clinic.policy import ADMINISTRATOR, COORDINATOR, policy
from clinic.web.pages import paginate, render_page_or_fragment
from courses.permissions import cohorts_run_by

for_coordinators = policy(COORDINATOR, ADMINISTRATOR, second_factor=True)
for_its_coordinators = policy(
    COORDINATOR, ADMINISTRATOR, of=certificates_run_by, name="certificate", second_factor=True
)


@require_GET
@for_coordinators
def certificate_list(request: HttpRequest) -> HttpResponse:
    """All certificates of one's clinics, by cohort, state and words."""
    form = SearchForm(request.GET, cohorts=cohorts_run_by(request.user))
    found = form.found(certificates_run_by(request.user))
    context = {
        "form": form,
        "states": how_many_by_state(found),
        "state": form.asked_state,
        "page": paginate(request, form.in_state(found), per_page=30),
    }
    return render_page_or_fragment(request, "certificates/desk_list.html", context)


@require_GET
@for_its_coordinators
def certificate(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """What it says, where it is checked, and what can be done with it."""
    replacement = Certificate.objects.filter(replaces=certificate).first()
    context = {"certificate": certificate, "replacement": replacement}
    return render(request, "certificates/desk_certificate.html", context)


@require_http_methods(["GET", "POST"])
@for_its_coordinators
def revoke(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        revoke_certificate(certificate, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Certificate %(number)s is revoked.") % {"number": certificate.number})
        return redirect("certificates:desk_certificate", certificate.public_id)
    context = {"certificate": certificate, "form": form}
    return render(request, "certificates/revoke.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_its_coordinators
def correct(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    form = CorrectForm(request.POST if request.method == "POST" else None, initial={"name": certificate.name})
    if form.is_valid():
        new = correct_certificate(certificate, **form.cleaned_data, by=request.user)
        messages.success(
            request, _("Corrected. The new certificate has the number %(number)s.") % {"number": new.number}
        )
        return redirect("certificates:desk_certificate", new.public_id)
    context = {"certificate": certificate, "form": form}
    return render(request, "certificates/correct.html", context, status=422 if form.is_bound else 200)
