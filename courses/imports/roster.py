"""A list of participants, from a spreadsheet to clean rows."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop

from clinic.numbers import UnreadableNumber, read_number, read_rupiah
from clinic.people.phones import NotAMobileNumber, read_phones, show_phone
from courses.imports.headers import Header, header_and_body, ignored_columns_of, what_is_missing
from courses.imports.names import tidy_name
from courses.imports.tables import UnreadableFile, read_tables, text_of
from courses.imports.titles import NUMBERING, kind_of, normalised, scale_of

LONGEST_NAME = 120
LONGEST_TEXT = 120
LONGEST_QUOTE = 40
THOUSANDS = {"ribu", "rb", "thousand"}
SUM_WORDS = ("jumlah", "total", "subtotal", "sub total", "grand total")

WORDS = {
    "no name": gettext_noop("No name: write the person's name in this row."),
    "no phone": gettext_noop("No phone: write the person's mobile number in this row."),
    "not a mobile number": gettext_noop("Not a mobile number: “%(typed)s”. %(why)s"),
    "duplicate phone": gettext_noop("Duplicate phone: row %(row)s has the same number already."),
    "name too long": gettext_noop("Name too long: write at most 120 letters."),
    "several phones": gettext_noop("There are several numbers here. We took %(phone)s."),
    "unreadable turnover": gettext_noop("We could not read the turnover “%(typed)s”, so it stays empty."),
}


def _words(code: str, **about: Any) -> str:
    return gettext(WORDS[code]) % about


words = lazy(_words, str)  # said in the language of whoever looks
_joined = lazy(lambda *notes: " ".join(str(note) for note in notes), str)


@dataclass(frozen=True)
class RosterRow:
    """Somebody who can be taken in. ``row`` is the number Excel shows beside it.

    ``phone`` is E.164, ``turnover`` rupiah a month; ``note`` says what we had to decide or leave out.
    """

    row: int
    name: str
    phone: str
    sector: str = ""
    place: str = ""
    business: str = ""
    turnover: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Rejection:
    """A row that cannot be taken in: the first cause, as a key of `WORDS` and in words."""

    row: int
    code: str
    reason: str


@dataclass
class Roster:
    """``header_row`` is the number of the row with the titles, the last of them where there are two.

    ``remarks`` are lines under the table that are nobody: signatures, explanations (row, text).
    """

    header_row: int
    rows: list[RosterRow] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)
    ignored_sheets: list[str] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)


def read_roster(file: BinaryIO, name: str) -> Roster:
    """Everybody in the list, and everybody who cannot be taken in, with the reason.

    Reads the first sheet that has titles for names and phone numbers. Raises `UnreadableFile`.
    """
    tables = read_tables(file, name)
    for table in tables:
        header, body = header_and_body(table)
        if header.is_complete:
            break
    else:
        raise UnreadableFile(what_is_missing(tables))

    roster = Roster(header.row, ignored_columns=ignored_columns_of(header))
    roster.ignored_sheets = [other.sheet for other in tables if other is not table]
    rows_by_phone: dict[str, int] = {}
    for number, cells in _people(header, body, roster):
        read = _read_row(header, number, cells, rows_by_phone)
        if isinstance(read, RosterRow):
            rows_by_phone[read.phone] = number
            roster.rows.append(read)
        else:
            roster.rejected.append(read)
    if not roster.rows and not roster.rejected:
        raise UnreadableFile("no people")
    return roster


def _people(header: Header, body: list, roster: Roster) -> Iterator[tuple[int, list[Any]]]:
    """The rows that are somebody. Signatures and explanations go to the remarks."""
    last = max((number for number, cells in body if header.has_phone(cells)), default=0)
    gap = _first_gap_after(last, body)
    for position, (number, cells) in enumerate(body):
        if _is_numbered_blank(header, cells) or _repeats_header(header, cells) or _sums_up(cells):
            continue
        if position == 0 and _counts_columns(cells):
            continue
        if _is_remark(header, number, cells, last, gap):
            roster.remarks.append((number, " ".join(text_of(cell) for cell in cells if cell is not None)))
            continue
        yield number, cells


def _first_gap_after(last: int, body: list) -> int:
    """The first row number under ``last`` that is empty in the sheet."""
    filled = {number for number, _cells in body}
    while last in filled:
        last += 1
    return last


def _is_numbered_blank(header: Header, cells: list[Any]) -> bool:
    """A form's prepared line that nobody filled in."""
    return len(header.cells(NUMBERING, cells)) == _filled(cells) and _is_numbered(header, cells)


def _is_numbered(header: Header, cells: list[Any]) -> bool:
    return any(text_of(cell).strip(".)").isdecimal() for cell in header.cells(NUMBERING, cells))


def _filled(cells: list[Any]) -> int:
    return sum(cell is not None for cell in cells)


