"""CBS's workbook: found by its headers, read as printed, and everything that is not it."""

import datetime
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from doorlezen.documents.headed import RowFault
from doorlezen.documents.source import Source
from doorlezen.engine.score import PUBLISHED, Constants
from doorlezen.language import InputError
from doorlezen.register.readers.scores import MetRow, ScoreTables, ZonderRow, read_scores
from tests.conftest import SHARED
from tests.register.files import EXPLANATION, Scored, scores_xlsx

NAME = "scores.xlsx"
MET_HEADER = ("School (BRIN vestiging)", "Aantal bekostigde leerlingen", "Achterstandsscore", "")


def read(data: bytes) -> ScoreTables:
    return read_scores(Source(NAME, data))


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read(data)
    return str(refused.value)


def test_reads_both_tables_as_printed() -> None:
    found = read(
        scores_xlsx(
            [
                Scored("00AP00", 100, 33.02, 102.62, 26.17, 76.45),
                Scored("00AV00", 65, 31.93, 77.18, 41.94, 35.24, notes_zonder="b, c"),
            ]
        )
    )
    assert found.met == (
        MetRow(6, "00AP00", 100, Decimal("33.02"), ""),
        MetRow(7, "00AV00", 65, Decimal("31.93"), ""),
    )
    assert found.zonder == (
        ZonderRow(6, "00AP00", Decimal("102.62"), Decimal("26.17"), Decimal("76.45"), ""),
        ZonderRow(7, "00AV00", Decimal("77.18"), Decimal("41.94"), Decimal("35.24"), "bc"),
    )
    assert (found.day, found.mark) == (datetime.date(2019, 10, 1), "")
    assert found.constants == PUBLISHED[2019]
    assert found.refused == ()


def test_tables_are_found_by_header_text_wherever_they_stand() -> None:
    rows = [Scored("00AP00", 100, 33.02, 102.62)]
    swapped = read(scores_xlsx(rows, tables=("zonder", "met")))
    assert (swapped.met, swapped.zonder) == (read(scores_xlsx(rows)).met, read(scores_xlsx(rows)).zonder)


def test_order_and_capitals_of_columns_do_not_matter() -> None:
    header = ("BRIN VESTIGING", "ACHTERSTANDSSCORE", "aantal leerlingen", "")
    found = read(
        scores_xlsx([Scored("00AP00", 33.02, 100, 102.62, lower=102.62, upper=0.0)], headers_met=header)
    )
    assert found.met == (MetRow(6, "00AP00", 100, Decimal("33.02"), ""),)


@pytest.mark.parametrize("cell", [".", "", "<5", "x"])
def test_what_is_not_given_is_unknown(cell: str) -> None:
    found = read(scores_xlsx([Scored("00AP00", cell, cell, cell, cell, cell)]))
    assert found.met == (MetRow(6, "00AP00", None, None, ""),)
    assert found.zonder == (ZonderRow(6, "00AP00", None, None, None, ""),)


def test_a_row_that_cannot_be_read_is_left_out_and_named() -> None:
    rows = [
        Scored("00AP00", 100, 33.02, 102.62),
        Scored("00AR00", "veel", 0.0, 19.46, 10.33, 9.13),
        Scored("00AV", 65, 31.93, 77.18),
        Scored("00AZ00", 65, 31.93, 77.18, notes_met="a b c d e f g h i j k"),
    ]
    found = read(scores_xlsx(rows))
    assert [row.code for row in found.met] == ["00AP00"]
    assert [row.code for row in found.zonder] == ["00AP00", "00AR00", "00AZ00"]
    brin = "“00AV” is een BRIN zonder vestigingsnummer; verwacht zes tekens, zoals 00AP00"
    assert found.refused == (
        RowFault(7, "Tabel 1, Aantal bekostigde leerlingen", "“veel” is geen getal"),
        RowFault(8, "Tabel 1, School (BRIN vestiging)", brin),
        RowFault(9, "Tabel 1, voetnoten", "11 voetnoten"),
        RowFault(8, "Tabel 2, School (BRIN vestiging)", brin),
    )


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Achterstandsscore per vestiging, 1 februari 2024*", "*"),
        ("Achterstandsscore per vestiging, 1 februari 2024**", "**"),
        ("Achterstandsscore per vestiging, 1 februari 2024", ""),
    ],
)
def test_the_title_gives_peildatum_and_mark(title: str, mark: str) -> None:
    found = read(scores_xlsx([Scored("00AP00")], title=title))
    assert (found.day, found.mark) == (datetime.date(2024, 2, 1), mark)


def test_a_mark_may_stand_in_a_header_too() -> None:
    header = (*MET_HEADER[:2], "Achterstandsscore*", "")
    assert read(scores_xlsx([Scored("00AP00")], headers_met=header)).mark == "*"


def test_a_title_without_a_date_leaves_the_peildatum_open() -> None:
    assert read(scores_xlsx([Scored("00AP00")], title="Achterstandsscore per vestiging")).day is None


@pytest.mark.parametrize(
    ("explanation", "constants"),
    [
        (EXPLANATION, Constants(Decimal("535.26"), Decimal("529.46"))),
        ("De waarde van C is 534,1 en G is 528,35.", Constants(Decimal("534.1"), Decimal("528.35"))),
        ("De waarde van C is 528,35 en G is 534,10.", None),
        ("C en G zijn voor alle scholen gelijk.", None),
        ("", None),
    ],
)
def test_c_and_g_are_read_from_the_explanation(explanation: str, constants: Constants | None) -> None:
    assert read(scores_xlsx([Scored("00AP00")], explanation=explanation)).constants == constants


