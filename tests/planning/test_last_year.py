"""Last year's hours: a list of the library's own."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.planning.library.last_year_hours import read_hours
from tests.planning.small import changed, library

WITH_FILE = changed("[last_year.hours]\n01AA00 = 2\n02BB00 = 1.25\n", '[last_year]\nfile = "uren.csv"\n')


def test_decimal_comma_and_point_blank_lines_and_capitals() -> None:
    data = b"\xef\xbb\xbfVestigingscode;Uren\r\n01AA00;2,5\r\n\r\n01BB00; 1.25\r\n01CC00;0"
    assert hours(data) == {"01AA00": 10, "01BB00": 5, "01CC00": 0}


def test_a_school_without_hours_is_passed_over_as_on_the_page() -> None:
    data = "vestigingscode;uren\n01aa00;2,5 uur\n01BB00\n01CC00;\n\u200f01DD00;1 u\n;\n"
    assert hours(data.encode()) == {"01AA00": 10, "01DD00": 4}


def hours(data: bytes, name: str = "uren.csv") -> dict[str, int]:
    return read_hours(Source(name, data))


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nvestigingscode;uren\r\n01AA00;2,5\r\n",
        "vestigingscode,uren\n01AA00,2.5\n",
        'vestigingscode,uren\n01AA00,"2,5"\n',
        "vestigingscode\turen\n01AA00\t2,5\n",
        "Naam;Uren;Vestigingscode\nSint-Jozef, de Wilg;2,5;01AA00\n",
    ],
)
def test_a_list_is_read_whatever_it_was_saved_as(text: str) -> None:
    assert hours(text.encode()) == {"01AA00": 10}


def test_windows_1252_is_read_as_it_is_and_never_as_other_letters() -> None:
    assert hours("vestigingscode;uren;naam\n01AA00;2,5;café €\n".encode("cp1252")) == {"01AA00": 10}
    with pytest.raises(InputError, match=r"^uren\.csv, rij 2: hier staat een teken dat niet te lezen is"):
        hours(b"vestigingscode;uren;naam\n01AA00;2,5;\x81\n")


def test_a_workbook_does_as_well() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Uren")
    for at, row in enumerate([("Vestigingscode", "Uren"), ("01AA00", 2.5), ("01BB00", 3)]):
        sheet.write_row(at, 0, row)
    book.close()
    assert hours(file.getvalue(), "uren.xlsx") == {"01AA00": 10, "01BB00": 12}


def test_hours_that_excel_could_not_work_out_are_refused_with_their_cell() -> None:
    with pytest.raises(InputError) as refusal:
        hours(b"vestigingscode;uren\n01AA00;#N/B\n")
    assert str(refusal.value) == (
        "uren.csv, rij 2, uren: hier staat de fout #N/A (#N/B) in plaats van een waarde; verbeter deze cel"
    )


def test_the_file_lies_beside_the_library_file(tmp_path: Path) -> None:
    (tmp_path / "uren.csv").write_text("vestigingscode;uren\n01AA00;3\n")
    read = library(WITH_FILE, folder=tmp_path)
    assert (read.last_year, read.last_year_words) == ({"01AA00": 12}, "uren.csv")


def test_a_missing_file_is_said_with_the_path_in_the_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        library(WITH_FILE, folder=tmp_path)
    path = tmp_path / "uren.csv"
    line = f"klein.toml: last_year.file: {path} kan niet worden gelezen (dit bestand bestaat niet)"
    assert str(refusal.value) == line


MISSING = ", kopregel: deze kolommen ontbreken"
NO_QUARTERS = "is geen aantal in stappen van een kwartier, zoals 2,5"
HEADER = b"vestigingscode;uren\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\n\n", f"{MISSING}: vestigingscode, uren"),
        (b"\nvestigingscode;hours\n", f"{MISSING}: uren"),
        (b"vestigingscode;uren;uren\n", ", kopregel: de kolom uren staat er twee keer"),
        (HEADER, ": onder de kopregel staat geen enkele rij; haal het bestand opnieuw op"),
        (HEADER + b"01AA00;2\n01AA00;2\n", ", rij 3, vestigingscode: 01AA00 staat er twee keer"),
        (HEADER + b"01AA;2\n", ", rij 2, vestigingscode: '01AA' is geen code zoals 00AP00"),
        (HEADER + b"01AA0000;2\n", ", rij 2, vestigingscode: '01AA0000' is geen code zoals 00AP00"),
        (HEADER + b"01AA00;2;3\n", ", rij 2: meer cellen dan de kopregel"),
        (HEADER + b"01AA00;2,1\n", f", rij 2, uren: '2,1' {NO_QUARTERS}"),
        (HEADER + b"01AA00;-1\n", f", rij 2, uren: '-1' {NO_QUARTERS}"),
        (HEADER + b"01AA00;<5\n", f", rij 2, uren: '<5' {NO_QUARTERS}"),
        (HEADER + b"01AA00;NaN\n", f", rij 2, uren: 'NaN' {NO_QUARTERS}"),
    ],
)
def test_a_wrong_row_is_said_in_one_line(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as refusal:
        hours(data)
    assert str(refusal.value) == f"uren.csv{line}"
