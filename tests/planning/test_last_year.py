"""Last year's hours: a CSV of the library's own."""

from pathlib import Path

import pytest

from doorlezen.language import InputError
from doorlezen.planning.library.last_year import read_hours
from tests.planning.small import changed, library

WITH_FILE = changed("[last_year.hours]\n01AA00 = 2\n02BB00 = 1.25\n", '[last_year]\nfile = "uren.csv"\n')


def test_decimal_comma_and_point_blank_lines_and_capitals() -> None:
    data = b"\xef\xbb\xbfVestigingscode;Uren\r\n01AA00;2,5\r\n\r\n01BB00; 1.25\r\n01CC00;0"
    assert read_hours(data, name="uren.csv") == {"01AA00": 10, "01BB00": 5, "01CC00": 0}


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


NO_QUARTERS = "is geen aantal in stappen van een kwartier, zoals 2,5"
HEADER = b"vestigingscode;uren\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 'rij 1: moet "vestigingscode;uren" zijn'),
        (b"vestigingscode,uren\n01AA00,2\n", 'rij 1: moet "vestigingscode;uren" zijn'),
        (b"uren;vestigingscode\n", 'rij 1: moet "vestigingscode;uren" zijn'),
        (HEADER + b"01AA00;2\n01AA00;2\n", "rij 3: 01AA00 staat er twee keer"),
        (HEADER + b"01AA;2\n", "rij 2: vestigingscode: '01AA' is geen code zoals 00AP00"),
        (HEADER + b"01AA0000;2\n", "rij 2: vestigingscode: '01AA0000' is geen code zoals 00AP00"),
        (HEADER + b"01AA00;2;3\n", "rij 2: heeft 3 velden in plaats van 2"),
        (HEADER + b"01AA00;2\n01BB00\n", "rij 3: heeft 1 velden in plaats van 2"),
        (HEADER + b"01AA00;2,1\n", f"rij 2: uren: '2,1' {NO_QUARTERS}"),
        (HEADER + b"01AA00;-1\n", f"rij 2: uren: '-1' {NO_QUARTERS}"),
        (HEADER + b"01AA00;<5\n", f"rij 2: uren: '<5' {NO_QUARTERS}"),
        (HEADER + b"01AA00;NaN\n", f"rij 2: uren: 'NaN' {NO_QUARTERS}"),
        (HEADER + b"01AA00;\n", f"rij 2: uren: '' {NO_QUARTERS}"),
    ],
)
def test_a_wrong_row_is_said_in_one_line(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_hours(data, name="uren.csv")
    assert str(refusal.value) == f"uren.csv, {line}"