@pytest.mark.parametrize("table", ["met", "zonder"])
def test_a_school_that_stands_there_twice_with_other_figures_has_none(table: str) -> None:
    twice = {f"only_{table}": [Scored("00AP00", 50, None, 90.0)]}
    sheet = {"met": "Tabel 1", "zonder": "Tabel 2"}[table]
    found = read(scores_xlsx([Scored("00AP00"), Scored("00AR00")], **twice))
    assert [row.code for row in getattr(found, table)] == ["00AR00"]
    assert found.refused == tuple(
        RowFault(
            row,
            f"{sheet}, School (BRIN vestiging)",
            f"vestiging 00AP00 staat ook in rij {other}, met iets anders; geen van die rijen telt",
        )
        for row, other in ((6, 8), (8, 6))
    )


@pytest.mark.parametrize("table", ["met", "zonder"])
def test_a_school_that_stands_there_twice_with_the_same_figures_counts_once(table: str) -> None:
    twice = {f"only_{table}": [Scored("00AP00")]}
    found = read(scores_xlsx([Scored("00AP00"), Scored("00AR00")], **twice))
    assert [row.row for row in getattr(found, table)] == [6, 7]
    assert [fault.row for fault in found.refused] == [8]


def test_a_workbook_without_the_tables_is_refused() -> None:
    assert refusal(scores_xlsx([], tables=())) == (
        "scores.xlsx: in geen enkel blad staat Tabel 1, de achterstandsscore met drempel; "
        "is dit het Excel-bestand van CBS?"
    )
    assert refusal(scores_xlsx([Scored("00AP00")], tables=("met",))) == (
        "scores.xlsx: in geen enkel blad staat Tabel 2, de achterstandsscore zonder drempel; "
        "is dit het Excel-bestand van CBS?"
    )


def test_a_table_without_a_row_that_can_be_read_is_refused() -> None:
    assert refusal(scores_xlsx([])) == (
        "scores.xlsx, blad Tabel 1: geen enkele rij heeft een vestigingscode en een score"
    )


def test_a_table_that_stands_there_twice_is_refused() -> None:
    assert refusal(scores_xlsx([Scored("00AP00")], tables=("met", "zonder", "met"))) == (
        "scores.xlsx: Tabel 1, de achterstandsscore met drempel staat er meer dan één keer: Tabel 1, Tabel 3"
    )


def test_a_column_that_stands_there_twice_is_refused() -> None:
    header = (*MET_HEADER[:3], "Achterstandsscore (herzien)")
    assert refusal(scores_xlsx([Scored("00AP00")], headers_met=header)) == (
        "scores.xlsx, blad Tabel 1, rij 4: de kolom Achterstandsscore (herzien) staat er twee keer"
    )


def test_schools_below_the_line_that_names_the_source_refuse_the_file() -> None:
    assert refusal(scores_xlsx([Scored("00AP00")], after=[("00AR00", 100, 0.0)])) == (
        "scores.xlsx, blad Tabel 1, rij 10: onder de bronregel staat nog een school"
    )


@pytest.mark.parametrize(
    "data",
    [b"not a workbook at all", b"PK\x03\x04 broken zip", scores_xlsx([Scored("00AP00")])[:2000]],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refusal(data) == (
        "scores.xlsx: dit is geen Excel-bestand (xlsx), of het is beschadigd; haal het opnieuw op"
    )


def test_a_workbook_that_unpacks_to_more_than_the_memory_holds_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("sheet.xml", "w") as entry:
        for _ in range(260):
            entry.write(bytes(2**20))
    assert len(file.getvalue()) < 2**20
    assert refusal(file.getvalue()) == (
        "scores.xlsx: uitgepakt is dit Excel-bestand meer dan 256 MB; dat wordt niet gelezen"
    )


def with_formula(at: str, result: object) -> bytes:
    """CBS's workbook in which the score met drempel of 00AP00 and a note far beside it are formulas."""
    data = scores_xlsx([Scored("00AP00"), Scored("00AR00")])
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Tabel 1"][at] = result
    book["Tabel 1"]["H4"], book["Tabel 1"]["H6"] = "controle", "=1/0"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("at", ["A6", "B6", "C6"])
def test_a_formula_that_was_never_worked_out_is_not_what_cbs_leaves_unknown(at: str) -> None:
    assert refusal(with_formula(at, "=ROUND(1,2)")) == (
        f"scores.xlsx, blad Tabel 1, cel {at}: hier staat een formule waarvan de uitkomst niet is bewaard; "
        "open het bestand in Excel, bewaar het daar en kies het opnieuw"
    )


@pytest.mark.parametrize(
    ("at", "error"), [("A7", "#REF!"), ("B7", "#N/A"), ("C7", "#DIV/0!"), ("D7", "#REF!")]
)
def test_an_error_where_a_value_is_read_is_refused_with_its_cell(at: str, error: str) -> None:
    assert f"scores.xlsx, blad Tabel 1, cel {at}: hier staat de fout {error} (" in refusal(
        with_formula(at, error)
    )


def test_an_error_in_a_column_that_nobody_reads_does_not_matter() -> None:
    tables = read(with_formula("C6", 12))
    assert [(row.code, row.met) for row in tables.met] == [
        ("00AP00", Decimal("12.00")),
        ("00AR00", Decimal("30.40")),
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the file is not on this machine")
def test_the_file_that_passed_for_unknown_at_cbs() -> None:
    said = refusal((SHARED / "cases" / "cbs-formulas-without-values.xlsx").read_bytes())
    assert said.startswith(
        "scores.xlsx, blad Tabel 1, cel C6: hier staat een formule waarvan de uitkomst niet"
    )
