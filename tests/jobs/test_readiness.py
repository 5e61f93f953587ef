"""What is put in order before a start, and only where it has to be."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic.jobs import readiness
from clinic.jobs.management.commands import start
from clinic.jobs.management.commands.forget_data import OURS

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Today"\nmsgstr "Hari ini"\n'


@pytest.fixture
def words(settings, tmp_path):
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    path = folder / "django.po"
    path.write_text(PO)
    return path


def test_compile_catalogues_compiles_what_is_newer(words):
    assert readiness.compile_catalogues() == 1
    assert readiness.compile_catalogues() == 0
    assert b"Hari ini" in words.with_suffix(".mo").read_bytes()
    assert sorted(path.suffix for path in words.parent.iterdir()) == [".mo", ".po"]


def test_missing_libraries_names_what_cannot_be_loaded(monkeypatch):
    monkeypatch.setattr(readiness, "PANGO", ("libc.so.6", "libnobody-has-this.so.0"))

    assert readiness.missing_libraries() == ["libnobody-has-this.so.0"]


@pytest.mark.django_db
def test_database_that_is_up_to_date_is_left_alone():
    lines = []

    assert readiness.bring_database_up_to_date(lines.append) is False
    assert lines == []


def test_static_files_are_collected_once_per_release(settings, tmp_path, monkeypatch):
    collected = []
    monkeypatch.setattr(readiness, "call_command", lambda name, **how: collected.append(name))
    settings.STATIC_ROOT = tmp_path / "static"
    settings.DEBUG = False

    seen = [readiness.collect_static_files(str), readiness.collect_static_files(str)]
    monkeypatch.setattr(readiness, "_release", lambda: "the next one")
    seen.append(readiness.collect_static_files(str))

    assert seen == [True, False, True]
    assert collected == ["collectstatic", "collectstatic"]


def test_broker_scraps_are_swept_up(settings, tmp_path):
    settings.REDIS_URL = ""
    settings.BROKER_DIR = tmp_path
    for name in ("a.partial", "b.taken", "c.celery.msg"):
        (tmp_path / name).touch()

    readiness.sweep_up_broker_scraps()

    assert [path.name for path in tmp_path.iterdir()] == ["c.celery.msg"]


def test_hold_data_folder_refuses_a_second_start(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    first = start.hold_data_folder()

    with pytest.raises(CommandError, match="already runs with the data in"):
        start.hold_data_folder()

    first.close()
    start.hold_data_folder().close()


def test_addresses_of_one_machine():
    assert start.addresses_of("127.0.0.1", 8001) == ["http://127.0.0.1:8001/"]
    assert start.addresses_of("::1", 8001) == ["http://[::1]:8001/"]


def test_addresses_of_everywhere_begin_with_this_machine():
    assert start.addresses_of("0.0.0.0", 8001)[0] == "http://127.0.0.1:8001/"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_parts_of_a_clinic_on_sqlite_have_one_web_process(monkeypatch, capsys):
    monkeypatch.setenv("WEB_PROCESSES", "4")
    monkeypatch.delenv("BASE_URL", raising=False)
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    web, worker, beat = start.parts_of(
        "0.0.0.0", 8001, ["http://127.0.0.1:8001/", "http://192.168.1.5:8001/"]
    )

    assert [part.name for part in (web, worker, beat)] == ["web", "worker", "beat"]
    assert web.environment == {
        "WEB_PROCESSES": "1",
        "BASE_URL": "http://192.168.1.5:8001",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver,192.168.1.5",
    }
    assert "--pool=solo" in worker.command
    assert "WEB_PROCESSES counts with PostgreSQL only" in capsys.readouterr().out


def test_parts_of_a_larger_clinic_have_more_threads(monkeypatch):
    monkeypatch.setenv("WORKER_CONCURRENCY", "4")

    _web, worker, _beat = start.parts_of("127.0.0.1", 8001, ["http://127.0.0.1:8001/"])

    assert {"--pool=threads", "--concurrency=4"} <= set(worker.command)


@pytest.fixture
def old_data(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("clinic.jobs.management.commands.forget_data.connection.close", lambda: None)
    (tmp_path / "klinik.sqlite3").touch()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "photo.jpg").touch()
    (tmp_path / "pin_pepper").touch()
    return tmp_path


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_forget_data_deletes_data_and_keeps_secrets(old_data):
    call_command("forget_data", yes=True)

    assert not any((old_data / name).exists() for name in OURS)
    assert (old_data / "pin_pepper").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_forget_data_only_tells_on_a_dry_run(old_data, capsys):
    call_command("forget_data", dry_run=True)

    assert "this would delete: klinik.sqlite3, media." in capsys.readouterr().out
    assert (old_data / "klinik.sqlite3").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
@pytest.mark.parametrize(("answer", "is_kept"), [("yes", True), ("delete", False)])
def test_forget_data_asks_first(old_data, monkeypatch, answer, is_kept):
    monkeypatch.setattr("builtins.input", lambda: answer)

    call_command("forget_data")

    assert (old_data / "klinik.sqlite3").exists() is is_kept
