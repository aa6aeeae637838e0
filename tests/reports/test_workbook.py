"""The workbook says what the story says, in numbers, with sums that add up and texts that stay texts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from doorlezen.documents.books import number, sheet_names
from doorlezen.documents.guard import guarded
from doorlezen.reports.plan_workbook import as_xlsx
from doorlezen.reports.story import Story
from tests.reports import cases
from tests.words import NO_PLAN, TITLE


def opened(story: Story, *, values: bool = True) -> Workbook:
    return openpyxl.load_workbook(BytesIO(as_xlsx(story)), data_only=values)


def rows_of(sheet: Worksheet, first_head: str) -> list[dict[str, Any]]:
    """The rows of the table whose head begins with this word, by head; the row of sums last."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(index for index, row in enumerate(rows) if row[0] == first_head)
    head = [str(cell) for cell in rows[start] if cell is not None]
    found = []
    for row in rows[start + 1 :]:
        if all(cell is None for cell in row):
            break
        found.append(dict(zip(head, row, strict=False)))
    return found


def formulas_of(book: Workbook) -> Iterator[tuple[Worksheet, Any]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet, cell) for cell in row if cell.data_type == "f")


def test_a_sheet_for_everything() -> None:
    assert opened(cases.story_of()).sheetnames == [
        "Overzicht",
        "Culemborg",
        "Tiel",
        "Eisen",
        "Geld",
        "Bronnen",
    ]


def test_every_school_of_the_story_stands_in_its_sheet() -> None:
    story = cases.story_of()
    book = opened(story)
    for gemeente in story.gemeenten:
        *rows, sums = rows_of(book[gemeente.name], "nr")
        assert [
            (
                row["vestigingscode"],
                row["school"],
                row["leerlingen"],
                row["score"],
                row["dit plan (uur per week)"],
                row["vorig jaar (uur per week)"],
                row["verschil (uur per week)"],
                row["kosten (euro per jaar)"],
            )
            for row in rows
        ] == [
            (
                school.code,
                school.name,
                school.pupils,
                "onbekend" if school.score is None else float(school.score),
                school.quarters / 4,
                school.last_year_quarters / 4,
                school.change / 4,
                school.cents / 100,
            )
            for school in gemeente.schools
        ]
        for fund in story.funds:
            if fund.name in sums:
                assert sums[fund.name] == fund.in_gemeente[gemeente.code] / 100
                paid = [sum(p.cents for p in s.paid if p.fund == fund.id) / 100 for s in gemeente.schools]
                assert [row[fund.name] for row in rows] == paid
        assert sums["kosten (euro per jaar)"] == gemeente.sums.cents / 100
        assert sums["Expertise (euro)"] == gemeente.sums.cost["expertise"] / 100


def test_the_overview_adds_up_to_the_story() -> None:
    story = cases.story_of()
    *rows, sums = rows_of(opened(story)["Overzicht"], "gemeente")
    assert [
        (row["gemeente"], row["krijgen uren (scholen)"], row["kosten (euro per jaar)"]) for row in rows
    ] == [(row.name, row.sums.reached, row.sums.cents / 100) for row in story.gemeenten]
    assert sums["kosten (euro per jaar)"] == story.sums.cents / 100
    assert sums["dit plan (uur per week)"] == story.sums.quarters / 4
    assert sums["regeling (euro)"] == story.sums.by_kind["scheme"] / 100


def test_the_money_per_fund() -> None:
    story = cases.story_of()
    *rows, sums = rows_of(opened(story)["Geld"], "pot")
    assert [(row["pot"], row["bedrag"], row["besteed"], row["over"]) for row in rows] == [
        (
            fund.name,
            "geen vast bedrag" if fund.cents is None else fund.cents / 100,
            fund.spent / 100,
            "geen vast bedrag" if fund.left is None else fund.left / 100,
        )
        for fund in story.funds
    ]
    assert sums["besteed"] == story.sums.cents / 100
    assert sums["Tiel"] == story.gemeenten[1].sums.cents / 100


def test_the_demands_with_their_prices() -> None:
    story = cases.story_of()
    rows = rows_of(opened(story)["Eisen"], "nr")
    assert [(row["nr"], row["door"], row["stand"]) for row in rows] == [
        (demand.id, demand.by, "✓ vervuld") for demand in story.demands
    ]
    assert [row["deel van de waarde"] for row in rows] == [
        demand.price.share for demand in story.demands if demand.price
    ]
    assert [cell for line in opened(story).worksheets for cell in points_in(line)] == []


def points_in(sheet: Any) -> list[str]:
    """The texts of a sheet that tell points, but those of an achterstandsscore and of the key."""
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    return [
        text for text in texts if "punten" in text and "gewichten en" not in text and "scores (" not in text
    ]


