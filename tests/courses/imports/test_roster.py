"""Lists of participants as they reach us."""

import datetime
import io
import json
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation

from courses.imports.roster import RosterRow, read_roster, words
from courses.imports.tables import UnreadableFile

EXAMPLES = Path(__file__).parents[2] / "data" / "roster"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text())


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def roster(*rows, sheets=()):
    """Read a workbook with these rows, and further sheets as (title, rows)."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for title, others in sheets:
        sheet = workbook.create_sheet(title)
        for row in others:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return read_roster(file, "peserta.xlsx")


def people(read):
    return [(person.row, person.name, person.phone) for person in read.rows]


def fates(read):
    return [(rejection.row, rejection.code) for rejection in read.rejected]


SITI = (2, "Siti", "+6281234567890")


@pytest.mark.parametrize(
    ("name", "header_row"),
    [("roster.xlsx", 3), ("roster-excel-id.csv", 1), ("roster-comma-latin1.csv", 1)],
)
def test_read_roster_reads_the_examples(name, header_row):
    with (EXAMPLES / name).open("rb") as file:
        read = read_roster(file, name)

    counted = [
        [row - header_row, code] for row, code in fates(read)
    ]  # expected.json counts from the first person
    assert (len(read.rows), counted) == (EXPECTED["importable"], EXPECTED["rejected"])
    assert (read.header_row, read.ignored_columns, read.remarks) == (header_row, [], [])
    assert read.rows[0] == RosterRow(
        row=header_row + 1,
        name="Nurhayati Öztürk",
        phone="+6281317776317",
        sector="Makanan & minuman",
        place="Tanjung Jabung Timur",
        turnover=1_500_000,
    )
    assert people(read)[2] == (header_row + 3, "Eko", "+6287836083778")
    assert people(read)[-1] == (header_row + 35, '=HYPERLINK("http://x";"klik")', "+6281299990001")


def test_read_roster_reads_the_same_people_from_all_examples():
    read = []
    for name in ("roster.xlsx", "roster-excel-id.csv", "roster-comma-latin1.csv"):
        with (EXAMPLES / name).open("rb") as file:
            found = read_roster(file, name).rows
        read.append([(each.name, each.phone, each.sector, each.place, each.turnover) for each in found])

    assert read[0] == read[1] == read[2]


@pytest.mark.parametrize(
    ("name", "phone"),
    [
        ("Nama", "No. WA"),
        ("NAMA LENGKAP", "No HP"),
        ("Nama\nPeserta", "Nomor\nWhatsApp"),
        (" nama  peserta ", "no.hp/wa"),
        ("Nama Lengkap (sesuai KTP)", "No. Telp/HP (aktif)"),
        ("Nama lengkap Bapak/Ibu sesuai KTP", "Nomor WhatsApp Anda yang aktif"),
        ("Nama*", "NoHP"),
        ("Nama Pemilik Usaha", "Telepon"),
        ("Full name", "Mobile number"),
        ("Participant", "WhatsApp number"),
        ("Name", "Phone"),
    ],
)
def test_read_roster_knows_the_titles_people_use(name, phone):
    assert people(roster([name, phone], ["Siti", "081234567890"])) == [SITI]


def test_read_roster_reads_columns_in_any_order():
    read = roster(
        [
            "Omset per bulan (Rp)",
            None,
            "No. HP",
            "Nama Usaha",
            "Kab./Kota",
            "NAMA",
            "Bidang Usaha",
            "Catatan",
        ],
        ["1,5 jt", None, 81234567890, "Dapur Siti", "Kota Jambi", "SITI", "Kuliner", "baru"],
    )

    assert read.rows == [
        RosterRow(2, "Siti", "+6281234567890", "Kuliner", "Kota Jambi", "Dapur Siti", 1_500_000),
    ]
    assert read.ignored_columns == ["Catatan"]


@pytest.mark.parametrize(
    "title",
    ["Nama Pendamping", "Nama Ibu", "Nama Produk Unggulan", "HP Suami", "NIK", "E-mail", "Omzet per tahun"],
)
def test_read_roster_leaves_columns_alone_that_only_sound_alike(title):
    read = roster([title, "Nama", "WA"], ["5", "Siti", "081234567890"])

    assert (people(read), read.ignored_columns, read.rows[0].turnover) == ([SITI], [title], None)


def test_read_roster_finds_the_header_under_titles():
    read = roster(
        ["DAFTAR PESERTA"],
        ["Nama Kegiatan", "Pelatihan"],
        ["Nama", "Bu Rini", "Kontak", "081300000001"],
        [],
        [],
        ["No", "Nama", "WA"],
        [1, "Siti", "081234567890"],
    )

    assert (read.header_row, people(read)) == (6, [(7, "Siti", "+6281234567890")])


def test_read_roster_looks_for_the_header_in_the_first_20_rows_only():
    title, header, siti = ["Surat"], ["Nama", "WA"], ["Siti", "081234567890"]

    assert roster(*[title] * 19, header, siti).header_row == 20
    with pytest.raises(UnreadableFile) as refused:
        roster(*[title] * 20, header, siti)
    assert refused.value.code == "no header"


def test_read_roster_puts_two_rows_of_titles_together():
    read = roster(
        ["No", "Nama", "Kontak", None, "Usaha", None, "Alamat"],
        [None, None, "E-mail", "WA", "Nama", "Jenis", "Kab/Kota"],
        [1, "Siti", "s@x.id", "081234567890", "Dapur Siti", "Kuliner", "Tebo"],
    )

    assert read.rows == [RosterRow(3, "Siti", "+6281234567890", "Kuliner", "Tebo", "Dapur Siti")]
    assert read.header_row == 2


def test_read_roster_takes_names_and_phones_from_different_title_rows():
    read = roster(["Nama", None, "Hubungi"], ["Lengkap", "L/P", "WA"], ["Siti", "P", "081234567890"])

    assert (read.header_row, people(read)) == (2, [(3, "Siti", "+6281234567890")])


def test_read_roster_does_not_take_a_person_for_a_title():
    read = roster(["Nama", "WA", "Produk"], [None, None, "Usaha"], ["Siti", "081234567890", "Kopi"])

    assert people(read) == [(3, "Siti", "+6281234567890")]


def test_read_roster_skips_what_is_nobody():
    read = roster(
        ["No", "Nama", "WA", "Kota"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, "Siti", "081234567890", "Jambi"],
        [],
        ["No", "Nama", "WA", "Kota"],
        ["No.", "Nama Lengkap", "No. WA", None],
        [2, "Budi", "081234567891", None],
        [3, None, None, None],
        ["4.", " ", None, None],
        ["Jumlah", None, 2, None],
        [None, "TOTAL PESERTA", "2 orang", None],
    )

    assert people(read) == [(3, "Siti", "+6281234567890"), (7, "Budi", "+6281234567891")]
    assert (read.rejected, read.remarks) == ([], [])


def test_read_roster_keeps_lines_under_the_table_apart():
    read = roster(
        ["No", "Nama", "WA", "Kota"],
        [1, "Siti", "081234567890", "Jambi"],
        ["Kelompok B"],
        [2, "Budi", "081234567891", "Tebo"],
        [3, "Tanpa Nomor", None, None],
        [None, "* daftar sementara", None, None],
        [],
        [None, None, "Jambi, 22 November", None],
        [None, "Ketua", None, "Sekretaris"],
    )

    assert len(read.rows) == 2
    assert fates(read) == [(5, "no phone")]
    assert read.remarks == [
        (3, "Kelompok B"),
        (6, "* daftar sementara"),
        (8, "Jambi, 22 November"),
        (9, "Ketua Sekretaris"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ([None, "081234567891", "Tebo"], "no name"),
        (["-", "081234567891", "Tebo"], "no name"),
        ([12345, "081234567891", "Tebo"], "no name"),
        ([None, "0741-60123", "Tebo"], "no name"),
        ([None, None, "Tebo"], "no name"),
        (["Budi", None, "Tebo"], "no phone"),
        (["Budi", "-", "Tebo"], "no phone"),
        (["Budi", "belum ada", "Tebo"], "not a mobile number"),
        (["Budi", "0741-60123", "Tebo"], "not a mobile number"),
        (["Budi", datetime.date(2026, 11, 22), "Tebo"], "not a mobile number"),
        (["Budi", 8.1e20, "Tebo"], "not a mobile number"),
        (["Budi", "+62 812-3456-7890", "Tebo"], "duplicate phone"),
        (["B" + "u" * 120, "081234567891", "Tebo"], "name too long"),
    ],
)
def test_read_roster_rejects_with_the_first_cause(row, code):
    read = roster(
        ["Nama", "WA", "Kota"], ["Siti", "081234567890", "Jambi"], row, ["Ani", "081234567892", "Bungo"]
    )

    assert (fates(read), len(read.rows)) == ([(3, code)], 2)


def test_read_roster_lets_a_number_in_whose_earlier_row_was_rejected():
    read = roster(["Nama", "WA"], [None, "081234567890"], ["Siti", "081234567890"])

    assert (people(read), fates(read)) == ([(3, "Siti", "+6281234567890")], [(2, "no name")])


def test_read_roster_says_the_reason_in_words():
    read = roster(
        ["Nama", "WA"],
        ["Siti", "081234567890"],
        ["Siti", "081234567890"],
        [None, "0812"],
        ["Budi"],
        ["Tuti", "0741-60123"],
        ["Ani", "081234567892"],
    )

    assert [str(rejection.reason) for rejection in read.rejected] == [
        "Duplicate phone: row 2 has the same number already.",
        "No name: write the person's name in this row.",
        "No phone: write the person's mobile number in this row.",
        "Not a mobile number: “0741-60123”. "
        "This is a landline. Write a mobile number, the one used for WhatsApp.",
    ]


def test_words_are_said_in_the_language_of_whoever_looks(monkeypatch):
    monkeypatch.setattr(
        "courses.imports.roster.gettext", lambda text: f"{translation.get_language()}: {text}"
    )
    reason = words("no name")

    with translation.override("id"):
        assert str(reason) == "id: No name: write the person's name in this row."


@pytest.mark.parametrize(
    ("whatsapp", "mobile", "phone"),
    [
        ("081234567890", "081355556666", "+6281234567890"),
        (None, "081355556666", "+6281355556666"),
        ("sama", "081355556666", "+6281355556666"),
        ("-", 81355556666, "+6281355556666"),
    ],
)
def test_read_roster_prefers_the_whatsapp_column(whatsapp, mobile, phone):
    read = roster(["Nama", "No. HP", "No. WA"], ["Siti", mobile, whatsapp])

    assert people(read) == [(2, "Siti", phone)]


def test_read_roster_joins_first_and_last_names():
    read = roster(
        ["First Name", "Last Name", "Phone"],
        ["SITI", "AMINAH", "081234567890"],
        ["Eko", None, "081234567891"],
    )

    assert [name for _row, name, _phone in people(read)] == ["Siti Aminah", "Eko"]


def test_read_roster_takes_the_first_of_two_numbers_and_says_so():
    read = roster(["Nama", "WA"], ["Siti", "0812-3456-7890 / 0813-5555-6666"])

    assert people(read) == [SITI]
    assert str(read.rows[0].note) == "There are several numbers here. We took 0812-3456-7890."


@pytest.mark.parametrize(
    ("title", "typed", "turnover"),
    [
        ("Omzet", "Rp 3.400.000,-", 3_400_000),
        ("Omzet", 1500000, 1_500_000),
        ("Omzet", 1500000.0, 1_500_000),
        ("Omzet", None, None),
        ("Omzet", "-", None),
        ("OMZET/BULAN (juta)", "1,5", 1_500_000),
        ("Omzet per bulan (dalam juta rupiah)", 1.125, 1_125_000),
        ("Omzet (juta)", 12, 12_000_000),
        ("Omzet (juta)", "1,5 jt", 1_500_000),
        ("Omzet (juta)", "750rb", 750_000),
        ("Omzet (juta)", 1500000, 1_500_000),
        ("Omzet (ribuan)", 12500, 12_500_000),
        ("Rata-rata omset per bulan", "2jt", 2_000_000),
        ("Monthly turnover", "2jt", 2_000_000),
    ],
)
def test_read_roster_reads_the_turnover(title, typed, turnover):
    read = roster(["Nama", "WA", title], ["Siti", "081234567890", typed])

    assert (read.rows[0].turnover, str(read.rows[0].note)) == (turnover, "")


@pytest.mark.parametrize(
    "typed", ["1-2 juta", "tidak tentu", "=1500000*2", "50rb/hari", datetime.date(2026, 1, 5)]
)
def test_read_roster_notes_a_turnover_it_cannot_read(typed):
    read = roster(["Nama", "WA", "Omzet"], ["Siti", "081234567890", typed])

    assert read.rows[0].turnover is None
    assert str(read.rows[0].note) == f"We could not read the turnover “{typed}”, so it stays empty."


def test_read_roster_reads_the_first_sheet_with_titles_and_names_the_others():
    sheets = [
        ("Peserta", [["Nama", "WA"], ["Siti", "081234567890"]]),
        ("Panitia", [["Nama", "WA"], ["Budi", "1"]]),
    ]

    read = roster(["Petunjuk pengisian"], sheets=sheets)

    assert (people(read), read.ignored_sheets) == ([SITI], ["Sheet", "Panitia"])


def test_read_roster_tidies_and_shortens_text():
    read = roster(["Nama", "WA", "Alamat", "Produk"], ["Siti", "081234567890", "Jl. Mawar\n 5 ", "x" * 300])

    assert (read.rows[0].place, len(read.rows[0].sector)) == ("Jl. Mawar 5", 120)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Siti", "081234567890"]], "no header"),
        ([["Nama", "Kota"], ["Siti", "Jambi"]], "no phone column"),
        ([["No. WA", "Kota"], ["081234567890", "Jambi"]], "no name column"),
        ([["Nama", "No. WA"]], "no people"),
        ([["Nama", "No. WA"], [], ["Jumlah", "0"]], "no people"),
    ],
)
def test_read_roster_says_what_a_list_lacks(rows, code):
    with pytest.raises(UnreadableFile) as refused:
        roster(*rows)

    assert refused.value.code == code


def test_read_roster_does_not_marry_two_sheets():
    with pytest.raises(UnreadableFile) as refused:
        roster(["Nama"], ["Siti"], sheets=[("HP", [["No. WA"], ["081234567890"]])])

    assert refused.value.code == "no phone column"


def test_read_roster_reads_5000_people_in_a_few_seconds():
    rows = [f"{n};Siti {'a' * (n % 7)};08{1200000000 + n};Kopi;Tebo;1,5 juta" for n in range(4_999)]
    content = "\n".join(["No;Nama;No. WA;Jenis Usaha;Kota;Omzet", *rows]).encode()

    read = read_roster(io.BytesIO(content), "peserta.csv")

    assert (len(read.rows), read.rejected) == (4_999, [])
