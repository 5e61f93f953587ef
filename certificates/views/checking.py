"""Checking a certificate without signing in, and fetching one's own."""

from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from certificates.forms import CheckForm
from certificates.models import Certificate
from certificates.numbering import read_public_id
from certificates.permissions import readable_files
from clinic.policy import ANYONE, PARTICIPANT, policy
from clinic.refusals import Refusal

TRIES_AT_ONCE, TRIES_SECONDS = 60, 600  # a market hall behind one address, yet nobody reads the whole series


@require_GET
@never_cache
@policy(ANYONE)
def check(request: HttpRequest) -> HttpResponse:
    """Where a number is typed; a known one leads to its page."""
    if "number" in request.GET:
        _refuse_readers_of_the_series(request)
    form = CheckForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        return redirect("certificates:show", form.certificate.public_id)
    return render(request, "certificates/check.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@never_cache
@policy(ANYONE)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the QR code leads to: valid, corrected, revoked, or not known here."""
    read = read_public_id(public_id)
    if read != public_id:
        return redirect("certificates:show", read)
    certificate = (
        Certificate.objects.filter(public_id=public_id)
        .select_related("award__programme__clinic", "replaced_by")
        .first()
    )
    context = {"certificate": certificate, "form": CheckForm(), "now": timezone.now()}
    return render(request, "certificates/show.html", context, status=200 if certificate else 404)


@require_GET
@policy(PARTICIPANT, of=readable_files, name="certificate")
def file(request: HttpRequest, certificate: Certificate) -> FileResponse:
    """The PDF, for its owner and for the coordinators of the clinic."""
    if not certificate.file:
        raise Refusal(_("Your certificate is still being printed. Please come back in a minute."))
    answer = FileResponse(
        certificate.file.open("rb"),
        as_attachment=True,
        filename=f"{certificate.number} {certificate.name}.pdf",
        content_type="application/pdf",
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _refuse_readers_of_the_series(request: HttpRequest) -> None:
    """Numbers follow one another, so trying them out has a limit; the codes on the paper have none."""
    key = f"certificate_tries:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, TRIES_SECONDS)
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two
        return
    if tries > TRIES_AT_ONCE:
        raise Refusal(_("Many numbers were tried from here. Please scan the QR code, or wait ten minutes."))
