"""The rows of a spreadsheet file, whatever program wrote it: XLSX, and CSV as Excel in Indonesia saves it."""

import csv
import datetime
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from clinic.refusals import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_BYTES_UNPACKED = 20 * 1024 * 1024
MOST_RATIO = 100  # of unpacked to packed; sheets of real life stay under 30
MOST_ROWS = 5_000  # with something in them
MOST_COLUMNS = 200
MOST_CELLS = 3_000_000  # empty ones included: a sheet may claim 18,278 columns in each row
LAST_ROW = 1_048_576  # Excel's own

SAVE_AS_XLSX = _(
    "Open it in Excel or Google Sheets, save it as an Excel workbook (.xlsx), and choose that file."
)

WORDS = {
    "empty": _("There is nothing in this file. Choose the file with the list of participants."),
    "too large": _("This file is larger than 5 MB. Remove pictures and other sheets, or split the list."),
    "too many rows": _("This file has more than 5,000 rows. Split it into several files."),
    "old excel": _("This is an old Excel file (.xls)."),
    "binary excel": _("This is a binary Excel file (.xlsb)."),
    "ods": _("This is a LibreOffice file (.ods)."),
    "numbers": _("This is a file of Apple Numbers. Export it as Excel (.xlsx), and choose that file."),
    "web page": _("This is a web page, though its name may say .xls."),
    "damaged": _("This Excel file cannot be read, it may be damaged."),
    "password": _(
        "This file is locked with a password. Open it in Excel, remove the password, and save it again."
    ),
    "pdf": _("This is a PDF. Ask for the list as a spreadsheet (.xlsx or .csv)."),
    "picture": _("This is a picture. Type the list into a spreadsheet, and choose that file."),
    "document": _("This is a text document. Copy its table into a spreadsheet, and choose that file."),
    "unknown": _("We do not know this kind of file. Choose a spreadsheet (.xlsx or .csv)."),
    "no header": _("We found no row with column titles. The list needs the titles “Nama” and “No. WA”."),
    "no name column": _("We found no column with names. Give the column the title “Nama”."),
    "no phone column": _("We found no column with phone numbers. Give the column the title “No. WA”."),
    "no people": _("There is nobody under the column titles. Choose the file with the list of participants."),
}
NEEDS_SAVING_AS_XLSX = {"old excel", "binary excel", "ods", "web page", "damaged"}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}


def _words(code: str) -> str:
    advice = f" {SAVE_AS_XLSX}" if code in NEEDS_SAVING_AS_XLSX else ""
    return f"{WORDS[code]}{advice}"


words = lazy(_words, str)  # said in the language of whoever looks


class UnreadableFile(Refusal):
    """The file is no table for us. ``code`` is a key of `WORDS`; ``words`` say what to do next."""

    def __init__(self, code: str) -> None:
        super().__init__(words(code), code=code)


@dataclass(frozen=True)
class Table:
    """One sheet. ``rows`` are those with something in them: (row number as Excel shows it, cells)."""

    sheet: str
    rows: list[tuple[int, list[Any]]]


def read_table(file: BinaryIO, name: str) -> Table:
    """The first sheet with data."""
    return read_tables(file, name)[0]


def read_tables(file: BinaryIO, name: str) -> list[Table]:
    """All sheets with data, at least one. The content decides what a file is, ``name`` only breaks a tie.

    Cells are what the file holds: text, numbers, dates, ``None``; a formula is its text, ``=A1+B1``.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableFile("too large")
    if content.startswith(ZIP):
        sheets = _sheets_of_workbook(content)
    else:
        _refuse_what_is_no_text(content, name)
        sheets = [("", _rows_of_csv(content))]

    tables = [Table(sheet, _filled(rows)) for sheet, rows in sheets]
    tables = [table for table in tables if table.rows]
    if not tables:
        raise UnreadableFile("empty")
    return tables


def text_of(cell: Any) -> str:
    """What a cell says, in one spelling."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell).replace("\0", "").strip()


def _filled(rows: Iterator[tuple[int, list[Any]]]) -> list[tuple[int, list[Any]]]:
    """The rows with something in them, without the empty cells at their ends."""
    filled: list[tuple[int, list[Any]]] = []
    for number, cells in rows:
        cells = [_without_blank(cell) for cell in cells[:MOST_COLUMNS]]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if len(filled) == MOST_ROWS:
            raise UnreadableFile("too many rows")
        filled.append((number, cells))
    return filled


def _without_blank(cell: Any) -> Any:
    if isinstance(cell, str):
        return None if not cell.strip(" \t\r\n\u00a0\u200b\ufeff\0") or cell in EXCEL_ERRORS else cell
    return cell


# XLSX


