"""DUO's list of schools: every shape in which it has come, and everything that is not it."""

import pytest

from doorlezen.documents.headed import RowFault
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.register.readers.filling import Earlier
from doorlezen.register.readers.schools import SchoolList, read_schools
from tests.register.files import NEW_COLUMNS, OLD_COLUMNS, listed, schools_csv
from tests.words import BRIN_ALONE

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
        RowFault(
            3,
            "VESTIGINGSNUMMER",
            BRIN_ALONE,
        ),
        RowFault(
            4, "VESTIGINGSNUMMER", "“00AP0001” is geen vestigingscode; verwacht zes tekens, zoals 00AP00"
        ),
    )


def test_a_postcode_that_cannot_be_read_is_left_empty_and_named() -> None:
    found = read(schools_csv([listed("00AP00", postcode="40011")]))
    assert found.rows[0].postcode == ""
    assert found.blanked == (RowFault(2, "POSTCODE", "“40011” is geen postcode zoals 1234 AB"),)


def test_quotes_line_ends_and_blank_lines_are_read_as_they_are_meant() -> None:
    data = schools_csv([listed("00AP00", name='"BS ""De Maasparel"""'), listed("00AR00")])
    found = read(data.replace(b"\n", b"\r\n") + b"\r\n")
    assert [(row.row, row.name) for row in found.rows] == [(2, 'BS "De Maasparel"'), (3, "De Wilg 00AR00")]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_file_with_commas_or_tabs_is_read_alike(delimiter: str) -> None:
    rows = [listed("00AP00"), listed("00AR00")]
    assert read(schools_csv(rows, delimiter=delimiter)) == read(schools_csv(rows))


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


def test_a_row_with_a_cell_too_many_is_left_out_where_nothing_is_known_of_the_school() -> None:
    found = read(schools_csv([listed("00AP00", name="De Wilg; locatie Noord"), listed("00AR00")]))
    assert [row.code for row in found.rows] == ["00AR00"]
    assert found.refused == (RowFault(2, "hele rij", "16 cellen, terwijl de kopregel er 15 heeft"),)


def test_a_row_with_a_cell_too_many_stays_what_was_known_of_the_school() -> None:
    was = {**vars(read(schools_csv([listed("00AP00", name="De Wilg")])).rows[0])}
    known = {key: value for key, value in was.items() if key not in {"row", "code"}}
    data = schools_csv([listed("00AR00"), listed("00AP00", name="De Wilg; locatie Noord"), listed("00AV00")])
    found = read_schools(Source(NAME, data), earlier=Earlier(lambda codes: {"00AP00": known}, dict))
    assert {row.code: row.name for row in found.rows} == {
        "00AR00": "De Wilg 00AR00",
        "00AP00": "De Wilg",
        "00AV00": "De Wilg 00AV00",
    }
    assert found.filled == (
        RowFault(
            3,
            "hele rij",
            "00AP00: 16 cellen, terwijl de kopregel er 15 heeft; de gegevens zijn die van het register",
        ),
    )
    assert found.refused == ()


def test_a_cell_with_an_error_is_a_hole_and_not_a_name() -> None:
    rows = [listed("00AP00", gemeente_name="#REF!", house_number="#N/B"), listed("00AR00")]
    found = read(schools_csv(rows))
    assert (found.rows[0].gemeente_name, found.rows[0].house_number) == ("TIEL", "")
    assert [fault.column for fault in (*found.filled, *found.blanked)] == [
        "GEMEENTENAAM",
        "HUISNUMMER-TOEVOEGING",
    ]


def test_a_line_that_names_the_separator_is_no_head() -> None:
    rows = [listed("00AP00"), listed("00AR00")]
    found = read(b"sep=;\r\n" + schools_csv(rows))
    assert [row.code for row in found.rows] == ["00AP00", "00AR00"]


def test_quotes_that_do_not_match_are_refused() -> None:
    data = schools_csv([listed("00AP00", name='"De" Wilg')])
    assert refusal(data) == "vestigingen.csv, rij 2: de aanhalingstekens in deze rij kloppen niet"


