"""Lists as people save them become the same rows."""

import datetime
import io

import pytest
import xlsxwriter

from doorlezen.documents.cells import Fault, Sheet, SheetRow
from doorlezen.documents.front import MOST_CELLS, read_sheets
from doorlezen.documents.source import Source
from doorlezen.language import InputError


def rows(data: bytes | str, name: str = "lijst.csv") -> tuple[SheetRow, ...]:
    (sheet,) = read_sheets(Source(name, data.encode() if isinstance(data, str) else data))
    return sheet.rows


def refusal(data: bytes | str) -> str:
    with pytest.raises(InputError) as refused:
        rows(data)
    return str(refused.value)


EXPECTED = (SheetRow(1, ("naam", "plaats")), SheetRow(2, ("Café, de Wilg", "Tiel")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_encodings_line_ends_and_delimiters(encoding: str, end: str, mark: str) -> None:
    text = f"naam{mark}plaats{end}Café, de Wilg{mark}Tiel{end}"
    assert rows(text.encode(encoding)) == EXPECTED


def test_a_comma_file_with_quotes() -> None:
    assert rows('naam,plaats\n"Café, de Wilg",Tiel\n') == EXPECTED


@pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n', "\ufeffsep=;\r\n"])
def test_the_line_that_names_the_delimiter_is_no_row(first: str) -> None:
    assert rows(f"{first}naam;plaats\nCafé, de Wilg;Tiel\n") == EXPECTED
    assert rows(f"{first.replace(';', ',')}a;b,c\n") == (SheetRow(1, ("a;b", "c")),)
    assert rows(f"{first.replace(';', '^')}a^b,c\n") == (SheetRow(1, ("a", "b,c")),)


def test_decimal_commas_are_no_delimiter() -> None:
    assert rows("code;uren;geld\n00AP00;2,5;1,50\n00AR00;1,25;3,00\n")[1].cells == ("00AP00", "2,5", "1,50")


def test_a_title_full_of_commas_is_one_cell() -> None:
    title = "Lezen, schrijven, rekenen, en, nog, veel, meer"
    people = "".join(f"{name}\t5\n" for name in ("Ann", "Bob", "Cor", "Dan", "Eva"))
    assert rows(f"Titel\t{title}\n\nNaam\tDuur\n{people}")[0].cells == ("Titel", title)


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    text = 'naam;plaats\n\n"De\nWilg";Tiel\n;\nDe Es;Ede\n'
    assert [(row.number, row.cells[0]) for row in rows(text)] == [(1, "naam"), (3, "De\nWilg"), (5, "De Es")]


def test_whether_the_last_line_ended_is_told() -> None:
    for data, ended in ((b"a;b\n1;2\n", True), (b"a;b\n1;2", False), ("a;b\n1;2\n".encode("utf-16"), True)):
        assert [sheet.ended for sheet in read_sheets(Source("a", data))] == [ended]


def test_errors_of_excel_in_text_are_faults() -> None:
    assert rows("a;b\n#N/B;#REF!\n#1;# een\n") == (
        SheetRow(1, ("a", "b")),
        SheetRow(2, (Fault("lijst.csv, cel A2", "#N/A"), Fault("lijst.csv, cel B2", "#REF!"))),
        SheetRow(3, ("#1", "# een")),
    )


CUT = "het bestand breekt midden in deze rij af; haal het opnieuw op"
ADVICE = "open het in Excel, bewaar het als “Excel-werkmap (*.xlsx)” en kies dat bestand"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a;b\n1;\x81\n", f"lijst.csv, rij 2: hier staat een teken dat niet te lezen is; {ADVICE}"),
        (b"a;b\n1;\x00\n", f"lijst.csv: dit is geen lijst die we kunnen lezen; {ADVICE}"),
        (b"\xff\xfea\x00\n", f"lijst.csv: dit is geen lijst die we kunnen lezen; {ADVICE}"),
        (b"%PDF-1.7 etc", f"lijst.csv: dit is geen lijst die we kunnen lezen; {ADVICE}"),
        ('<?xml version="1.0"?><Workbook/>', f"lijst.csv: dit is geen lijst die we kunnen lezen; {ADVICE}"),
        (
            'a;b\n1;2\n1;"2\n',
            f"lijst.csv, rij 3: {CUT}",
        ),
        ('a;b\n1;"2"3\n', "lijst.csv, rij 2: de aanhalingstekens in deze rij kloppen niet"),
        (
            "a;b\n1;" + "x" * 200_000,
            "lijst.csv, rij 2: in een cel staat meer tekst dan in een cel past; maak die korter",
        ),
        (
            ";" * (MOST_CELLS + 1),
            "lijst.csv: dit bestand heeft meer dan 2.000.000 cellen; zo groot is zo'n lijst niet",
        ),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data: bytes | str, said: str) -> None:
    assert refusal(data) == said


def test_who_asks_says_how_large_it_may_be() -> None:
    with pytest.raises(InputError) as refused:
        read_sheets(Source("lijst.csv", b"a;b\n" * 300_000), largest=2**20)
    assert str(refused.value) == "lijst.csv: dit bestand is groter dan 1 MB; zo groot is zo'n lijst niet"


def made() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet("Leeg")
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
    clock = book.add_format({"num_format": "[h]:mm:ss"})
    sheet = book.add_worksheet("Lijst")
    sheet.write_row(1, 0, ["code", 12, 2.5, True, 1e15])
    sheet.write_datetime(2, 0, datetime.datetime(2026, 8, 31), day)  # noqa: DTZ001 - a workbook knows no zones
    sheet.write_datetime(2, 1, datetime.datetime(2026, 8, 31, 15, 30), moment)  # noqa: DTZ001
    sheet.write_number(2, 2, 1.5, clock)
    sheet.write_formula(3, 0, "=1/0", None, "#DIV/0!")
    book.close()
    return file.getvalue()


def test_a_workbook_gives_text_too() -> None:
    list_rows = (
        SheetRow(2, ("code", "12", "2.5", "WAAR", "1000000000000000.0")),
        SheetRow(3, ("2026-08-31", "2026-08-31 15:30:00", "36:00:00", "", "")),
        SheetRow(4, (Fault("lijst.xlsx, blad Lijst, cel A4", "#DIV/0!"), "", "", "", "")),
    )
    assert read_sheets(Source("lijst.xlsx", made())) == [Sheet("Leeg", ()), Sheet("Lijst", list_rows)]
