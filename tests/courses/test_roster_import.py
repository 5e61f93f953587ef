"""From a list to enrolments: the action and the command."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clinic.people.models import Business, Person
from courses.actions.roster import add_participant, import_roster
from courses.imports.roster import RosterRow
from courses.models import Enrolment
from courses.queries.roster import Fate, fates_of
from courses.sectors import guess_sector
from tests.certificates.world import a_cohort, a_coordinator, an_enrolment
from tests.people.factories import PersonFactory

ROSTERS = Path(__file__).parent.parent / "data" / "roster"
FILES = ["roster.xlsx", "roster-excel-id.csv", "roster-comma-latin1.csv"]
PHONE = "+6281274013355"

pytestmark = pytest.mark.django_db


def a_row(row: int = 2, name: str = "Rosmaniar Hasan", phone: str = PHONE, **more) -> RosterRow:
    return RosterRow(row, name, phone, **more)


def run(cohort, file, *options) -> dict:
    said = StringIO()
    call_command("import_roster", str(file), f"--cohort={cohort.code}", "--json", *options, stdout=said)
    return json.loads(said.getvalue())


@pytest.mark.parametrize("file", FILES)
def test_command_takes_in_31_people_and_names_4_rows(file):
    cohort = a_cohort()

    said = run(cohort, ROSTERS / file)

    assert (said["rows"], said["new"], said["known"]) == (35, 31, 0)
    assert len(said["rejected"]) == 4
    assert all(row.keys() == {"row", "reason"} and row["reason"] for row in said["rejected"])
    assert cohort.enrolments.filter(via=Enrolment.Via.ROSTER).count() == 31
    assert Person.objects.get(phone="+6281299990001").name.startswith("=HYPERLINK")


def test_command_twice_changes_nothing():
    cohort = a_cohort()
    first = run(cohort, ROSTERS / FILES[0])

    second = run(cohort, ROSTERS / FILES[1])

    assert first["new"] == second["known"] == 31
    assert second["new"] == 0
    assert cohort.enrolments.count() == 31
    assert Business.objects.count() == 31


def test_command_dry_run_writes_nothing():
    cohort = a_cohort()
    people = Person.objects.count()

    said = run(cohort, ROSTERS / FILES[0], "--dry-run")

    assert said["new"] == 31
    assert Person.objects.count() == people
    assert not cohort.enrolments.exists()


def test_command_says_reasons_in_the_language_asked_for():
    said = run(a_cohort(), ROSTERS / FILES[0], "--dry-run", "--language=en")

    assert said["rejected"][1]["reason"] == "No name: write the person's name in this row."


@pytest.mark.parametrize("kind", ["cohort", "missing", "unreadable"])
def test_command_answers_2_and_one_sentence(kind, tmp_path):
    (tmp_path / "roster.csv").write_text("Belanja;Harga\nGula;12000\n")
    code = "ZZZZZZ" if kind == "cohort" else a_cohort().code
    file = {
        "cohort": ROSTERS / FILES[0],
        "missing": tmp_path / "no.xlsx",
        "unreadable": tmp_path / "roster.csv",
    }

    with pytest.raises(CommandError) as said:
        call_command("import_roster", str(file[kind]), f"--cohort={code}", "--json")

    assert said.value.returncode == 2
    assert str(said.value)


def test_import_roster_keeps_what_is_known_and_says_so():
    cohort = a_cohort()
    known = PersonFactory(name="Rosmaniar", phone=PHONE)
    business = Business.objects.create(owner=known, name="Batik Rosma")

    fates = import_roster(cohort, [a_row(business="Lain", sector="Kopi")], by=None)

    (line,) = fates.lines
    assert line.fate == Fate.KNOWN
    assert "Rosmaniar" in line.words
    known.refresh_from_db()
    assert known.name == "Rosmaniar"
    assert cohort.enrolments.get().business == business


def test_import_roster_refuses_rows_beyond_the_quota():
    cohort = a_cohort()
    cohort.quota = 1
    cohort.save()

    fates = import_roster(cohort, [a_row(), a_row(3, "Eko", "+6281274013356")], by=None)

    assert [line.fate for line in fates.lines] == [Fate.NEW, Fate.REJECTED]
    assert cohort.enrolments.count() == 1


def test_import_roster_leaves_out_closed_accounts_and_who_left():
    cohort = a_cohort()
    gone = an_enrolment(cohort, state="left", left_on=cohort.starts_on, left_because="pindah")
    PersonFactory(phone=PHONE, is_active=False)

    fates = import_roster(cohort, [a_row(), a_row(3, gone.person.name, gone.person.phone)], by=None)

    assert [line.fate for line in fates.lines] == [Fate.REJECTED, Fate.ALREADY]
    assert not cohort.enrolments.taking_part().exists()


def test_import_roster_writes_business_and_sector_of_new_people():
    import_roster(a_cohort(), [a_row(business="Batik Rosma", sector="Jasa jahit", place="Tebo")], by=None)

    business = Business.objects.get(owner__phone=PHONE)
    assert (business.name, business.trade, business.sector, business.place) == (
        "Batik Rosma",
        "Jasa jahit",
        "fashion",
        "Tebo",
    )


def test_fates_of_asks_the_same_number_of_questions_for_1_and_30_rows(django_assert_num_queries):
    cohort = a_cohort()
    rows = [a_row(n, f"Orang {n}", f"+62812740{n:05}") for n in range(30)]

    PersonFactory(phone=rows[0].phone)

    for some in (rows[:1], rows):
        with django_assert_num_queries(3):
            fates_of(cohort, some)


def test_add_participant_gives_a_place_once():
    cohort = a_cohort()
    by = a_coordinator(cohort)

    first, is_new = add_participant(cohort, by, name="Rosma", phone=PHONE, trade="Kopi")
    again, is_new_again = add_participant(cohort, by, name="Lain", phone=PHONE)

    assert (is_new, is_new_again) == (True, False)
    assert first == again
    assert first.person.name == "Rosma"
    assert first.business.sector == "coffee"


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("Makanan & minuman", "food"),
        ("Olahan jeruk", "food"),
        ("Jasa jahit", "fashion"),
        ("Batik", "batik"),
        ("Kopi", "coffee"),
        ("Warung kelontong", "retail"),
        ("Kerajinan", "craft"),
        ("Fesyen", "fashion"),
        ("Jeruk", "farm"),
        ("", "other"),
        ("Konsultasi pajak", "other"),
    ],
)
def test_guess_sector_reads_the_words_of_owners(words, sector):
    assert guess_sector(words) == sector
