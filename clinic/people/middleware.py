"""Whoever visits keeps being signed in: the 90 days of one's own phone begin anew each day one comes."""

from django.utils import timezone

from clinic.people.sessions import OWN_PHONE

KEPT_ON = "kept_on"


def keep_signed_in(get_response):
    """Looks only at sessions the request has opened anyway: public pages stay free of them."""

    def middleware(request):
        response = get_response(request)
        if request.session.accessed and not request.session.is_empty():
            renew(request.session)
        return response

    return middleware


def renew(session) -> None:
    today = timezone.localdate().isoformat()
    if session.get("_session_expiry") == OWN_PHONE.total_seconds() and session.get(KEPT_ON) != today:
        session[KEPT_ON] = today  # one write a day
