"""Answers for machines and browsers, and the pages of those who did not get in."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client

from clinic.web.keeping import keeper_of
from clinic.web.views import machines
from clinic.web.views.media import asked_range

pytestmark = pytest.mark.django_db


def test_alive_says_so_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz/")

    assert (response.status_code, response.text) == (200, "ok\n")


def test_ready_says_what_is_ready(client, monkeypatch):
    monkeypatch.setattr(machines, "_migrations_are_applied", lambda: True)

    response = client.get("/readyz/")

    assert response.json() == {"ready": True, "database": True, "data": True, "migrations": True}


@pytest.mark.parametrize(
    "missing", ["_database_answers", "_migrations_are_applied", "_data_folder_takes_files"]
)
def test_ready_answers_503_while_something_is_not(client, monkeypatch, missing):
    monkeypatch.setattr(machines, "_migrations_are_applied", lambda: True)
    monkeypatch.setattr(machines, missing, lambda: False)

    response = client.get("/readyz/")

    assert (response.status_code, response.json()["ready"]) == (503, False)


def test_ready_notices_a_database_that_is_gone(monkeypatch):
    def gone():
        raise DatabaseError

    monkeypatch.setattr(machines.connection, "cursor", gone)

    assert machines._database_answers() is False


def test_ready_notices_a_data_folder_that_is_gone(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"

    assert machines._data_folder_takes_files() is False


def test_ready_sees_whether_migrations_wait(monkeypatch):
    waiting = [object()]
    monkeypatch.setattr(machines.MigrationExecutor, "migration_plan", lambda self, targets: waiting)
    machines.MIGRATED.clear()

    before = machines._migrations_are_applied()
    waiting.clear()
    after = machines._migrations_are_applied()
    machines.MIGRATED.clear()

    assert (before, after) == (False, True)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/learn/?page=2", "/learn/?page=2"),
        ("/en/about/", "/en/about/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_choose_language_goes_on_within_the_site(asked, expected):
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "en", "next": asked})

    assert response["Location"] == expected
    assert response.cookies["django_language"].value == "en"


def test_choose_language_knows_only_our_languages(client):
    response = client.post("/language/", {"language": "<script>", "next": "/"})

    assert "django_language" not in response.cookies


def test_choose_language_changes_nothing_on_get(client):
    assert client.get("/language/").status_code == 405


@pytest.fixture
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    for name in [
        "images/foto.width-480.avif",
        "original_images/foto.jpg",
        "original_images/x.svg",
        "documents/lembar.pdf",
        "documents/klip.mp4",
        "certificates/secret.pdf",
        "loose.jpg",
    ]:
        file = Path(settings.MEDIA_ROOT, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(range(100)))
    (tmp_path / "secret_key").write_text("secret")
    Path(settings.MEDIA_ROOT, "images", "way-out.jpg").symlink_to(tmp_path / "secret_key")


@pytest.mark.parametrize(
    ("path", "disposition", "cache"),
    [
        ("images/foto.width-480.avif", "inline", "public, max-age=31536000, immutable"),
        ("original_images/foto.jpg", "inline", "public, max-age=3600"),
        ("original_images/x.svg", "attachment", "public, max-age=3600"),
        ("documents/lembar.pdf", "attachment", "public, max-age=3600"),
        ("documents/klip.mp4", "inline", "public, max-age=3600"),
    ],
)
def test_media_shows_pictures_and_hands_out_the_rest(client, media_root, path, disposition, cache):
    response = client.get(f"/media/{path}")

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith(disposition)
    assert response["Cache-Control"] == cache
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in response or "Cookie" not in response["Vary"]


@pytest.mark.parametrize(
    "path",
    [
        "certificates/secret.pdf",
        "loose.jpg",
        "images/",
        "images/missing.jpg",
        "images/../certificates/secret.pdf",
        "../secret_key",
        "images/../../secret_key",
        "%2e%2e/secret_key",
        "images/%2e%2e/%2e%2e/secret_key",
        "/etc/passwd",
        "images/way-out.jpg",
        "images/foto%00.jpg",
    ],
)
def test_media_keeps_everything_else_shut(client, media_root, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_media_plays_a_part(client, media_root):
    response = client.get("/media/documents/klip.mp4", headers={"Range": "bytes=10-19"})

    assert response.status_code == 206
    assert response["Content-Range"] == "bytes 10-19/100"
    assert response["Content-Length"] == "10"
    assert b"".join(response.streaming_content) == bytes(range(10, 20))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=0-", (0, 99)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=100-", None),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("", None),
    ],
)
def test_asked_range(header, expected):
    assert asked_range(header, 100) == expected


def test_service_worker_is_asked_for_each_time_and_names_the_release(client):
    response = client.get("/sw.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert f'"version": "{machines.release_hash()}"' in response.text
    assert '"/offline/", "/static/css/klinik.css"' in response.text


def test_manifest_is_json_with_icons(client):
    manifest = json.loads(client.get("/manifest.webmanifest").text)

    assert (manifest["name"], manifest["start_url"], manifest["lang"]) == ("Klinik", "/today/", "id")
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512", "512x512"]


def test_robots_keep_out_of_what_is_personal(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert {"Disallow: /c/", "Disallow: /today/", "Disallow: /desk/"} <= set(lines)


def test_favicon_leads_to_a_file_that_exists(client):
    response = client.get("/favicon.ico")

    assert response["Location"] == "/static/img/icon-48.png"


def test_offline_page_is_the_same_for_everybody(client):
    response = client.get("/offline/")

    assert "data-offline-page" in response.text
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("address", ["/nowhere-at-all/", "/en/nowhere-at-all/", "/desk/nowhere/"])
def test_not_found_is_a_page_in_words(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert '<a class="button" href="/' in response.text


def test_closed_door_is_a_page_in_words(client, monkeypatch):
    monkeypatch.setattr("tests.web.urls.render", closed)

    assert client.get("/form/").status_code == 403


def closed(*args, **kwargs):
    raise PermissionDenied


def test_stale_form_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/form/", headers={"Cookie": "django_language=en"})

    assert response.status_code == 403
    assert "open the page again, then send it once more" in response.text


def test_broken_asks_neither_database_nor_session(client, django_assert_num_queries):
    client.raise_request_exception = False

    with django_assert_num_queries(0):
        response = client.get("/breaking/")

    assert response.status_code == 500
    assert "<h1>" in response.text


def test_kept_pages_are_marked_for_the_person_who_came_in_with_a_pin(client, django_user_model):
    person = django_user_model.objects.create_user(phone="+6281274013355", name="Rosmaniar Hasan")
    client.force_login(person, backend="clinic.people.sign_in.PinBackend")
    without = client.get("/today/")
    session = client.session
    session["door"] = "pin"
    session.save()

    marked = client.get("/today/")

    assert "Klinik-Keeper" not in without
    assert marked["Klinik-Keeper"] == keeper_of(person)
    assert f'data-keeper="{keeper_of(person)}"' in marked.text
    assert str(person.public_id) not in marked.text


def test_kept_pages_say_nothing_of_public_pages(client):
    assert "Klinik-Keeper" not in client.get("/about/")
