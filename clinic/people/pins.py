"""PINs: which are too easy to guess, and how one is kept."""

import hmac
import re
import secrets
from functools import cache
from hashlib import sha256
from itertools import pairwise
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.translation import gettext_lazy as _

DIGITS = 6
PIN = re.compile(r"[0-9]{6}")

# The most common of published lists that the rules below do not catch.
COMMON = frozenset(
    [
        "123321",
        "123654",
        "123698",
        "123789",
        "124578",
        "131415",
        "131452",
        "135790",
        "147258",
        "147852",
        "147963",
        "159357",
        "159753",
        "159951",
        "235689",
        "246810",
        "258369",
        "271828",
        "314159",
        "332211",
        "357159",
        "456123",
        "654123",
        "753159",
        "789456",
        "951753",
        "963852",
        "987123",
    ]
)

WHY_NOT = {
    "shape": _("A PIN has exactly 6 digits. Please check what you typed."),
    "repeats": _("This PIN repeats the same digits. Choose six that are less regular."),
    "sequence": _("These digits stand in a row. Mix them."),
    "date": _("This looks like a date or a year. Birthdays are guessed first, choose something else."),
    "phone": _("These digits are in your phone number. Choose others."),
    "common": _("Many people use this PIN, so it is guessed first. Choose another one."),
}

AT_ONCE = BoundedSemaphore(4)  # each argon2 run holds memory: a class of 30 signs in by fours


class PinHasher(Argon2PasswordHasher):
    """Small enough for a laptop that serves a whole class; the pepper carries the strength."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


def weakness(pin: str, phone: str = "") -> str | None:
    """The reason (a key of ``WHY_NOT``) why this PIN is too easy to guess, or None.

    ``phone`` is the person's own number as E.164.
    """
    if not PIN.fullmatch(pin):
        return "shape"
    if _repeats(pin):
        return "repeats"
    if _is_sequence(pin):
        return "sequence"
    if pin in COMMON:
        return "common"
    if _is_date(pin):
        return "date"
    if pin in phone or pin in phone.replace("+62", "0"):
        return "phone"
    return None


def _repeats(pin: str) -> bool:
    """Two different digits at most, or a part that comes again: 121212, 123123, 110011."""
    return len(set(pin)) <= 2 or pin[:2] * 3 == pin or pin[:3] * 2 == pin


def _is_sequence(pin: str) -> bool:
    """One step between neighbours all along: 123456, 890123, 975310, 246802."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(steps) == 1


def _is_date(pin: str) -> bool:
    """Day, month and year in the orders people write them, or a year of birth at either end."""
    first, middle, last = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    if 1 <= middle <= 12 and (1 <= first <= 31 or 1 <= last <= 31):  # ddmmyy, yymmdd
        return True
    if 1 <= first <= 12 and 1 <= middle <= 31:  # mmddyy
        return True
    return any(1930 <= int(year) <= 2030 for year in (pin[:4], pin[2:]))


def seal(pin: str) -> str:
    """What is kept of a PIN."""
    hasher = PinHasher()
    with AT_ONCE:
        return hasher.encode(_peppered(pin), hasher.salt())


def matches(pin: str, sealed: str) -> bool:
    """Takes as long for somebody without a PIN: a stranger cannot tell whose number is known."""
    with AT_ONCE:
        is_right = PinHasher().verify(_peppered(pin), sealed or _nobodys())
    return is_right and bool(sealed)


def new_code() -> str:
    """Six digits for a one-time code, read aloud: no PIN that somebody would guess."""
    while weakness(code := f"{secrets.randbelow(10**DIGITS):06}"):
        pass
    return code


def seal_code(code: str) -> str:
    """A code lives a day and its tries are counted: the pepper alone keeps it, in no time."""
    salt = secrets.token_hex(8)
    return f"{salt}${_code_mac(salt, code)}"


def code_matches(code: str, sealed: str) -> bool:
    salt, _sign, mac = sealed.partition("$")
    return hmac.compare_digest(mac, _code_mac(salt, code))


def _code_mac(salt: str, code: str) -> str:
    return hmac.new(settings.PIN_PEPPER.encode(), f"{salt}{code}".encode(), sha256).hexdigest()


def _peppered(pin: str) -> str:
    """A stolen table without the pepper tells nothing about a million possible PINs."""
    return hmac.new(settings.PIN_PEPPER.encode(), pin.encode(), sha256).hexdigest()


@cache
def _nobodys() -> str:
    hasher = PinHasher()
    return hasher.encode(secrets.token_hex(8), hasher.salt())
