"""Spreadsheet files, well-behaved and not."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.utils import translation
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.formula import ArrayFormula

from courses.imports.tables import (
    MOST_BYTES,
    MOST_ROWS,
    WORDS,
    Table,
    UnreadableFile,
    read_table,
    read_tables,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT_TYPES = "[Content_Types].xml"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def xlsx(*rows, sheet="Peserta", change=None) -> bytes:
    """A workbook of one sheet with these rows; ``change`` may do more to it."""
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    if change:
        change(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def archive(**parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def with_part(workbook: bytes, name: str, content: str) -> bytes:
    """The workbook with one of its parts replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def table(content: bytes, name: str = "peserta") -> Table:
    return read_table(io.BytesIO(content), name)


def rows(content: bytes) -> list:
    return table(content).rows


def sheet_xml(body: str) -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'


# XLSX


def test_xlsx_keeps_row_numbers_and_types():
    day = datetime.datetime(2026, 11, 22)

    read = rows(xlsx(["DAFTAR PESERTA"], [], ["Nama", None, 8123456789, 1.5, day, None]))

    assert read == [(1, ["DAFTAR PESERTA"]), (3, ["Nama", None, 8123456789, 1.5, day])]


def test_xlsx_leaves_formulas_as_text():
    def add_formulas(workbook):
        workbook.active["A2"] = ArrayFormula("A2:A3", "=SUM(1,2)")

    read = rows(xlsx(['=HYPERLINK("http://x";"klik")', "=1+1"], change=add_formulas))

    assert read[:2] == [(1, ['=HYPERLINK("http://x";"klik")', "=1+1"]), (2, ["=SUM(1,2)"])]


def test_xlsx_leaves_a_data_table_as_text():
    body = sheet_xml('<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" r1="B1"/><v>7</v></c></row>')

    assert rows(with_part(xlsx(["x"]), "xl/worksheets/sheet1.xml", body)) == [(1, ["=TABLE()"])]


def test_xlsx_reads_hidden_rows_and_merged_cells():
    def hide_and_merge(workbook):
        workbook.active.row_dimensions[2].hidden = True
        workbook.active.merge_cells("A1:C1")

    assert rows(xlsx(["DAFTAR"], ["Siti", "0812"], change=hide_and_merge)) == [
        (1, ["DAFTAR"]),
        (2, ["Siti", "0812"]),
    ]


def test_xlsx_treats_excel_errors_and_blanks_as_nothing():
    assert rows(xlsx(["#N/A", " \u00a0", "#REF!"], ["Siti", "#N/A"])) == [(2, ["Siti"])]


def test_xlsx_offers_all_sheets_with_data_and_begins_with_the_first():
    def add_sheets(workbook):
        workbook.create_sheet("Kosong")
        workbook.create_sheet("Peserta").append(["Nama"])
        chart = BarChart()
        chart.add_data(Reference(workbook["Peserta"], 1, 1))
        workbook.create_chartsheet("Grafik").add_chart(chart)

    content = xlsx(sheet="Sampul", change=add_sheets)

    assert table(content) == Table("Peserta", [(1, ["Nama"])])
    assert [found.sheet for found in read_tables(io.BytesIO(content), "")] == ["Peserta"]


def test_xlsx_does_not_trust_the_size_a_sheet_declares():
    content = xlsx(["Nama", "HP"], ["Siti", "0812"])
    body = sheet_xml('<row r="2"><c r="A2" t="inlineStr"><is><t>Siti</t></is></c></row>')
    wrong = with_part(
        content, "xl/worksheets/sheet1.xml", body.replace("<sheetData>", '<dimension ref="A1"/><sheetData>')
    )

    assert rows(wrong) == [(2, ["Siti"])]


def test_xlsx_with_a_lonely_cell_far_below_is_read():
    def write_far_below(workbook):
        workbook.active["A100000"] = "jauh"

    assert rows(xlsx(["Nama"], change=write_far_below)) == [(1, ["Nama"]), (100_000, ["jauh"])]