def _is_remark(header: Header, number: int, cells: list[Any], last: int, gap: int) -> bool:
    """Nothing in a column we read; or, under the last phone number, a line apart or on its own."""
    if header.has_phone(cells):
        return False
    if not any(header.cells(kind, cells) for kind in header.columns if kind != NUMBERING):
        return True
    is_below = number > last > 0 and not _is_numbered(header, cells)
    return is_below and (number > gap or _filled(cells) == 1)


def _repeats_header(header: Header, cells: list[Any]) -> bool:
    """On each printed page, for example."""
    said = [text_of(cell) for cell in cells if cell is not None]
    if all(text in header.titles for text in said):
        return True
    kinds = {kind[0] for kind in map(kind_of, cells) if kind}
    return {"name", "phone"} <= kinds or {"first_name", "phone"} <= kinds


def _counts_columns(cells: list[Any]) -> bool:
    """The line "(1) (2) (3)" that official tables have under their titles."""
    said = [text_of(cell).strip("().") for cell in cells if cell is not None]
    return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]


def _sums_up(cells: list[Any]) -> bool:
    first = next(normalised(text_of(cell)) for cell in cells if cell is not None)
    return any(first == word or first.startswith(f"{word} ") for word in SUM_WORDS) and not any(
        _is_phone(cell) for cell in cells
    )


def _is_phone(cell: Any) -> bool:
    try:
        return bool(read_phones(cell if isinstance(cell, int | float) else text_of(cell)))
    except NotAMobileNumber:
        return False


def _read_row(
    header: Header, number: int, cells: list[Any], rows_by_phone: dict[str, int]
) -> RosterRow | Rejection:
    name = _name(header, cells)
    typed_phones = header.cells("phone", cells)
    if not any(sign.isalpha() for sign in name):
        return Rejection(number, "no name", words("no name"))
    if len(name) > LONGEST_NAME:
        return Rejection(number, "name too long", words("name too long"))
    phones, why_not = _phones(typed_phones)
    if not phones:
        return Rejection(
            number, "not a mobile number" if why_not else "no phone", why_not or words("no phone")
        )
    if phones[0] in rows_by_phone:
        again = words("duplicate phone", row=rows_by_phone[phones[0]])
        return Rejection(number, "duplicate phone", again)

    turnover, unread = _turnover(header, cells)
    notes = [words("several phones", phone=show_phone(phones[0]))] if len(phones) > 1 else []
    notes += [words("unreadable turnover", typed=_clipped(unread, LONGEST_QUOTE))] if unread else []
    return RosterRow(
        row=number,
        name=name,
        phone=phones[0],
        sector=_said(header, "sector", cells),
        place=_said(header, "place", cells),
        business=_said(header, "business", cells),
        turnover=turnover,
        note=_joined(*notes) if notes else "",
    )


def _name(header: Header, cells: list[Any]) -> str:
    whole = [text_of(cell) for cell in header.cells("name", cells)[:1]]
    parts = [text_of(cell) for kind in ("first_name", "last_name") for cell in header.cells(kind, cells)[:1]]
    return tidy_name(" ".join(whole or parts))


def _phones(typed: list[Any]) -> tuple[list[str], str]:
    """The mobile numbers of the best phone column that has one; else why the first filled one has none."""
    why_not = ""
    for cell in typed:
        try:
            return read_phones(cell if isinstance(cell, int | float) else text_of(cell)), ""
        except NotAMobileNumber as unread:
            if unread.reason != "empty" and not why_not:
                shown = _clipped(text_of(cell), LONGEST_QUOTE)
                why_not = words("not a mobile number", typed=shown, why=unread.words)
    return [], why_not


def _turnover(header: Header, cells: list[Any]) -> tuple[int | None, str]:
    """The amount, or what stands there and cannot be read as one."""
    column = header.columns.get("turnover", [len(cells)])[0]
    cell = cells[column] if column < len(cells) else None
    if cell is None or (isinstance(cell, str) and cell.strip() in {"-", "\u2013", "\u2014"}):
        return None, ""
    scale = scale_of(header.titles[column])
    try:
        typed = cell if isinstance(cell, int | float) else text_of(cell)
        if scale and _is_bare(typed, scale):
            typed = f"{text_of(typed).replace('.', ',') if isinstance(typed, float) else typed} {scale}"
        return read_rupiah(typed), ""
    except UnreadableNumber:
        return None, text_of(cell)


def _is_bare(typed: int | float | str, scale: str) -> bool:
    """ "1,5" under "Omzet (juta)". Who writes "1.500.000" there means rupiah all the same."""
    is_word = any(sign.isalpha() for sign in str(typed))
    return not is_word and read_number(typed) < (100_000 if scale in THOUSANDS else 10_000)


def _said(header: Header, kind: str, cells: list[Any]) -> str:
    column = header.columns.get(kind, [len(cells)])[0]
    text = text_of(cells[column]) if column < len(cells) else ""
    tidy = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})
    return _clipped(" ".join(tidy.split()), LONGEST_TEXT)


def _clipped(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
