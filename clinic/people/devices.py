"""Telling apart the phones that knock: one that was let in before, and strangers."""

import secrets
from hashlib import sha256

from django.conf import settings

COOKIE = "device"
SALT = "clinic.people.device"
LASTS = 2 * 365 * 24 * 3600


def device_key(request) -> str:
    """``device:...`` for a phone that carries our signed cookie, else ``address:...`` of its connection.

    The cookie is earned by signing in: whoever drops it shares the count of the whole address.
    """
    if request is None:
        return "address:none"
    device = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    if device:
        return f"device:{device}"
    address = sha256(f"{settings.PIN_PEPPER}{client_address(request)}".encode()).hexdigest()
    return f"address:{address[:32]}"


def client_address(request) -> str:
    """The address the request came from; behind a proxy of ours, the one it added last."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def remember_device(request, response) -> None:
    """Called when somebody was let in."""
    if request.get_signed_cookie(COOKIE, default=None, salt=SALT):
        return
    response.set_signed_cookie(
        COOKIE,
        secrets.token_urlsafe(12),
        salt=SALT,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