def test_every_sum_is_a_formula_over_the_rows_above_with_the_right_value_beside_it() -> None:
    story = cases.story_of()
    formulas, values = opened(story, values=False), opened(story)
    count = 0
    for sheet, cell in formulas_of(formulas):
        area = cell.value.removeprefix("=SUM(").removesuffix(")")
        cells = [row[0].value for row in values[sheet.title][area]]
        assert sheet[area][-1][0].row == cell.row - 1
        numbers = [value for value in cells if isinstance(value, int | float)]
        assert round(sum(numbers), 2) == values[sheet.title][cell.coordinate].value
        count += 1
    assert count > 20


def test_texts_stay_texts_whatever_they_begin_with() -> None:
    story = cases.story_of(cases.renamed(cases.NASTY), gemeenten={"0281": "=1+1", "0216": "[Tiel]: a/b?*"})
    book = opened(story, values=False)
    assert book.sheetnames[1:3] == ["=1+1", "Tiel   a b"]
    for _, cell in formulas_of(book):
        assert cell.value.startswith("=SUM(")
    names = {row["school"] for row in rows_of(book["=1+1"], "nr")[:-1]}
    names |= {row["school"] for row in rows_of(book["Tiel   a b"], "nr")[:-1]}
    assert names == {guarded(school.name) for row in story.gemeenten for school in row.schools}


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "mailto:a@b.nl", "12"]
)
def test_no_name_becomes_a_formula_a_link_or_a_number(name: str) -> None:
    book = opened(cases.story_of(gemeenten={"0281": name, "0216": "x"}), values=False)
    cells = [cell for row in book["Overzicht"].iter_rows() for cell in row if cell.value == guarded(name)]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]


def test_equal_input_gives_equal_bytes() -> None:
    assert as_xlsx(cases.story_of()) == as_xlsx(cases.story_of())


def test_made_to_be_printed_and_read() -> None:
    book = opened(cases.story_of())
    assert book.properties.title == TITLE
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_made_up_library_says_so_on_every_sheet() -> None:
    book = opened(cases.story_of(invented=True))
    assert {sheet["A1"].value for sheet in book.worksheets} == {
        "Verzonnen bibliotheek: geen echte scholen, geen echt geld"
    }
    real = opened(cases.story_of())
    assert real["Overzicht"]["A1"].value.startswith("Van je 6 scholen")


def test_without_a_plan_it_tells_the_conflict_and_what_there_was() -> None:
    story = cases.story_of(cases.conflicting())
    book = opened(story)
    assert book.sheetnames == ["Overzicht", "Culemborg", "Tiel", "Eisen", "Bronnen"]
    assert book["Overzicht"]["A1"].value == NO_PLAN
    stand = {row["nr"]: row["stand"] for row in rows_of(book["Eisen"], "nr")}
    assert stand == {"r1": "✗ in de knoop", "r2": None, "r3": None, "r4": None, "r5": "✗ in de knoop"}
    *schools, _ = rows_of(book["Tiel"], "nr")
    assert list(schools[0]) == [
        "nr",
        "vestigingscode",
        "school",
        "leerlingen",
        "score",
        "vorig jaar (uur per week)",
    ]


def test_the_sources_are_named() -> None:
    sheet = opened(cases.story_of())["Bronnen"]
    (edition,) = rows_of(sheet, "van wie")
    assert edition["peildatum"] == "1 oktober 2019"
    (parameter,) = rows_of(sheet, "wat")
    assert parameter == {
        "wat": "Uurtarief",
        "waarde": "€ 62",
        "op grond van": "Begroting",
        "datum": "15 januari 2026",
        "door": "Ans de Boer",
    }


@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.sampled_from(["Overzicht", "Geld"])))
def test_names_of_sheets_are_such_as_excel_takes(names: list[str], taken: list[str]) -> None:
    accepted = sheet_names(names, unnamed="Gemeente", taken=taken)
    assert len(accepted) == len(names)
    assert len({name.casefold() for name in [*accepted, *set(taken)]}) == len(accepted) + len(set(taken))
    for name in accepted:
        assert 1 <= len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip("'")


def test_equal_names_get_a_number() -> None:
    assert sheet_names(
        ["Bergen", "bergen", "Geld", "", "x" * 40, "x" * 40], unnamed="Gemeente", taken=["Geld"]
    ) == [
        "Bergen",
        "bergen (2)",
        "Geld (2)",
        "Gemeente",
        "x" * 31,
        "x" * 27 + " (2)",
    ]


def test_a_number_cell_takes_numbers_alone() -> None:
    assert number("euro", 123_45) == 123.45
    assert number("hours", 9) == 2.25
    with pytest.raises(TypeError, match="is no number"):
        number("whole", "12")
