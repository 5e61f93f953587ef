"""Tries are counted before they are checked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from clinic.people.actions.tries import (
    forget_device_tries,
    forget_tries,
    give_try_back,
    reserve_device_try,
    reserve_try,
)
from clinic.people.models import PinTry

KEY, DEVICE = "phone:+6281274013355", "device:abc"


def pass_time(key: str, hours: float) -> None:
    row = PinTry.objects.get(key=key)
    row.last_at -= timedelta(hours=hours)
    if row.locked_until:
        row.locked_until -= timedelta(hours=hours)
    row.save()


@pytest.mark.django_db
def test_reserve_try_grants_five_and_then_pauses_for_a_quarter_of_an_hour():
    granted = [reserve_try(KEY) for _ in range(5)]

    refused = reserve_try(KEY)

    assert [(one.is_granted, one.left) for one in granted] == [(True, left) for left in (4, 3, 2, 1, 0)]
    assert not refused.is_granted
    assert timedelta(minutes=14) < refused.wait_until - timezone.now() <= timedelta(minutes=15)


@pytest.mark.django_db
def test_reserve_try_pauses_for_an_hour_after_ten():
    for _ in range(5):
        reserve_try(KEY)
    pass_time(KEY, 0.3)
    for _ in range(5):
        reserve_try(KEY)

    refused = reserve_try(KEY)

    assert timedelta(minutes=59) < refused.wait_until - timezone.now() <= timedelta(hours=1)


@pytest.mark.django_db
def test_reserve_try_asks_for_help_after_twenty_however_long_one_waits():
    for _ in range(4):
        for _ in range(5):
            assert reserve_try(KEY).is_granted
        pass_time(KEY, 2)

    refused = reserve_try(KEY)

    assert not refused.is_granted
    assert refused.wait_until is None
    assert PinTry.objects.get(key=KEY).failures == 20


@pytest.mark.django_db
def test_forget_tries_opens_the_door_again():
    for _ in range(5):
        reserve_try(KEY)

    forget_tries(KEY)

    assert reserve_try(KEY).count == 1


@pytest.mark.django_db
def test_reserve_device_try_grants_so_many_an_hour():
    granted = [reserve_device_try(DEVICE, 3).is_granted for _ in range(4)]

    pass_time(DEVICE, 1.1)

    assert granted == [True, True, True, False]
    assert reserve_device_try(DEVICE, 3).count == 1


@pytest.mark.django_db
def test_reserve_device_try_begins_anew_after_a_quiet_hour():
    reserve_device_try(DEVICE, 3)
    reserve_device_try(DEVICE, 3)

    pass_time(DEVICE, 1.1)

    assert reserve_device_try(DEVICE, 3).count == 1


@pytest.mark.django_db
def test_give_try_back_leaves_the_other_failures():
    reserve_device_try(DEVICE, 30)
    reserve_device_try(DEVICE, 30)

    give_try_back(DEVICE)

    assert PinTry.objects.get(key=DEVICE).failures == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_reserve_try_grants_five_of_64_parallel_guesses():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database file")

    def guess(_number: int) -> bool:
        try:
            return reserve_try(KEY).is_granted
        finally:
            connection.close()

    with ThreadPoolExecutor(64) as pool:
        granted = list(pool.map(guess, range(64)))

    assert sum(granted) == 5


@pytest.mark.django_db
def test_forget_device_tries_keeps_what_still_counts():
    reserve_try(KEY)
    reserve_device_try(DEVICE, 30)
    reserve_device_try("device:now", 30)
    pass_time(KEY, hours=2)
    pass_time(DEVICE, hours=2)

    assert forget_device_tries() == 1
    assert {row.key for row in PinTry.objects.all()} == {KEY, "device:now"}
