"""Searching the public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from wagtail.models import Locale, Page

from clinic.policy import ANYONE, policy
from clinic.web.pages import paginate

PER_PAGE = 20


@require_GET
@policy(ANYONE)
def search(request: HttpRequest) -> HttpResponse:
    """Live pages with these words, in the language of the reader."""
    words = request.GET.get("q", "").strip()
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=1)
    found = pages.search(words, operator="and") if words else pages.none()
    context = {"words": words, "found": paginate(request, found, PER_PAGE)}
    return render(request, "courses/search.html", context)
