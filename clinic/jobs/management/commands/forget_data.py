"""Delete everything in the data folder, to start over."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection

from clinic.jobs.management.commands.start import hold_data_folder

OURS = (
    "klinik.sqlite3",
    "klinik.sqlite3-wal",
    "klinik.sqlite3-shm",
    "beat-schedule",
    "media",
    "static",
    "broker",
)


class Command(BaseCommand):
    help = "Deletes database, files and waiting messages of the data folder. Only for SQLite."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The data is in a database server. Drop and create that database there.")
        lock = hold_data_folder()  # refuses while the clinic runs
        folder = Path(settings.DATA_DIR)
        found = [folder / name for name in OURS if (folder / name).exists()]
        if not found:
            self.stdout.write(f"There is nothing to delete in {folder}.")
        elif options["dry_run"]:
            self.stdout.write(f"In {folder} this would delete: {', '.join(path.name for path in found)}.")
        elif options["yes"] or self.is_sure(folder):
            connection.close()
            for path in found:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            self.stdout.write(f"Deleted the data in {folder}.")
        lock.close()

    def is_sure(self, folder: Path) -> bool:
        self.stdout.write(f"This deletes all data in {folder}, for good. Type 'delete' to go on:")
        return input().strip() == "delete"
