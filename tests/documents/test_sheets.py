"""Columns declared once: the text file, plain data and the lines on a terminal say the same."""

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

import pytest

from doorlezen.documents.json_text import write_json
from doorlezen.documents.sheets import Kind, SheetColumn, as_csv, as_lines, as_records, shown
from doorlezen.language import use

Row = tuple[str, str, Decimal | None]
COLUMNS: list[SheetColumn[Row]] = [
    SheetColumn("Code", lambda row: row[0], key="code"),
    SheetColumn("School", lambda row: row[1], gives="cut"),
    SheetColumn("Score", lambda row: row[2], "score", key="score", unit="punten"),
]
ROWS: list[Row] = [("00AP00", "De Es", Decimal("33.02")), ("00AR00", "Wereldwijs", Decimal("1041.40"))]
LONG: list[Row] = [("00AP00", "Openbare Basisschool De Regenboog", Decimal("1041.40"))]


def test_columns_are_as_wide_as_they_need_and_figures_stand_right() -> None:
    assert list(as_lines(COLUMNS, ROWS, width=80)) == [
        "Code    School      Score (punten)",
        "00AP00  De Es                33,02",
        "00AR00  Wereldwijs        1.041,40",
    ]


def test_only_wide_text_gives_way_and_never_a_code_or_a_figure() -> None:
    columns = [*COLUMNS[:2], SheetColumn[Row]("Score", lambda row: row[2], "score")]
    assert list(as_lines(columns, LONG, width=34))[1] == "00AP00  Openbare Basiss…  1.041,40"
    assert list(as_lines(columns, LONG, width=5))[1] == "00AP00  Openbare …  1.041,40"


def test_text_that_may_not_be_cut_off_goes_on_below() -> None:
    columns = [COLUMNS[0], SheetColumn[Row]("School", lambda row: row[1], gives="wrap"), COLUMNS[2]]
    assert list(as_lines(columns, LONG, width=40)) == [
        "Code    School            Score (punten)",
        "00AP00  Openbare                1.041,40",
        "        Basisschool De",
        "        Regenboog",
    ]


def test_plain_data_has_the_columns_with_a_key_as_they_are() -> None:
    assert as_records(COLUMNS, ROWS[:1]) == [{"code": "00AP00", "score": Decimal("33.02")}]


def test_the_text_file_is_for_a_dutch_excel_or_for_programs() -> None:
    assert (
        as_csv(COLUMNS, ROWS[:1]).decode("utf-8")
        == "\ufeffCode;School;Score (punten)\r\n00AP00;De Es;33,02\r\n"
    )
    assert (
        as_csv(COLUMNS, ROWS[:1], for_programs=True)
        == b"Code,School,Score (punten)\r\n00AP00,De Es,33.02\r\n"
    )
    with use("en"):
        assert as_csv(COLUMNS, ROWS[:1]).endswith(b";33.02\r\n")


def _rows(cell: object, kind: Kind = "text", *, for_programs: bool = True) -> list[list[str]]:
    columns: list[SheetColumn[object]] = [SheetColumn("naam", lambda row: row, kind)]
    text = as_csv(columns, [cell], for_programs=for_programs).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="," if for_programs else ";"))[1:]


@pytest.mark.parametrize("cell", ["=1+1", "+31 344", "@SUM(A1)", "\tx", "\rx", " =1+1", "＝1+1"])
@pytest.mark.parametrize("for_programs", [True, False])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str, for_programs: bool) -> None:
    assert _rows(cell, for_programs=for_programs) == [[f"'{cell}"]]


@pytest.mark.parametrize(
    ("cell", "kind", "written"),
    [
        ("De Es", "text", "De Es"),
        ("’t Reliëf; locatie Noord, Tiel", "text", "’t Reliëf; locatie Noord, Tiel"),
        ('BS "De Maasparel"', "text", 'BS "De Maasparel"'),
        (Decimal("-5.00"), "score", "-5.00"),
        (-150, "euro", "-1.5"),
        (-10, "change", "-2.5"),
        (-2, "whole", "-2"),
        (datetime.date(2019, 10, 1), "day", "2019-10-01"),
        (None, "score", ""),
    ],
)
def test_other_cells_are_written_as_they_are(cell: object, kind: Kind, written: str) -> None:
    assert _rows(cell, kind) == [[written]]


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("text", "De Es", "De Es"),
        ("whole", 1041, "1.041"),
        ("whole", None, "onbekend"),
        ("hours", 10, "2½"),
        ("change", 10, "+2½"),
        ("change", -1, "−¼"),
        ("euro", 949050, "9.490,50"),
        ("euro", 0, ""),
        ("limit", 0, "0,00"),
        ("limit", None, "geen vast bedrag"),
        ("score", Decimal("33.02"), "33,02"),
        ("score", "niet in de scores", "niet in de scores"),
        ("day", datetime.date(2019, 10, 1), "1 oktober 2019"),
        ("day", None, ""),
        ("figure", 1041, "1041"),
    ],
)
def test_people_read_a_figure_by_its_kind(kind: Kind, value: Any, read: str) -> None:
    assert shown(kind, value) == read


def test_json_keeps_decimals_and_days_as_published() -> None:
    told = {"score": Decimal("1041.40"), "day": datetime.date(2019, 10, 1), "name": "Reliëf"}
    assert write_json(told) == '{\n "score": 1041.4,\n "day": "2019-10-01",\n "name": "Reliëf"\n}\n'.encode()
