"""Where the titles of a list are, and which columns stand under them. Plain Python."""

from dataclasses import dataclass
from typing import Any

from courses.imports.tables import Table, text_of
from courses.imports.titles import NUMBERING, kind_of

SEARCHED_ROWS = 20  # title rows above the header are ordinary
FEWEST_DIGITS, MOST_DIGITS = 7, 30  # of a cell with phone numbers, one or two


@dataclass
class Header:
    """Where the titles are, and which columns stand under them, the better ones first."""

    row: int
    titles: list[str]
    columns: dict[str, list[int]]

    def __post_init__(self) -> None:
        self.has_names = "name" in self.columns or "first_name" in self.columns
        self.has_phones = "phone" in self.columns

    @property
    def is_complete(self) -> bool:
        return self.has_names and self.has_phones

    def cells(self, kind: str, cells: list[Any]) -> list[Any]:
        """What stands in the columns of this kind, without the empty ones."""
        found = [cells[column] for column in self.columns.get(kind, []) if column < len(cells)]
        return [cell for cell in found if cell is not None]

    def has_phone(self, cells: list[Any]) -> bool:
        """Whether this row has something meant as a phone number, good or bad."""
        return any(
            FEWEST_DIGITS <= _digits(text_of(cell)) <= MOST_DIGITS for cell in self.cells("phone", cells)
        )


def header_and_body(table: Table) -> tuple[Header, list[tuple[int, list[Any]]]]:
    """The first row with titles for both; else two rows that have them together; else the nearest miss."""
    misses = []
    top = [row for row in table.rows if row[0] <= SEARCHED_ROWS] or table.rows[:SEARCHED_ROWS]
    for position, (number, cells) in enumerate(top):
        header = _header_of(number, cells)
        misses.append(header)
        if header.is_complete:
            return _with_second_row(header, cells, table.rows[position + 1 :])
        if header.columns and position + 1 < len(table.rows):
            below, titles_below = table.rows[position + 1]
            if _header_of(below, titles_below).is_complete:
                continue
            together = _header_of(below, _titles_together(cells, titles_below))
            if together.is_complete and _is_all_text(titles_below):
                return together, table.rows[position + 2 :]
    return max(misses, key=lambda header: (header.has_names or header.has_phones, len(header.columns))), []


def _header_of(number: int, cells: list[Any]) -> Header:
    found: dict[str, list[tuple[int, int]]] = {}
    for column, cell in enumerate(cells):
        if kind := kind_of(cell):
            found.setdefault(kind[0], []).append((kind[1], column))
    columns = {kind: [column for _rank, column in sorted(places)] for kind, places in found.items()}
    titles = [text_of(cell) for cell in cells]
    if any(_digits(title) >= FEWEST_DIGITS for title in titles):
        columns = {}  # "Nama: Klinik Jambi, Kontak: 0812..." above the table is no header
    return Header(number, titles, columns)


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


def _titles_together(upper: list[Any], lower: list[Any]) -> list[Any]:
    """One title for each column from two rows; a merged cell above reaches to the right.

    "Usaha" over "Nama | Jenis" is "Nama Usaha | Jenis Usaha"; "Kontak" over "WA | E-mail" is "WA | E-mail".
    """
    titles, above = [], None
    for column in range(max(len(upper), len(lower))):
        own = upper[column] if column < len(upper) else None
        below = lower[column] if column < len(lower) else None
        above = own if own is not None else above
        if below is None:
            titles.append(own)
            continue
        spellings = [
            f"{text_of(below)} {text_of(above)}".strip(),
            f"{text_of(above)} {text_of(below)}".strip(),
            below,
        ]
        titles.append(next((title for title in spellings if kind_of(title)), spellings[1]))
    return titles


def _with_second_row(header: Header, cells: list[Any], body: list) -> tuple[Header, list]:
    """A row of titles right below may name more columns ("Alamat" over "Desa | Kab/Kota")."""
    if not body or body[0][0] != header.row + 1:
        return header, body
    number, below = body[0]
    names = header.cells("name", below)
    if header.has_phone(below) or not all(kind_of(name) for name in names):
        return header, body
    together = _header_of(number, _titles_together(cells, below))
    is_header = _is_all_text(below) and any(kind_of(cell) for cell in below)
    return (together, body[1:]) if is_header and together.is_complete else (header, body)


def _is_all_text(cells: list[Any]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip().isdecimal()) for cell in cells)


def what_is_missing(tables: list[Table]) -> str:
    """The code for `UnreadableFile`."""
    headers = [header_and_body(table)[0] for table in tables]
    if any(header.has_names for header in headers):
        return "no phone column"
    return "no name column" if any(header.has_phones for header in headers) else "no header"


def ignored_columns_of(header: Header) -> list[str]:
    """Titles of columns nobody reads: unknown ones, and the second best for what is needed once."""
    read = {
        column
        for kind in ("name", "phone", "first_name", "last_name")
        for column in header.columns.get(kind, [])
    }
    read |= set(header.columns.get(NUMBERING, []))
    for kind in ("sector", "business", "place", "turnover"):
        read |= set(header.columns.get(kind, [])[:1])
    return [title for column, title in enumerate(header.titles) if title and column not in read]
