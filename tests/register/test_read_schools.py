"""DUO's list of schools: every shape in which it has come, and everything that is not it."""

import pytest

from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.register.readers.schools import SchoolList, read_schools
from doorlezen.register.readers.table import Refused
from tests.register.files import NEW_COLUMNS, OLD_COLUMNS, listed, schools_csv

NAME = "vestigingen.csv"


def read(data: bytes) -> SchoolList:
    return read_schools(Source(NAME, data))


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read(data)
    return str(refused.value)


def test_reads_the_old_columns() -> None:
    (row,) = read(schools_csv([listed("00AP00", name="Hindoeïstische school")])).rows
    assert vars(row) == {
        "row": 2,
        "code": "00AP00",
        "name": "Hindoeïstische school",
        "street": "Lindelaan",
        "house_number": "12-A",
        "postcode": "4001AB",
        "place": "TIEL",
        "gemeente": "0281",
        "gemeente_name": "TIEL",
        "province": "Gelderland",
        "denomination": "Openbaar",
        "board_number": "41234",
        "holiday_region": "",
        "website": "www.dewilg.example",
    }


def test_reads_the_new_columns_alike() -> None:
    old = read(schools_csv([listed("00AP00")])).rows[0]
    new = read(schools_csv([listed("00AP00")], columns=NEW_COLUMNS)).rows[0]
    assert vars(new) == {**vars(old), "holiday_region": "Midden"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_encoding_does_not_matter(encoding: str) -> None:
    (row,) = read(schools_csv([listed("00AP00", name="’t Reliëf")], encoding=encoding)).rows
    assert row.name == "’t Reliëf"


def test_order_and_capitals_of_columns_do_not_matter() -> None:
    shuffled = {key: header.title() for key, header in reversed(OLD_COLUMNS.items())}
    rows = [listed("00AP00"), listed("00AR00")]
    assert read(schools_csv(rows, columns=shuffled)) == read(schools_csv(rows))


def test_unknown_columns_are_named_and_known_ones_that_we_do_not_read_are_not() -> None:
    columns = {**OLD_COLUMNS, "extra": "KLEUR VAN DE DEUR"}
    found = read(schools_csv([{**listed("00AP00"), "extra": "rood"}], columns=columns))
    assert found.unknown_columns == ("KLEUR VAN DE DEUR",)


def test_vestiging_gemeente_and_postcode_are_brought_into_one_form() -> None:
    data = schools_csv([listed("1", brin="00AP", gemeente=" 281", postcode="4001AB")])
    (row,) = read(data).rows
    assert (row.code, row.gemeente, row.postcode) == ("00AP01", "0281", "4001AB")


def test_a_row_whose_code_can_be_no_schools_is_left_out_and_named() -> None:
    found = read(schools_csv([listed("00AP00"), listed("00AP"), listed("00AP0001")]))
    assert [row.code for row in found.rows] == ["00AP00"]
    assert found.refused == (
        Refused(
            3,
            "VESTIGINGSNUMMER",
            "“00AP” is een BRIN zonder vestigingsnummer; verwacht zes tekens, zoals 00AP00",
        ),
        Refused(
            4, "VESTIGINGSNUMMER", "“00AP0001” is geen vestigingscode; verwacht zes tekens, zoals 00AP00"
        ),
    )


def test_a_postcode_that_cannot_be_read_is_left_empty_and_named() -> None:
    found = read(schools_csv([listed("00AP00", postcode="40011")]))
    assert found.rows[0].postcode == ""
    assert found.blanked == (Refused(2, "POSTCODE", "“40011” is geen postcode zoals 1234 AB"),)


def test_quotes_line_ends_and_blank_lines_are_read_as_they_are_meant() -> None:
    data = schools_csv([listed("00AP00", name='"BS ""De Maasparel"""'), listed("00AR00")])
    found = read(data.replace(b"\n", b"\r\n") + b"\r\n")
    assert [(row.row, row.name) for row in found.rows] == [(2, 'BS "De Maasparel"'), (3, "De Wilg 00AR00")]


def test_a_file_with_commas_is_refused() -> None:
    data = schools_csv([listed("00AP00")], delimiter=",")
    assert refusal(data) == (
        "vestigingen.csv: de kolommen zijn gescheiden door komma's; "
        "verwacht puntkomma's; sla het bestand zo op"
    )


def test_missing_columns_are_named() -> None:
    columns = {key: header for key, header in OLD_COLUMNS.items() if key not in {"code", "gemeente"}}
    assert refusal(schools_csv([listed("00AP00")], columns=columns)) == (
        "vestigingen.csv, kopregel: deze kolommen ontbreken: VESTIGINGSCODE, GEMEENTECODE"
    )


def test_a_column_that_stands_there_twice_is_refused() -> None:
    columns = {**OLD_COLUMNS, "phone": "Vestigingsnaam"}
    assert refusal(schools_csv([listed("00AP00")], columns=columns)) == (
        "vestigingen.csv, kopregel: de kolom Vestigingsnaam staat er twee keer"
    )


@pytest.mark.parametrize("bytes_missing", [1, 5, 40, 100])
def test_a_file_that_breaks_off_in_the_middle_of_a_row_is_refused(bytes_missing: int) -> None:
    data = schools_csv([listed("00AP00"), listed("00AR00")])
    assert refusal(data[:-bytes_missing]) == (
        "vestigingen.csv, rij 3: het bestand breekt midden in deze rij af; haal het opnieuw op"
    )


def test_a_file_that_breaks_off_inside_quotes_is_refused() -> None:
    data = schools_csv([listed("00AP00"), listed("00AR00", website='"www.dewilg.example"')])
    assert refusal(data[: data.rindex(b"wilg.example")]) == (
        "vestigingen.csv, rij 3: het bestand breekt midden in deze rij af; haal het opnieuw op"
    )


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    data = schools_csv([listed("00AP00", name="De Wilg; locatie Noord"), listed("00AR00")])
    assert refusal(data) == "vestigingen.csv, rij 2: 16 cellen, terwijl de kopregel er 15 heeft"


def test_quotes_that_do_not_match_are_refused() -> None:
    data = schools_csv([listed("00AP00", name='"De" Wilg')])
    assert refusal(data) == "vestigingen.csv, rij 2: de aanhalingstekens in deze rij kloppen niet"


def test_a_school_that_stands_there_twice_refuses_the_file() -> None:
    data = schools_csv([listed("00AP00"), listed("00AR00"), listed("00AP00")])
    assert refusal(data) == "vestigingen.csv, rij 4: vestiging 00AP00 staat ook in rij 2; haal er één weg"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"name": ""}, "rij 2, VESTIGINGSNAAM: deze cel is leeg"),
        (
            {"gemeente": "Tiel"},
            "rij 2, GEMEENTENUMMER: “Tiel” is geen gemeentecode; verwacht vier cijfers, zoals 0281",
        ),
        ({"name": "x" * 201}, "rij 2, VESTIGINGSNAAM: 201 tekens; meer dan 200 past niet"),
    ],
)
def test_a_school_that_would_pass_for_closed_refuses_the_file(cells: dict[str, str], line: str) -> None:
    assert refusal(schools_csv([listed("00AP00", **cells)])) == f"vestigingen.csv, {line}"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (schools_csv([]), "onder de kopregel staat geen enkele rij; haal het bestand opnieuw op"),
        (schools_csv([listed("x")]), "geen enkele rij heeft een vestigingscode zoals 00AP00"),
        (b"PK\x03\x04 something", "dit is een werkboek of zip-bestand; hier hoort een csv-bestand"),
        (
            "VESTIGINGSCODE;".encode("utf-16"),
            "dit is geen csv-bestand in UTF-8 of Windows-1252; sla het zo op",
        ),
    ],
)
def test_what_is_no_list_of_schools_is_refused(data: bytes, what: str) -> None:
    assert refusal(data) == f"vestigingen.csv: {what}"


def test_a_byte_that_no_encoding_has_is_refused_with_its_row() -> None:
    data = schools_csv([listed("00AP00"), listed("00AR00", name="De Wilg @")]).replace(b"@", b"\x81")
    assert refusal(data) == (
        "vestigingen.csv, rij 3: een teken dat niet in UTF-8 en niet in Windows-1252 bestaat"
    )
