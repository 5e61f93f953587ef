"""The one function that writes tables: CSV and XLSX, with formulas that stay text."""

import datetime
import io
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from defusedcsv import csv

CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_table(
    kind: str, titles: Sequence[Any], rows: Iterable[Sequence[Any]], sheet: str = "Data"
) -> bytes:
    """A table as the bytes of a file. ``kind`` is ``csv`` or ``xlsx``.

    CSV is what Excel in Indonesia opens with a double click: semicolons, UTF-8 with its mark. Text that
    begins like a formula gets an apostrophe in CSV, and is a text cell in XLSX.
    """
    clean = [[_plain(cell) for cell in row] for row in [titles, *rows]]
    return {CSV: _csv, XLSX: _xlsx}[kind](clean, sheet)


def _csv(rows: list[list[Any]], sheet: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: Any) -> Any:
    return str(cell).replace(".", ",") if isinstance(cell, float | Decimal) else cell


def _xlsx(rows: list[list[Any]], sheet: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    page = book.active
    page.title = "".join(" " if sign in r"[]:*?/\\" else sign for sign in sheet)[:31]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
                cell.number_format, cell.quotePrefix = "@", True  # still text when somebody edits it
            if number == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _plain(cell: Any) -> Any:
    """Numbers and days as they are; everything else as one line of text without control characters."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell)
    if isinstance(cell, int | float | Decimal | datetime.date) and not isinstance(cell, datetime.datetime):
        return cell
    signs = (" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in str(cell))
    return "".join(signs).strip()
