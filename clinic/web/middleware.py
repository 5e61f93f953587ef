"""What happens to every request: its language, its policy, and how htmx hears a redirect or a refusal."""

import json
import logging
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget
from django_htmx.middleware import HtmxDetails

from clinic.policy import DOOR_PIN, SESSION_DOOR
from clinic.refusals import Refusal
from clinic.web.addresses import first_segment, is_app_address
from clinic.web.keeping import keeper_of

log = logging.getLogger(__name__)

SIGN_IN_VIEWS = {"people:sign_in", "people:staff_sign_in", "mfa_activate_totp", "mfa_authenticate"}

# The inline scripts of Wagtail's widgets and panels: names we know, arguments in JSON; nothing else matches.
WIDGET_SCRIPT = re.compile(
    r"<script>(?:new )?"
    r"(initDateChooser|initTimeChooser|initDateTimeChooser"
    r"|Chooser|PageChooser|ImageChooser|DocumentChooser|SnippetChooser|TaskChooser)"
    r'\(("[^"<]*", \{[^<]*\})\);</script>'
)
PANEL_SCRIPT = re.compile(
    r"<script>\s*\(function\(\) \{\s*var panel = new (InlinePanel|MultipleChooserPanel)"
    r'\(JSON\.parse\(("[^"<]*")\)\);\s*\}\)\(\);\s*</script>'
)
CMS_SCRIPT_END = " data-wants-nonce></script>"
INERT_SCRIPT = r'<script type="application/json" data-klinik-init="\1">[\2]</script>'


def language(get_response: Callable) -> Callable:
    """The page tree says its language in its address; everywhere else the person's cookie decides.

    A phone's own language does not count: phones bought second-hand speak English to people who do not.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", code)
            if is_app_address(request.path_info):
                patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    if is_app_address(request.path_info):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return chosen if chosen in known else settings.LANGUAGE_CODE
    prefix = first_segment(request.path_info)
    return prefix if prefix in known else settings.LANGUAGE_CODE


def htmx_answers(get_response: Callable) -> Callable:
    """A sign-in page never lands in a fragment, and caches keep page and fragment apart."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
        htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
        if htmx and response.status_code in (301, 302, 303) and _leads_to_sign_in(response.url):
            here = urlencode({"next": htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{urlsplit(response.url).path}?{here}")
        return response

    return middleware


def _leads_to_sign_in(address: str) -> bool:
    try:
        return resolve(urlsplit(address).path).view_name in SIGN_IN_VIEWS
    except Resolver404:
        return False


def refusals(get_response: Callable) -> Callable:
    """A rule that said no answers with its words: a notice for htmx, a page for everybody else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = _refusal_answer  # type: ignore[attr-defined]
    return middleware


def _refusal_answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if not isinstance(exception, Refusal):
        return None
    context = {"words": exception.words, "tone": "bad"}
    if request.htmx:  # type: ignore[attr-defined]
        notice = render(request, "web/_notice.html", context, status=409)
        return reswap(retarget(notice, "#notices"), "innerHTML")
    return render(request, "web/refusal.html", context | {"back": _came_from(request)}, status=409)


def _came_from(request: HttpRequest) -> str:
    """The page the person was on, for the way back; only within this site."""
    referer = urlsplit(request.headers.get("Referer", ""))
    is_ours = referer.netloc == request.get_host() and referer.path != request.path
    return referer._replace(scheme="", netloc="").geturl() if is_ours else "/"


def wagtail_scripts(get_response: Callable) -> Callable:
    """Take the inline scripts out of Wagtail's admin, so that its pages live under our strict CSP.

    What they did is written as data, and `assets/js/cms.js` does it. A nonce would not be enough: scripts in
    dialogs come with a later answer than the page, and a nonce would let any look-alike run. Only cms.js gets
    one, for the style sheets the text editor makes.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            not request.path_info.startswith("/cms/")
            or response.streaming
            or b"<script" not in response.content
        ):
            return response
        kind = response.get("Content-Type", "")
        if kind.startswith("text/html"):
            html = scripts_as_data(response.text)
            if CMS_SCRIPT_END in html:
                html = html.replace(CMS_SCRIPT_END, f' nonce="{nonce_of(request)}"></script>', 1)
            response.content = html
        elif kind.startswith("application/json"):
            answer = json.loads(response.content)
            if isinstance(answer, dict) and isinstance(answer.get("html"), str):
                response.content = json.dumps(answer | {"html": scripts_as_data(answer["html"])})
        if "Content-Length" in response:
            response["Content-Length"] = str(len(response.content))
        return response

    return middleware


def nonce_of(request: HttpRequest) -> str:
    return request.csp_nonce  # type: ignore[attr-defined]


def scripts_as_data(html: str) -> str:
    return PANEL_SCRIPT.sub(INERT_SCRIPT, WIDGET_SCRIPT.sub(INERT_SCRIPT, html))


class PolicyMiddleware:
    """An address without a policy is closed to everybody."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        if not hasattr(view, "policy"):
            log.error("closed %s: its view %s.%s has no policy", request.path, view.__module__, view.__name__)
            raise PermissionDenied


def kept_pages(get_response: Callable) -> Callable:
    """Says for whom a page was made, so that the service worker keeps it under that person's name.

    Only pages of people who came in with their PIN; ``no-store`` pages are never kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_personal = request.session.accessed and response.get("Content-Type", "").startswith("text/html")
        if is_personal and request.session.get(SESSION_DOOR) == DOOR_PIN and request.user.is_authenticated:
            response["Klinik-Keeper"] = keeper_of(request.user)
        return response

    return middleware
