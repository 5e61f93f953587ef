"""Counting tries before they are checked, so that parallel guesses are counted too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from clinic.people.models import PinTry

PAUSES = (
    (10, timedelta(hours=1)),
    (5, timedelta(minutes=15)),
)  # from this many failures on, at each multiple
LAST_TRY = 20  # then only a mentor or coordinator opens the door again
DEVICE_TRIES, ADDRESS_TRIES, DEVICE_HOUR = 30, 60, timedelta(hours=1)


@dataclass(frozen=True)
class Try:
    """``is_granted``: the secret may be looked at. ``left``: tries before the next pause.

    ``wait_until``: when the next try is granted; None together with a refusal: not before somebody helps.
    """

    is_granted: bool
    left: int = 0
    wait_until: datetime | None = None

    @property
    def needs_help(self) -> bool:
        return not self.is_granted and self.wait_until is None


def reserve_try(key: str) -> Try:
    """Count a try for a number or an e-mail address, and say whether it may be checked.

    One statement: of 64 guesses at the same moment 5 are granted, whatever becomes of them.
    """
    pause_at_10, pause_at_5 = PAUSES
    now = timezone.now()
    row = _upsert(
        key,
        now,
        tries=f"{_T}.failures + 1",
        until=f"CASE WHEN ({_T}.failures + 1) >= 10 AND ({_T}.failures + 1) %% 5 = 0 THEN %s "
        f"WHEN ({_T}.failures + 1) %% 5 = 0 THEN %s ELSE NULL END",
        until_params=[now + pause_at_10[1], now + pause_at_5[1]],
        granted=f"{_T}.failures < {LAST_TRY} AND ({_T}.locked_until IS NULL OR {_T}.locked_until <= %s)",
        granted_params=[now],
    )
    if row is None:
        return _refused(key)
    return Try(is_granted=True, left=-row % 5)


def reserve_device_try(key: str, tries: int) -> Try:
    """Count a try from a device: at most ``tries`` in an hour, for all numbers together."""
    now = timezone.now()
    an_hour_ago = now - DEVICE_HOUR
    starts_again = f"({_T}.locked_until IS NOT NULL OR {_T}.last_at < %s)"
    row = _upsert(
        key,
        now,
        tries=f"CASE WHEN {starts_again} THEN 1 ELSE {_T}.failures + 1 END",
        tries_params=[an_hour_ago],
        until=f"CASE WHEN NOT {starts_again} AND {_T}.failures + 1 >= {int(tries)} THEN %s ELSE NULL END",
        until_params=[an_hour_ago, now + DEVICE_HOUR],
        granted=f"{_T}.locked_until IS NULL OR {_T}.locked_until <= %s",
        granted_params=[now],
    )
    return _refused(key) if row is None else Try(is_granted=True, left=int(tries) - row)


def forget_tries(key: str) -> None:
    """After a success, or when somebody who knows the person helps."""
    PinTry.objects.filter(key=key).delete()


def give_try_back(key: str) -> None:
    """A success costs a device nothing, and does not wash away its failures either."""
    PinTry.objects.filter(key=key, failures__gt=0).update(failures=F("failures") - 1, locked_until=None)


_T = "people_pintry"


def _upsert(
    key: str,
    now: datetime,
    *,
    tries: str,
    until: str,
    granted: str,
    until_params: list,
    granted_params: list,
    tries_params: list | None = None,
) -> int | None:
    """The number of tries including this one; None where it was not granted and not counted."""
    as_stored = connection.ops.adapt_datetimefield_value
    params = [key, now, *(tries_params or []), *until_params, now, *granted_params]
    params = [as_stored(value) if isinstance(value, datetime) else value for value in params]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_T} (key, failures, locked_until, last_at) VALUES (%s, 1, NULL, %s) "
            f"ON CONFLICT (key) DO UPDATE SET failures = {tries}, locked_until = {until}, last_at = %s "
            f"WHERE {granted} RETURNING failures",
            params,
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _refused(key: str) -> Try:
    row = PinTry.objects.filter(key=key).first()
    if row is None or row.locked_until is None or row.failures >= LAST_TRY:
        return Try(is_granted=False)
    return Try(is_granted=False, wait_until=row.locked_until)
