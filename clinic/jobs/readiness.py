"""What has to be in order before the processes start: libraries, catalogues, database, static files.

Everything here is quick when there is nothing to do.
"""

import ctypes
import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
PANGO_LINE = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

Say = Callable[[str], None]


def missing_libraries() -> list[str]:
    """System libraries without which no certificate can be printed."""
    return [name for name in PANGO if not _can_load(name)]


def _can_load(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def compile_catalogues() -> int:
    """Translations into the form Django reads, where the words are newer; returns how many."""
    count = 0
    for folder in settings.LOCALE_PATHS:
        for words in Path(folder).glob("*/LC_MESSAGES/*.po"):
            compiled = words.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < words.stat().st_mtime:
                import polib

                partial = words.with_suffix(".partial")
                polib.pofile(str(words)).save_as_mofile(str(partial))
                partial.replace(compiled)
                count += 1
    return count


def bring_database_up_to_date(say: Say) -> bool:
    """Migrate where this release asks for it; whether it did."""
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not steps:
        return False
    is_new = not executor.loader.applied_migrations
    say(f"Preparing the {'new database' if is_new else 'database'} ({steps} steps) ...")
    if is_new and connection.vendor == "sqlite":
        _without_waiting_for_the_disk()
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    return True


def _without_waiting_for_the_disk() -> None:
    """A new file has nothing to lose: if the power goes, one deletes it and starts again."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


def collect_static_files(say: Say) -> bool:
    """Collect where the release's files changed since the last time; whether it did."""
    if settings.DEBUG:
        return False
    stamp = Path(settings.STATIC_ROOT) / ".release"
    release = _release()
    if stamp.exists() and stamp.read_text() == release:
        return False
    say("Collecting style sheets, scripts and pictures ...")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(release)
    return True


def _release() -> str:
    """Changes with the locked packages and with each of our own static files."""
    seen = hashlib.sha256()
    base = Path(settings.BASE_DIR)
    files = [base / "requirements.lock", base / "clinic" / "web" / "storage.py"]
    for folder in settings.STATICFILES_DIRS:
        files += sorted(Path(folder).rglob("*"))
    for path in files:
        if path.is_file():
            told = path.stat()
            seen.update(f"{path.relative_to(base)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def sweep_up_broker_scraps() -> None:
    """Half-written and half-read messages of processes that were killed; the rows know better."""
    if settings.REDIS_URL:
        return
    for ending in ("*.partial", "*.taken"):
        for scrap in Path(settings.BROKER_DIR).glob(ending):
            scrap.unlink(missing_ok=True)
