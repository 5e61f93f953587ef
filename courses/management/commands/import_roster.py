"""Read a list of participants into a cohort."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from courses.actions.roster import import_roster
from courses.codes import read_code
from courses.imports.roster import Roster, read_roster
from courses.imports.tables import UnreadableFile
from courses.models import Cohort
from courses.queries.roster import RosterFates, fates_of

PART = 100  # people in one transaction: others get their turn in between
BAR = 30


class Command(BaseCommand):
    help = "Read a list of participants (.xlsx or .csv) into a cohort. The same list twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the list, a spreadsheet (.xlsx or .csv)")
        parser.add_argument(
            "--cohort", required=True, metavar="CODE", help="the class code, as on the poster"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="language of the answer and the reasons",
        )

    def handle(self, *args, **options) -> None:
        with override(options["language"]):
            cohort = self._cohort(options["cohort"])
            roster = self._roster(Path(options["file"]))
            fates = self._import(cohort, roster, is_dry=options["dry_run"])
            if options["json"]:
                self.stdout.write(json.dumps(_as_data(roster, fates), ensure_ascii=False))
            else:
                self._tell(cohort, roster, fates, is_dry=options["dry_run"])

    def _cohort(self, typed: str) -> Cohort:
        cohort = Cohort.objects.select_related("programme__clinic").filter(code=read_code(typed)).first()
        if cohort is None:
            words = _("There is no cohort with the class code %(code)s. Compare it with the poster.")
            raise CommandError(words % {"code": typed}, returncode=2)
        return cohort

    def _roster(self, path: Path) -> Roster:
        try:
            with path.open("rb") as file:
                return read_roster(file, path.name)
        except OSError:
            words = _("The file %(file)s cannot be opened. Check its name and place.")
            raise CommandError(words % {"file": path}, returncode=2) from None
        except UnreadableFile as unread:
            raise CommandError(str(unread), returncode=2) from None

    def _import(self, cohort: Cohort, roster: Roster, is_dry: bool) -> RosterFates:
        if is_dry:
            return fates_of(cohort, roster.rows)
        fates = RosterFates()
        for start in range(0, len(roster.rows), PART):
            self._show(start, len(roster.rows))
            fates += import_roster(cohort, roster.rows[start : start + PART], by=None)
        self._show(len(roster.rows), len(roster.rows))
        return fates

    def _show(self, done: int, total: int) -> None:
        """A bar for people who watch; nothing for files and pipes."""
        if not self.stderr.isatty() or total <= PART:
            return
        filled = BAR * done // total
        end = "\n" if done == total else ""
        self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}", ending=end)
        self.stderr.flush()

    def _tell(self, cohort: Cohort, roster: Roster, fates: RosterFates, is_dry: bool) -> None:
        if is_dry:
            self.stdout.write(_("This is only a look, nothing is changed."))
        self.stdout.write(
            ngettext(
                "%(cohort)s: %(n)s person gets a place, %(new)s of them new to the clinic.",
                "%(cohort)s: %(n)s people get a place, %(new)s of them new to the clinic.",
                fates.enrolled,
            )
            % {"cohort": cohort, "n": fates.enrolled, "new": fates.new}
        )
        if fates.already:
            words = ngettext(
                "%(n)s is in the cohort already.", "%(n)s are in the cohort already.", fates.already
            )
            self.stdout.write(words % {"n": fates.already})
        for row in _rejected(roster, fates):
            self.stdout.write(_("Row %(row)s is left out. %(reason)s") % row)
        for line in fates.lines:
            if line.words and line not in fates.rejected:
                self.stdout.write(_("Row %(row)s: %(note)s") % {"row": line.row, "note": line.words})


def _as_data(roster: Roster, fates: RosterFates) -> dict:
    return {
        "rows": len(roster.rows) + len(roster.rejected),
        "new": fates.new,
        "known": fates.known,
        "rejected": _rejected(roster, fates),
    }


def _rejected(roster: Roster, fates: RosterFates) -> list[dict]:
    """Rows that cannot be read, and rows the cohort has no place for, in the order of the list."""
    unread = [{"row": rejection.row, "reason": str(rejection.reason)} for rejection in roster.rejected]
    refused = [{"row": line.row, "reason": line.words} for line in fates.rejected]
    return sorted(unread + refused, key=lambda row: row["row"])