def test_of_a_school_that_stands_there_twice_the_first_row_counts_and_the_other_is_named() -> None:
    data = schools_csv([listed("00AP00"), listed("00AR00"), listed("00AP00", name="De Es"), listed("00AR00")])
    found = read(data)
    assert [(row.code, row.name, row.row) for row in found.rows] == [
        ("00AP00", "De Wilg 00AP00", 2),
        ("00AR00", "De Wilg 00AR00", 3),
    ]
    assert found.refused == (
        RowFault(4, "VESTIGINGSNUMMER", "vestiging 00AP00 staat ook in rij 2, en die telt"),
        RowFault(5, "VESTIGINGSNUMMER", "vestiging 00AR00 staat ook in rij 3, met hetzelfde"),
    )


def test_the_name_of_a_gemeente_comes_from_rows_with_its_code_and_its_code_from_rows_with_its_name() -> None:
    data = schools_csv(
        [
            listed("00AP00", gemeente_name=" "),
            listed("00AR00"),
            listed("00AV00", gemeente="Tiel"),
            listed("00AZ00", gemeente=""),
        ]
    )
    found = read(data)
    assert [(row.code, row.gemeente, row.gemeente_name) for row in found.rows] == [
        (code, "0281", "TIEL") for code in ("00AP00", "00AR00", "00AV00", "00AZ00")
    ]
    assert found.filled == (
        RowFault(2, "GEMEENTENAAM", "00AP00: deze cel is leeg; aangevuld met TIEL uit andere rijen"),
        RowFault(
            4,
            "GEMEENTENUMMER",
            "00AV00: “Tiel” kan niet worden gelezen; aangevuld met 0281 uit andere rijen",
        ),
        RowFault(5, "GEMEENTENUMMER", "00AZ00: deze cel is leeg; aangevuld met 0281 uit andere rijen"),
    )
    assert found.refused == ()


KNOWN = Earlier(
    lambda codes: {
        code: {"name": "De Es", "place": "BUREN GLD", "gemeente": "0214"}
        for code in codes
        if code == "00AP00"
    },
    lambda: {"0214": "BUREN"},
)


def test_what_no_row_knows_comes_from_what_was_known_of_the_school() -> None:
    empty = {"name": "", "place": "", "gemeente": "", "gemeente_name": ""}
    found = read_schools(
        Source(NAME, schools_csv([listed("00AP00", **empty), listed("00AR00")])), earlier=KNOWN
    )
    first = found.rows[0]
    assert (first.name, first.place, first.gemeente, first.gemeente_name) == (
        "De Es",
        "BUREN GLD",
        "0214",
        "BUREN",
    )
    assert [fault.what.partition("met ")[2] for fault in found.filled] == [
        "0214 uit het register",
        "BUREN uit het register",
        "De Es uit het register",
        "BUREN GLD uit het register",
    ]


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"name": ""}, "VESTIGINGSNAAM", "deze cel is leeg, en nergens anders staat wat hier hoort"),
        (
            {"gemeente": "?", "gemeente_name": ""},
            "GEMEENTENUMMER",
            "“?” kan niet worden gelezen, en nergens anders staat wat hier hoort",
        ),
        (
            {"name": "x" * 201},
            "VESTIGINGSNAAM",
            f"“{'x' * 40}…” kan niet worden gelezen, en nergens anders staat wat hier hoort",
        ),
    ],
)
def test_a_row_with_a_hole_that_nobody_fills_is_left_out_and_named(
    cells: dict[str, str], column: str, what: str
) -> None:
    found = read(schools_csv([listed("00AR00"), listed("00AP00", **cells)]))
    assert [row.code for row in found.rows] == ["00AR00"]
    assert found.refused == (RowFault(3, column, what),)


@pytest.mark.parametrize(
    ("schools", "wrong", "refused"), [(40, 20, False), (40, 21, True), (2500, 25, False)]
)
def test_a_mass_of_faults_refuses_the_file(schools: int, wrong: int, refused: bool) -> None:
    codes = [f"{number // 100:02}{'AB'[number % 2]}P{number % 100:02}" for number in range(schools)]
    rows = [listed(code) for code in codes]
    rows[3 : 3 + wrong] = [{**row, "code": "?"} for row in rows[3 : 3 + wrong]]
    data = schools_csv(rows)
    if not refused:
        assert len(read(data).rows) == schools - wrong
        return
    assert refusal(data) == (
        f"vestigingen.csv: {wrong} van de {schools} rijen kloppen niet; bij meer dan 20 wordt niets geladen. "
        "De eerste is rij 5, VESTIGINGSNUMMER: “?” is geen vestigingscode; verwacht zes tekens, zoals 00AP00"
    )


