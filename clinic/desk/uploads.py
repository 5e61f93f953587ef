"""Lists between upload and confirmation: kept in the data folder, for the person who sent them alone."""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

from clinic.people.models import Person
from courses.models import Cohort

KEPT_SECONDS = 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{24}\.(xlsx|csv)")


def keep_upload(content: bytes, name: str, person: Person, cohort: Cohort) -> str:
    """Keep a list for a day. Returns the random name under which `upload_at` finds it."""
    forget_old_uploads()
    token = secrets.token_urlsafe(18) + (".xlsx" if name.lower().endswith(".xlsx") else ".csv")
    path = _folder(person, cohort) / token
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)
    path.chmod(0o600)
    return token


def upload_at(token: str, person: Person, cohort: Cohort) -> Path | None:
    """The list of this name, if this person sent it for this cohort and it has not run out."""
    path = _folder(person, cohort) / token
    if not TOKEN.fullmatch(token) or not path.is_file():
        return None
    return None if path.stat().st_mtime < time.time() - KEPT_SECONDS else path


def forget_upload(path: Path) -> None:
    path.unlink(missing_ok=True)


def forget_old_uploads() -> None:
    """Lists nobody confirmed within a day."""
    for path in _root().glob("*/*/*"):
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)


def _root() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def _folder(person: Person, cohort: Cohort) -> Path:
    return _root() / person.public_id.hex / cohort.code
