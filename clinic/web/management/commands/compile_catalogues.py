"""``manage.py compile_catalogues``: the translations, from the text we edit to the table Django reads."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Write the .mo file beside each .po file that is newer. Needs no gettext on the machine."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="write every file, also those up to date")

    def handle(self, *args, **options) -> None:
        written = [
            source
            for folder in settings.LOCALE_PATHS
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))
            if options["all"] or is_out_of_date(source)
        ]
        for source in written:
            compile_catalogue(source)
        if options["verbosity"]:
            self.stdout.write(f"{len(written)} catalogues compiled.")


def is_out_of_date(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalogue(source: Path) -> None:
    """Whole or not at all: a process that starts meanwhile reads the old table or the new one."""
    partial = source.with_suffix(".partial")
    polib.pofile(str(source)).save_as_mofile(str(partial))
    partial.replace(source.with_suffix(".mo"))