def _sheets_of_workbook(content: bytes) -> list[tuple[str, Iterator[tuple[int, list[Any]]]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_what_is_no_workbook(archive)
    except zipfile.BadZipFile:
        raise UnreadableFile("damaged") from None

    import openpyxl  # slow to load, and few processes read workbooks

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return [(sheet.title, iter(list(_rows_of_sheet(sheet)))) for sheet in workbook.worksheets]
    except UnreadableFile:
        raise
    except Exception:  # noqa: BLE001 - openpyxl answers a damaged part with whatever it stumbles over
        raise UnreadableFile("damaged") from None


def _refuse_what_is_no_workbook(archive: zipfile.ZipFile) -> None:
    parts = {part.filename: part for part in archive.infolist()}
    if any(part.flag_bits & 1 for part in parts.values()):
        raise UnreadableFile("password")
    unpacked = sum(part.file_size for part in archive.infolist())
    packed = sum(part.compress_size for part in archive.infolist())
    if unpacked > MOST_BYTES_UNPACKED or unpacked > MOST_RATIO * packed:
        raise UnreadableFile("too large")  # zipfile never unpacks more than a part declares
    if "xl/workbook.bin" in parts:
        raise UnreadableFile("binary excel")
    if "content.xml" in parts and "mimetype" in parts:
        is_sheet = b"spreadsheet" in archive.read("mimetype")
        raise UnreadableFile("ods" if is_sheet else "document")
    if "word/document.xml" in parts or "ppt/presentation.xml" in parts:
        raise UnreadableFile("document")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in parts):
        raise UnreadableFile("numbers")
    if "[Content_Types].xml" not in parts:
        raise UnreadableFile("unknown")


def _rows_of_sheet(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Hidden rows included. A sheet's own word about its size is not trusted."""
    sheet.reset_dimensions()
    cells_seen = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells_seen += len(row)
        if cells_seen > MOST_CELLS:
            raise UnreadableFile("too many rows")
        if number > LAST_ROW:
            raise UnreadableFile("damaged")
        if row:
            yield number, [_plain(cell) for cell in row[:MOST_COLUMNS]]


def _plain(cell: Any) -> Any:
    """Array formulas and data tables come as objects; their text is what was typed."""
    if hasattr(cell, "text"):
        text = cell.text or ""
        return text if text.startswith("=") else f"={text}"
    return "=TABLE()" if type(cell).__name__ == "DataTableFormula" else cell


# CSV


def _refuse_what_is_no_text(content: bytes, name: str) -> None:
    head = content[:1024].lstrip()
    lowered = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not content.strip(b" \t\r\n\0;,\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("empty")
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        word = "WordDocument".encode("utf-16-le") in content
        raise UnreadableFile("password" if locked else "document" if word else "old excel")
    if head.startswith(b"%PDF"):
        raise UnreadableFile("pdf")
    if (
        content.startswith(PICTURES)
        or content[8:12] == b"WEBP"
        or content[4:12] in (b"ftypheic", b"ftypavif")
    ):
        raise UnreadableFile("picture")
    if lowered.startswith(b"{\\rtf"):
        raise UnreadableFile("document")
    if lowered.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<style")):
        raise UnreadableFile("web page")
    if content.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02")):  # Excel 2 to 4
        raise UnreadableFile("old excel")
    if content.count(0) > len(content) / 100 and not _is_utf_16(content):  # one or two are an accident
        raise UnreadableFile("damaged" if name.lower().endswith((".xlsx", ".xlsm")) else "unknown")


def _is_utf_16(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(_utf_16_without_mark(content))


def _utf_16_without_mark(content: bytes) -> str:
    """Western text in UTF-16 has a zero in nearly every second place."""
    sample = content[:2000]
    if sample[1::2].count(0) > len(sample) * 0.4:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > len(sample) * 0.4 else ""


def _decoded(content: bytes) -> str:
    """What Excel and others write: UTF-8 or UTF-16 with or without mark, else the Western code page."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else [_utf_16_without_mark(content) or "utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _rows_of_csv(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    text = _decoded(content).lstrip("\ufeff").replace("\0", "")
    declared = re.match(r"\"?sep=(.)\"?\r?(?:\n|$)", text, re.IGNORECASE)
    if declared:  # Excel hides this line: it is not counted
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter_of(text)
    yield from enumerate(_records(text, delimiter), start=1)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The rows, with line breaks inside quotes kept in their cell.

    A quote that never closes would swallow everybody after it: then each line stands for itself.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return [_fields(line, delimiter) for line in re.split(r"\r\n|\r|\n", text)]


def _fields(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return [field.strip().strip('"') for field in line.split(delimiter)]


def _delimiter_of(text: str) -> str:
    """The sign that cuts most lines into the same number of cells; "1,5 juta" does not mislead it."""
    sample = "\n".join(re.split(r"\r\n|\r|\n", text[:50_000])[:60])
    return max(";\t,|", key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> int:
    widths = Counter(len(record) for record in _records(sample, delimiter) if len(record) > 1)
    return max((count * (width - 1) for width, count in widths.items()), default=0)
