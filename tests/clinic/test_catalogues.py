"""Indonesian says everything the code can say."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUE = Path("clinic/web/locale/id/LC_MESSAGES/django.po")
SPOKEN = ["clinic", "courses", "assessments", "mentoring", "certificates", "templates"]

needs_gettext = pytest.mark.skipif(
    not all(map(shutil.which, ("xgettext", "msgmerge", "msguniq", "msgattrib"))), reason="gettext is missing"
)


def key_of(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid


def is_translated(entry: polib.POEntry) -> bool:
    """With its plural, where it has one."""
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


@pytest.fixture(scope="module")
def kept() -> polib.POFile:
    return polib.pofile(str(ROOT / CATALOGUE))


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> polib.POFile:
    """What makemessages finds in a copy of the code."""
    copy = tmp_path_factory.mktemp("code")
    for folder in SPOKEN:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "locale"))
    (copy / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "id", "--no-location", "-v", "0"]
    outside = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env=outside)
    return polib.pofile(str(copy / "locale/id/LC_MESSAGES/django.po"))


@needs_gettext
def test_everything_the_code_says_is_translated(said, kept):
    known = {key_of(entry) for entry in kept if is_translated(entry) and not entry.obsolete}

    assert [entry.msgid for entry in said if key_of(entry) not in known] == []


@needs_gettext
def test_nothing_is_kept_that_nobody_says(said, kept):
    used = {key_of(entry) for entry in said}

    assert [entry.msgid for entry in kept if key_of(entry) not in used] == []


def test_nothing_is_guessed(kept):
    assert [entry.msgid for entry in kept if entry.fuzzy or entry.obsolete] == []
