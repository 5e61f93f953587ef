"""Answers for machines: monitors, browsers, the service worker, search engines."""

import hashlib
import json
import tempfile
from functools import cache
from threading import Event

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clinic.policy import ANYONE, policy

OFFLINE_FILES = ["css/klinik.css", "js/klinik.js", "motif/logo.svg", "motif/tumpal.svg"]
NOT_FOR_SEARCH = [
    "/cms/",
    "/desk/",
    "/today/",
    "/learn/",
    "/quiz/",
    "/me/",
    "/mentoring/",
    "/c/",
    "/j/",
    "/login/",
]
MIGRATED = Event()


@policy(ANYONE)
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is looked at."""
    return HttpResponse("ok\n", content_type="text/plain")


@policy(ANYONE)
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Whether people can be sent here: the database answers and is up to date, files can be written."""
    checks = {"database": _database_answers(), "data": _data_folder_takes_files()}
    checks["migrations"] = checks["database"] and _migrations_are_applied()
    return JsonResponse(
        {"ready": all(checks.values()), **checks}, status=200 if all(checks.values()) else 503
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations_are_applied() -> bool:
    """Reading all migrations takes a second, so a yes is remembered for the life of the process."""
    if not MIGRATED.is_set():
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            MIGRATED.set()
    return MIGRATED.is_set()


def _data_folder_takes_files() -> bool:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR):
            return True
    except OSError:
        return False


@policy(ANYONE)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows where there is neither signal nor a kept copy."""
    return render(request, "web/offline.html")


@policy(ANYONE)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, from the root so that it may serve all addresses; a new release is a new version."""
    shipped = {
        "version": release_hash(),
        "shell": ["/offline/", *map(static, OFFLINE_FILES)],
        "statics": settings.STATIC_URL,
    }
    response = render(
        request, "web/sw.js", {"shipped": json.dumps(shipped)}, content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


@cache
def release_hash() -> str:
    """Changes with any static file, for all their hashed names go into it."""
    names = getattr(staticfiles_storage, "hashed_files", {})
    return hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()[:12]


@policy(ANYONE)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the clinic on its home screen."""
    return render(request, "web/manifest.webmanifest", content_type="application/manifest+json")


@policy(ANYONE)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("img/icon-48.png"))


@policy(ANYONE)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in NOT_FOR_SEARCH)]
    lines.append(f"Sitemap: {settings.BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
