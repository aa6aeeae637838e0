"""Tables and CSV: what is cut off, what is not, and what a spreadsheet may not run."""

import csv
import datetime
import io
from decimal import Decimal

import pytest

from doorlezen.cli.columns import Heading, lines
from doorlezen.cli.csv_output import as_csv
from doorlezen.cli.json_output import as_json

HEADINGS = [Heading("Code"), Heading("School", shrinks=True), Heading("Score", figures=True)]


def test_columns_are_as_wide_as_they_need_and_figures_stand_right() -> None:
    rows = [["00AP00", "De Es", "33,02"], ["00AR00", "Wereldwijs", "1.041,40"]]
    assert list(lines(HEADINGS, rows, width=80)) == [
        "Code    School         Score",
        "00AP00  De Es          33,02",
        "00AR00  Wereldwijs  1.041,40",
    ]


def test_only_wide_text_gives_way_and_never_a_code_or_a_figure() -> None:
    rows = [["00AP00", "Openbare Basisschool De Regenboog", "1.041,40"]]
    assert list(lines(HEADINGS, rows, width=34))[1] == "00AP00  Openbare Basiss…  1.041,40"
    assert list(lines(HEADINGS, rows, width=5))[1] == "00AP00  Openbare …  1.041,40"


@pytest.mark.parametrize("cell", ["=1+1", "+31 344", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert _rows(cell) == [[f"'{cell}"]]


def _rows(cell: object) -> list[list[str]]:
    text = io.StringIO(as_csv(["naam"], [[cell]]).decode("utf-8"), newline="")
    return list(csv.reader(text))[1:]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("De Es", "De Es"),
        ("’t Reliëf; locatie Noord, Tiel", "’t Reliëf; locatie Noord, Tiel"),
        ('BS "De Maasparel"', 'BS "De Maasparel"'),
        (Decimal("-5.00"), "-5.00"),
        (datetime.date(2019, 10, 1), "2019-10-01"),
        (None, ""),
    ],
)
def test_other_cells_are_written_as_they_are(cell: object, written: str) -> None:
    assert _rows(cell) == [[written]]


def test_json_keeps_decimals_and_days_as_published() -> None:
    assert as_json({"score": Decimal("1041.40"), "day": datetime.date(2019, 10, 1), "name": "Reliëf"}) == (
        '{\n "score": 1041.4,\n "day": "2019-10-01",\n "name": "Reliëf"\n}\n'.encode()
    )
