"""Counting tries before they are checked, so that parallel guesses are counted too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from clinic.people.models import PinTry

PAUSE_EVERY, SHORT_PAUSE, LONG_PAUSE = 5, timedelta(minutes=15), timedelta(hours=1)
LONG_PAUSE_FROM, LAST_TRY = 10, 20  # after the last only a mentor or coordinator opens the door again
DEVICE_TRIES, ADDRESS_TRIES, DEVICE_WINDOW = 30, 60, timedelta(hours=1)

# One statement each: of 64 guesses at the same moment 5 are granted, whatever becomes of them.
RESERVE = """
    INSERT INTO people_pintry (key, failures, locked_until, last_at) VALUES (%(key)s, 1, NULL, %(now)s)
    ON CONFLICT (key) DO UPDATE SET
        failures = people_pintry.failures + 1,
        locked_until = CASE
            WHEN (people_pintry.failures + 1) %% %(every)s <> 0 THEN NULL
            WHEN people_pintry.failures + 1 >= %(long_from)s THEN %(long_pause)s
            ELSE %(short_pause)s
        END,
        last_at = %(now)s
    WHERE people_pintry.failures < %(last)s
        AND (people_pintry.locked_until IS NULL OR people_pintry.locked_until <= %(now)s)
    RETURNING failures
"""
RESERVE_DEVICE = """
    INSERT INTO people_pintry (key, failures, locked_until, last_at) VALUES (%(key)s, 1, NULL, %(now)s)
    ON CONFLICT (key) DO UPDATE SET
        failures = CASE
            WHEN people_pintry.locked_until IS NOT NULL OR people_pintry.last_at < %(window)s THEN 1
            ELSE people_pintry.failures + 1
        END,
        locked_until = CASE
            WHEN people_pintry.locked_until IS NOT NULL OR people_pintry.last_at < %(window)s THEN NULL
            WHEN people_pintry.failures + 1 >= %(tries)s THEN %(pause)s
            ELSE NULL
        END,
        last_at = %(now)s
    WHERE people_pintry.locked_until IS NULL OR people_pintry.locked_until <= %(now)s
    RETURNING failures
"""


@dataclass(frozen=True)
class Try:
    """``is_granted``: the secret may be looked at. ``count``: tries since the last success, with this one.

    ``wait_until``: when the next try is granted; None together with a refusal: not before somebody helps.
    """

    is_granted: bool
    count: int = 0
    wait_until: datetime | None = None

    @property
    def left(self) -> int:
        """Tries before the next pause."""
        return -self.count % PAUSE_EVERY


def reserve_try(key: str) -> Try:
    """Count a try for a number or an e-mail address, and say whether it may be checked."""
    now = timezone.now()
    params = {
        "key": key,
        "now": now,
        "every": PAUSE_EVERY,
        "long_from": LONG_PAUSE_FROM,
        "long_pause": now + LONG_PAUSE,
        "short_pause": now + SHORT_PAUSE,
        "last": LAST_TRY,
    }
    return _reserve(RESERVE, params)


def reserve_device_try(key: str, tries: int) -> Try:
    """Count a try from a device: at most ``tries`` in an hour, for all numbers together."""
    now = timezone.now()
    params = {
        "key": key,
        "now": now,
        "window": now - DEVICE_WINDOW,
        "tries": tries,
        "pause": now + DEVICE_WINDOW,
    }
    return _reserve(RESERVE_DEVICE, params)


def forget_tries(key: str) -> None:
    """After a success, or when somebody who knows the person helps."""
    PinTry.objects.filter(key=key).delete()


def give_try_back(key: str) -> None:
    """A success costs a device nothing, and does not wash its failures away either."""
    PinTry.objects.filter(key=key, failures__gt=0).update(failures=F("failures") - 1, locked_until=None)


def _reserve(statement: str, params: dict) -> Try:
    as_stored = connection.ops.adapt_datetimefield_value
    params = {
        name: as_stored(value) if isinstance(value, datetime) else value for name, value in params.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        row = cursor.fetchone()
    if row is not None:
        return Try(is_granted=True, count=row[0])

    standing = PinTry.objects.filter(key=params["key"]).first()
    if standing is None:  # forgotten in this instant
        return Try(is_granted=False, wait_until=timezone.now())
    needs_help = statement is RESERVE and standing.failures >= LAST_TRY
    return Try(
        is_granted=False,
        count=standing.failures,
        wait_until=None if needs_help else standing.locked_until or timezone.now(),
    )


def forget_device_tries() -> int:
    """Forget tries of devices that count no longer, not those of a number; answers how many rows went."""
    counting = Q(key__startswith="phone:") | Q(locked_until__gt=timezone.now())
    over = PinTry.objects.filter(last_at__lt=timezone.now() - DEVICE_WINDOW).exclude(counting)
    return over.delete()[0]