def test_xlsx_with_5000_rows_is_read_and_one_more_is_refused():
    people = [["Siti Aminah", "081234567890", "Kota Jambi"]] * MOST_ROWS

    assert len(rows(xlsx(*people))) == MOST_ROWS
    with pytest.raises(UnreadableFile) as refused:
        table(xlsx(*people, ["satu lagi"]))
    assert refused.value.code == "too many rows"


# CSV


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_csv_finds_the_delimiter_and_the_line_ending(delimiter, ending):
    lines = [["Nama", "HP", "Kota"], ["Siti", "0812", "Jambi"], ["Budi", "0813", "Tebo"]]
    content = ending.join(delimiter.join(line) for line in lines).encode()

    assert rows(content) == list(enumerate(lines, start=1))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_csv_finds_the_encoding(encoding):
    content = "Nama;Omzet\r\nÖztürk;±500 ribu\r\n".encode(encoding)

    assert rows(content) == [(1, ["Nama", "Omzet"]), (2, ["Öztürk", "±500 ribu"])]


def test_csv_reads_a_byte_that_is_in_no_code_page():
    assert rows(b"Nama;Kota\nS\x81ti \xd6z;Jambi") == [(1, ["Nama", "Kota"]), (2, ["S\x81ti Öz", "Jambi"])]


def test_csv_survives_a_stray_zero_byte():
    assert rows(b"Nama;Kota\nSi\0ti;Jambi" + b"\nBudi;Tebo" * 20)[1] == (2, ["Siti", "Jambi"])


def test_csv_is_not_misled_by_decimal_commas():
    content = b"Nama;Omzet\nSiti;1,5 juta\nBudi;2,5 juta\nTuti;1,2 juta"

    assert rows(content)[1] == (2, ["Siti", "1,5 juta"])


def test_csv_is_not_misled_by_a_title_with_commas():
    content = b"Daftar peserta, angkatan 1, Jambi, 2026;;\nNama;HP;Kota\nSiti;0812;Jambi"

    assert rows(content)[1] == (2, ["Nama", "HP", "Kota"])


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_csv_takes_the_delimiter_excel_declares_and_does_not_count_that_line(first):
    content = f"{first}\r\nNama;Omzet, kira-kira, Rp\r\n".encode()

    assert rows(content) == [(1, ["Nama", "Omzet, kira-kira, Rp"])]


def test_csv_counts_records_as_excel_does():
    content = b'Nama;Alamat\n\nSiti;"Jl. Mawar 5\nKota Jambi"\n;;\nBudi;Tebo'

    assert rows(content) == [
        (1, ["Nama", "Alamat"]),
        (3, ["Siti", "Jl. Mawar 5\nKota Jambi"]),
        (5, ["Budi", "Tebo"]),
    ]


def test_csv_keeps_quotes_inside_a_cell():
    content = b'Nama;Usaha\nSiti;"Warung ""Maju"""\nBudi;Warung "Jaya"'

    assert [cells[1] for _number, cells in rows(content)] == ["Usaha", 'Warung "Maju"', 'Warung "Jaya"']


@pytest.mark.parametrize("broken", ['"Warung Maju;Jambi', '"Warung" Maju;Jambi'])
def test_csv_loses_nobody_to_a_quote_that_never_closes(broken):
    content = f"Usaha;Kota\n{broken}\nBatik;Tebo\nKopi;Bungo".encode()

    assert [number for number, _cells in rows(content)] == [1, 2, 3, 4]
    assert rows(content)[2:] == [(3, ["Batik", "Tebo"]), (4, ["Kopi", "Bungo"])]


def test_csv_of_one_column_is_read():
    assert rows(b"Nama\nSiti") == [(1, ["Nama"]), (2, ["Siti"])]


def test_csv_drops_columns_nobody_can_see():
    assert len(rows(b"Nama" + b";x" * 500)[0][1]) == 200


# What is no table


def locked_part() -> bytes:
    content = bytearray(xlsx(["Nama"]))
    content[6] |= 1  # the first part's own flag, and its flag in the directory
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    return bytes(content)


BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "'
    + "&a;" * 50
    + '"><!ENTITY c "'
    + "&b;" * 50
    + '"><!ENTITY d "'
    + "&c;" * 50
    + '"><!ENTITY e "'
    + "&d;" * 50
    + '"><!ENTITY f "'
    + "&e;" * 50
    + '">]>'
)
ENDLESS_GAP = sheet_xml('<row r="9999999999"><c r="A9999999999"><v>1</v></c></row>')
WIDE_ROWS = sheet_xml("".join(f'<row r="{n}"><c r="ZZZ{n}"><v>1</v></c></row>' for n in range(1, 400)))

REFUSED = {
    "nothing": (b"", "empty"),
    "blank lines": (b"\xef\xbb\xbf\r\n;;;\r\n ", "empty"),
    "a workbook without cells": (xlsx(), "empty"),
    "too many bytes": (b"a" * (MOST_BYTES + 1), "too large"),
    "too many rows": (b"a;b\n" * (MOST_ROWS + 1), "too many rows"),
    "xls": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old excel"),
    "xls of 1992": (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old excel"),
    "doc": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "document"),
    "xlsx with a password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "locked archive": (locked_part(), "password"),
    "xlsb": (archive(**{"xl__workbook_dot_bin": "x", CONTENT_TYPES: "x"}), "binary excel"),
    "ods": (
        archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="<x/>"),
        "ods",
    ),
    "odt": (archive(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<x/>"), "document"),
    "docx": (archive(word__document_dot_xml="<x/>", **{CONTENT_TYPES: "x"}), "document"),
    "numbers": (archive(Index__Document_dot_iwa="x"), "numbers"),
    "zip": (archive(foto_dot_txt="x"), "unknown"),
    "empty zip": (b"PK\x05\x06" + b"\0" * 18, "unknown"),
    "half a download": (xlsx(["Nama"])[:2000], "damaged"),
    "workbook without parts": (archive(**{CONTENT_TYPES: "<x/>"}), "damaged"),
    "sheet that is no XML": (with_part(xlsx(["Nama"]), "xl/worksheets/sheet1.xml", "<oops"), "damaged"),
    "billion laughs": (
        with_part(
            xlsx(["Nama"]),
            "xl/worksheets/sheet1.xml",
            BILLION_LAUGHS + sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row>'),
        ),
        "damaged",
    ),
    "a sheet of endless gaps": (
        with_part(xlsx(["Nama"]), "xl/worksheets/sheet1.xml", ENDLESS_GAP),
        "damaged",
    ),
    "a sheet of wide rows": (
        with_part(xlsx(["Nama"]), "xl/worksheets/sheet1.xml", WIDE_ROWS),
        "too many rows",
    ),
    "zip bomb by ratio": (archive(**{CONTENT_TYPES: "0" * 3_000_000}), "too large"),
    "zip bomb by size": (archive(**{CONTENT_TYPES: "0123456789" * 2_200_000}), "too large"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 ", "picture"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "picture"),
    "rtf": (b"{\\rtf1\\ansi Nama}", "document"),
    "html called xls": (b"\xef\xbb\xbf  <HTML><body><table>", "web page"),
    "xml": (b'<?xml version="1.0"?><Workbook/>', "web page"),
    "a program": (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0", "unknown"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_read_table_says_what_a_file_is_and_what_to_do(content, code):
    with pytest.raises(UnreadableFile) as refused:
        table(content, "peserta.xls")

    assert refused.value.code == code
    assert len(str(refused.value.words)) > 40


def test_read_table_knows_a_damaged_workbook_by_its_name():
    with pytest.raises(UnreadableFile) as refused:
        table(b"\0\0\0\0 rusak \0 semua", "peserta.XLSX")

    assert refused.value.code == "damaged"


def test_unreadable_file_tells_how_to_save_it_anew():
    assert str(UnreadableFile("ods")) == (
        "This is a LibreOffice file (.ods). Open it in Excel or Google Sheets, "
        "save it as an Excel workbook (.xlsx), and choose that file."
    )


@pytest.mark.parametrize("code", WORDS)
def test_unreadable_file_has_words_for_every_code(code):
    assert str(UnreadableFile(code)).endswith(".")
