"""Searching the public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from wagtail.models import Locale

from clinic.policy import ANYONE, policy
from clinic.web.pages import paginate
from courses.queries.site import hits_of, pages_with

PER_PAGE = 20


@require_GET
@policy(ANYONE)
def search(request: HttpRequest) -> HttpResponse:
    """Live pages with these words, in the language of the reader."""
    words = request.GET.get("q", "").strip()
    found = paginate(request, pages_with(words, Locale.get_active()), PER_PAGE)
    return render(request, "courses/search.html", {"words": words, "found": found, "hits": hits_of(found)})
