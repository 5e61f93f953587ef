"""Announces work that leaves a trace for each time an item counted."""

import time

from django.apps import AppConfig
from django.db import connection

TABLE = "CREATE TABLE IF NOT EXISTS fault_trace (job text NOT NULL, item text NOT NULL)"


def items(payload: dict) -> list[str]:
    return [str(number) for number in range(payload["items"])]


def prepare(payload: dict, key: str) -> str:
    time.sleep(payload["seconds"])
    return key


def keep(payload: dict, key: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO fault_trace (job, item) VALUES (%s, %s)", [payload["job"], key])


class FaultWorkConfig(AppConfig):
    name = "tests.jobs.fault_work"
    label = "fault_work"

    def ready(self) -> None:
        from clinic.jobs.registry import Work, register

        register(Work("fault", "Work under fire", items, prepare, keep))
