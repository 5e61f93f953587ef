"""The one function that writes tables."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from courses.exports.tables import write_table

FORMULAS = [
    "=1+1",
    "+62",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    '=HYPERLINK("http://x";"klik")',
    "%x",
    "|x",
]


def test_csv_is_what_excel_in_indonesia_opens():
    content = write_table("csv", ["Nama", "Nilai", "Hari"], [["Rosma; Batik", 12.5, date(2026, 11, 22)]])

    assert content == '\ufeffNama;Nilai;Hari\r\n"Rosma; Batik";12,5;2026-11-22\r\n'.encode()


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_defuses_formulas(formula):
    content = write_table("csv", ["Nama"], [[formula]]).decode("utf-8-sig")

    cell = content.split("\r\n", 1)[1].strip('"')
    assert cell.startswith("'")


@pytest.mark.parametrize("formula", FORMULAS)
def test_xlsx_keeps_formulas_as_text(formula):
    content = write_table("xlsx", ["Nama", "Nilai"], [[formula, 7]], sheet="Angkatan 1/2")

    page = load_workbook(io.BytesIO(content)).active
    assert (page["A2"].data_type, page["A2"].value, page["A2"].quotePrefix) == ("s", formula.strip(), True)
    assert page["B2"].value == 7


def test_xlsx_takes_control_characters_out():
    content = write_table("xlsx", ["Nama"], [["Ros\x00ma\nHasan"]])

    assert load_workbook(io.BytesIO(content)).active["A2"].value == "Ros ma Hasan"
