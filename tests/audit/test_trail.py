"""The trail sees every path, names who was at work, and cannot be changed."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from clinic.audit.actions import record
from clinic.audit.models import AuditEvent
from clinic.audit.receivers import restore_triggers
from clinic.audit.track import TrackTable
from clinic.audit.who import Who, acting, at_work
from clinic.people.models import Appointment, Person
from tests.people.factories import AppointmentFactory, StaffFactory

pytestmark = pytest.mark.django_db
TABLE = "people_appointment"


@pytest.fixture
def appointment():
    return AppointmentFactory(starts_on=date(2026, 1, 5))


@pytest.fixture
def since(appointment):
    """Events after the appointment was made."""
    last = AuditEvent.objects.order_by("id").last().pk
    return lambda: list(AuditEvent.objects.filter(pk__gt=last).order_by("id"))


def test_track_table_records_an_insert(appointment):
    event = AuditEvent.objects.filter(action="insert", table=TABLE).latest("id")

    assert event.row_id == str(appointment.pk)
    assert event.before is None
    assert event.after == {
        "person_id": appointment.person_id,
        "role": "coordinator",
        "clinic_id": appointment.clinic_id,
        "organisation_id": None,
        "starts_on": "2026-01-05",
        "ends_on": None,
    }


def save(appointment):
    appointment.ends_on = date(2026, 12, 31)
    appointment.save()


def update(appointment):
    Appointment.objects.filter(pk=appointment.pk).update(ends_on=date(2026, 12, 31))


def bulk_update(appointment):
    appointment.ends_on = date(2026, 12, 31)
    Appointment.objects.bulk_update([appointment], ["ends_on"])


def raw_sql(appointment):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET ends_on = '2026-12-31' WHERE id = %s", [appointment.pk])


def raw_sql_behind_a_cte(appointment):
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH last AS (SELECT '2026-12-31' AS day) UPDATE {TABLE} "
            "SET ends_on = (SELECT CAST(day AS date) FROM last) WHERE id = %s"
            if connection.vendor == "postgresql"
            else f"WITH last AS (SELECT '2026-12-31' AS day) UPDATE {TABLE} "
            "SET ends_on = (SELECT day FROM last) WHERE id = %s",
            [appointment.pk],
        )


@pytest.mark.parametrize("change", [save, update, bulk_update, raw_sql, raw_sql_behind_a_cte])
def test_track_table_records_a_change_by_whatever_path(appointment, since, change):
    change(appointment)

    (event,) = since()
    assert (event.action, event.table, event.row_id) == ("update", TABLE, str(appointment.pk))
    assert (event.before["ends_on"], event.after["ends_on"]) == (None, "2026-12-31")


def test_track_table_records_a_deletion(appointment, since):
    pk = appointment.pk

    Appointment.objects.filter(pk=pk).delete()

    (event,) = since()
    assert (event.action, event.row_id, event.after) == ("delete", str(pk), None)
    assert event.before["role"] == "coordinator"


def test_track_table_is_silent_about_nothing(appointment, since):
    appointment.save()

    assert since() == []


def test_track_table_forgets_with_the_transaction(appointment, since):
    savepoint = transaction.savepoint()
    update(appointment)
    transaction.savepoint_rollback(savepoint)

    assert since() == []


@pytest.mark.parametrize("change", [save, update, bulk_update, raw_sql])
def test_track_table_names_who_is_at_work(appointment, since, change):
    with at_work(lambda: Who(actor_id=7, door="password", request_id="abc")):
        change(appointment)

    (event,) = since()
    assert (event.actor_id, event.door, event.request_id) == (7, "password", "abc")


def test_track_table_does_not_name_the_one_before(appointment, since):
    with at_work(lambda: Who(actor_id=7, door="password")):
        update(appointment)

    Appointment.objects.filter(pk=appointment.pk).update(ends_on=None)

    assert [event.actor_id for event in since()] == [7, None]


def test_acting_names_a_command(appointment, since):
    person = StaffFactory()

    with acting(person):
        update(appointment)

    (event,) = since()
    assert (event.actor_id, event.door) == (person.pk, "command")


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: AuditEvent.objects.update(actor_id=1),
        lambda: AuditEvent.objects.all().delete(),
        lambda: AuditEvent.objects.first().delete(),
        lambda: connection.cursor().execute("DELETE FROM audit_auditevent"),
        lambda: connection.cursor().execute("UPDATE audit_auditevent SET action = 'x'"),
    ],
)
def test_trail_refuses_to_be_changed(appointment, tamper):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_trail_refuses_to_be_emptied(appointment):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditevent")


def test_record_writes_an_act():
    person, boss = StaffFactory(), StaffFactory()

    event = record("data_read", person, by=boss, after={"page": "desk"})

    event.refresh_from_db()
    assert (event.action, event.table, event.row_id) == ("data_read", "people_person", str(person.pk))
    assert (event.actor_id, event.before, event.after) == (boss.pk, None, {"page": "desk"})


def test_record_takes_a_model_for_an_act_on_many():
    assert record("exported", Person).row_id == ""


def test_track_table_again_replaces_the_columns(appointment, since):
    operation = TrackTable(TABLE, columns=["role"])

    operation.database_forwards("people", connection.schema_editor(), ProjectState(), ProjectState())
    Appointment.objects.filter(pk=appointment.pk).update(ends_on=date(2026, 12, 31))
    Appointment.objects.filter(pk=appointment.pk).update(role="observer")

    (event,) = since()
    assert (event.before, event.after) == ({"role": "coordinator"}, {"role": "observer"})


def test_track_table_backwards_stops_writing(appointment, since):
    operation = TrackTable(TABLE, columns=["role"])

    operation.database_backwards("people", connection.schema_editor(), ProjectState(), ProjectState())
    update(appointment)

    assert since() == []


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_restore_triggers_after_a_table_was_made_anew(appointment, since):
    with connection.cursor() as cursor:
        for event in ("insert", "update", "delete"):
            cursor.execute(f"DROP TRIGGER audit_{TABLE}_{event}")

    restore_triggers(sender=None, using="default", plan=[("a migration", False)])
    update(appointment)

    assert [event.action for event in since()] == ["update"]


def test_track_table_can_be_written_to_a_migration():
    name, args, kwargs = TrackTable("t", columns=["a"]).deconstruct()

    assert (name, args, kwargs) == ("TrackTable", ["t"], {"columns": ["a"], "key": "id"})