@pytest.mark.parametrize(
    "number", ["3-jan", "1-mei", "2026-01-03", "2026-01-03 00:00:00", "3-1-2026", "3 jan", "okt-12"]
)
def test_a_house_number_that_became_a_date_is_left_empty_and_named(number: str) -> None:
    (row,) = (found := read(schools_csv([listed("00AP00", house_number=number)]))).rows
    assert row.house_number == ""
    assert found.blanked == (
        RowFault(
            2,
            "HUISNUMMER-TOEVOEGING",
            f"“{number}” is een datum; een rekenblad heeft het huisnummer veranderd",
        ),
    )


@pytest.mark.parametrize("number", ["3", "3-A", "3 a", "3-5", "12-bis", "3-5 A", "1-3-5", "10-12", "7 jm"])
def test_a_house_number_with_an_addition_stays(number: str) -> None:
    (row,) = (found := read(schools_csv([listed("00AP00", house_number=number)]))).rows
    assert (row.house_number, found.blanked) == (number, ())


def test_a_name_that_was_encoded_twice_is_repaired_and_named() -> None:
    found = read(
        schools_csv(
            [listed("00AP00", name="CafÃ© â€™t Hof"), listed("00AR00", name="De Ã Ÿ")], encoding="utf-8"
        )
    )
    assert [row.name for row in found.rows] == ["Café ’t Hof", "De Ã Ÿ"]
    assert found.mended == (
        RowFault(2, "VESTIGINGSNAAM", "“CafÃ© â€™t Hof” was twee keer omgezet; gelezen als “Café ’t Hof”"),
    )
    assert found.doubtful == ()


def test_a_name_that_was_encoded_wrongly_and_cannot_be_repaired_is_named() -> None:
    found = read(schools_csv([listed("00AP00", name="CafÃ© Ł")], encoding="utf-8"))
    assert found.rows[0].name == "CafÃ© Ł"
    assert found.doubtful == (
        RowFault(2, "VESTIGINGSNAAM", "“CafÃ© Ł” is verkeerd omgezet; het staat er zoals in het bestand"),
    )


@pytest.mark.parametrize("name", ["Hindoeïstische school", "École Île", "’t Reliëf", "Ås – Østerås", "Ñandú"])
def test_a_name_with_accents_is_not_taken_for_one_encoded_twice(name: str) -> None:
    found = read(schools_csv([listed("00AP00", name=name)], encoding="utf-8"))
    assert (found.rows[0].name, found.mended, found.doubtful) == (name, (), ())


def test_signs_that_nobody_sees_are_taken_out_and_named_where_they_break_a_code() -> None:
    rows = [
        listed("\u200b00AP00\ufeff", brin="00AP", name="De\u200b Wilg"),
        listed("00A\u200b0", brin=""),
    ]
    found = read(schools_csv(rows, encoding="utf-8"))
    assert [(row.code, row.name) for row in found.rows] == [("00AP00", "De Wilg")]
    assert found.refused == (
        RowFault(
            3,
            "VESTIGINGSNUMMER",
            "“00A[een onzichtbaar teken (U+200B)]0” is geen vestigingscode; "
            "verwacht zes tekens, zoals 00AP00",
        ),
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (schools_csv([]), "onder de kopregel staat geen enkele rij; haal het bestand opnieuw op"),
        (schools_csv([listed("x")]), "geen enkele rij heeft een vestigingscode zoals 00AP00"),
        (
            b"PK\x03\x04 something",
            "dit is geen Excel-bestand (xlsx), of het is beschadigd; haal het opnieuw op",
        ),
    ],
)
def test_what_is_no_list_of_schools_is_refused(data: bytes, what: str) -> None:
    assert refusal(data) == f"vestigingen.csv: {what}"


def test_a_byte_that_no_encoding_has_is_refused_with_its_row() -> None:
    data = schools_csv([listed("00AP00"), listed("00AR00", name="De Wilg @")]).replace(b"@", b"\x81")
    assert refusal(data) == (
        "vestigingen.csv, rij 3: hier staat een teken dat niet te lezen is; open het in Excel, bewaar het "
        "als “Excel-werkmap (*.xlsx)” en kies dat bestand"
    )
