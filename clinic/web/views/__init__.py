"""Pages of the shell."""

from clinic.web.views.doors import bad_request, broken, closed_door, not_found, stale_form
from clinic.web.views.language import choose_language
from clinic.web.views.machines import alive, favicon, manifest, offline, ready, robots, service_worker
from clinic.web.views.media import media

__all__ = [
    "alive",
    "bad_request",
    "broken",
    "choose_language",
    "closed_door",
    "favicon",
    "manifest",
    "media",
    "not_found",
    "offline",
    "ready",
    "robots",
    "service_worker",
    "stale_form",
]
