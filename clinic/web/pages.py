"""Page or fragment, and long lists in pages."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails


def render_page_or_fragment(
    request: HttpRequest, template: str, context: dict | None = None, status: int = 200
) -> HttpResponse:
    """``app/page.html`` for a browser, ``app/_page.html`` for htmx.

    A boosted link and a restored history entry want the whole page although they come with ``HX-Request``.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        folder, _, name = template.rpartition("/")
        template = f"{folder}/_{name}"
    return render(request, template, context, status=status)


def paginate(request: HttpRequest, rows: QuerySet | list, per_page: int = 50) -> Page:
    """The page of rows that ``?page=`` asks for; the nearest one where there is no such page."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
