"""Workbooks: what honest ones hold is read; what asks for more than a list can need is refused at once."""

import time
from pathlib import Path

import pytest
import xlsxwriter

from doorlezen.documents.cells import Fault, Sheet, SheetRow
from doorlezen.documents.source import Source
from doorlezen.documents.workbook import read_workbook
from doorlezen.language import InputError
from tests.conftest import SHARED
from tests.documents.books import MAIN, book, sheet, zipped

NO_WORKBOOK = "boek.xlsx: dit is geen Excel-bestand (xlsx), of het is beschadigd; haal het opnieuw op"
FAR = "hier staat iets, ver buiten een lijst; maak deze cel leeg en bewaar het bestand opnieuw"
TOO_MUCH = (
    "boek.xlsx: dit bestand is beschadigd of te groot om te lezen; zet wat nodig is in een nieuw bestand "
    "en kies dat"
)


def read(data: bytes) -> list[Sheet]:
    return read_workbook(Source("boek.xlsx", data))


def refusal(data: bytes) -> str:
    begin = time.process_time()
    with pytest.raises(InputError) as refused:
        read(data)
    assert time.process_time() - begin < 5
    return str(refused.value)


def cell(name: str, value: object = 1, more: str = "") -> str:
    number = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{number}"><c r="{name}"{more}><v>{value}</v></c></row>'


def test_sheets_rows_and_kinds_of_cells() -> None:
    cells = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><v>2.5</v></c><c r="D2" t="b"><v>1</v></c>'
        '<c r="E2" t="inlineStr"><is><t xml:space="preserve">los </t><r><t>deel</t></r></is></c></row>'
    )
    shared = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>tekst</t></si></sst>'
    assert read(book({"Een": cells, "Leeg": ""}, shared=shared)) == [
        Sheet(
            "Een",
            (SheetRow(1, ("", "", "", "", "")), SheetRow(2, ("", "tekst", 2.5, True, "los deel"))),
        ),
        Sheet("Leeg", ()),
    ]


@pytest.mark.parametrize("name", ["XFD1048576", "A1048576", "XFD1", "ZZ50000", "ALM1", "A250001"])
def test_something_far_away_is_refused_with_its_cell_before_it_is_built(name: str) -> None:
    assert refusal(book({"Blad": cell("A1") + cell(name)})) == f"boek.xlsx, blad Blad, cel {name}: {FAR}"


def test_where_a_cell_stands_is_counted_where_it_is_not_said() -> None:
    unnamed = "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
    assert read(book({"Blad": unnamed}))[0].rows == (SheetRow(1, (1.0, "", 3.0)),)
    wide = "<row>" + "<c><v>1</v></c>" * 1_001 + "</row>"
    assert refusal(book({"Blad": wide})) == f"boek.xlsx, blad Blad, cel ALM1: {FAR}"


def test_many_sheets_together_are_no_way_around_the_limit() -> None:
    big = cell("A1") + cell("AX20000")
    assert refusal(book({"Een": big, "Twee": big, "Drie": big})) == (
        "boek.xlsx, blad Drie: "
        "hier en op de bladen ervoor staat te veel voor een lijst; bewaar alleen de lijst"
    )


def test_looks_alone_down_to_the_last_row_are_no_cells() -> None:
    styled = "".join(
        f'<row r="{at}" spans="1:4"><c r="D{at}" s="1"/></row>' for at in range(800_000, 1_048_577)
    )
    far = '<row r="1048576"><c s="2"/><c r="XFD1048576" s="2"></c></row>'
    assert read(book({"Blad": cell("A1", 7) + styled + far})) == [Sheet("Blad", (SheetRow(1, (7.0,)),))]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the file is not on this machine")
def test_the_small_file_that_asked_for_half_a_terabyte() -> None:
    data = (SHARED / "cases" / "far-corner.xlsx").read_bytes()
    assert refusal(data) == f"boek.xlsx, blad S, cel XFD1048576: {FAR}"


def test_texts_that_are_claimed_and_not_there() -> None:
    shared = f'<sst xmlns="{MAIN}" count="5" uniqueCount="99999999999999"><si><t>a</t></si></sst>'
    assert refusal(book({"Blad": cell("A1", 0, ' t="s"')}, shared=shared)) == NO_WORKBOOK


def test_one_text_used_a_million_times_is_no_memory_bomb() -> None:
    shared = f'<sst xmlns="{MAIN}"><si><t>{"a" * 32_000}</t></si></sst>'
    row = "<row>" + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    assert refusal(book({"Blad": row * 500}, shared=shared)) == TOO_MUCH


def test_a_text_longer_than_a_cell_can_hold() -> None:
    said = "in een cel staat meer tekst dan in een cel past; maak die korter"
    long = f'<row r="1"><c r="C1" t="inlineStr"><is><t>{"a" * 40_000}</t></is></c></row>'
    assert refusal(book({"Blad": long})) == f"boek.xlsx, blad Blad, cel C1: {said}"
    shared = f'<sst xmlns="{MAIN}"><si><t>{"a" * 40_000}</t></si></sst>'
    assert refusal(book({"Blad": cell("A1", 0, ' t="s"')}, shared=shared)) == f"boek.xlsx: {said}"


def entities(name: str) -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = {
        "xl/workbook.xml": f'{bomb}<workbook xmlns="{MAIN}"/>',
        "xl/worksheets/sheet1.xml": bomb + sheet('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'),
        "xl/sharedStrings.xml": f"{bomb}<sst><si><t>&b;</t></si></sst>",
    }
    return book({"Blad": cell("A1")}, shared="<sst/>", more={name: parts[name].encode()})


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_wherever_they_stand(name: str) -> None:
    assert refusal(entities(name)) == NO_WORKBOOK


@pytest.mark.parametrize("encoding", ["UTF-UTF-8", "utf-7", "rot13", "punycode", "x" * 600])
def test_an_encoding_that_nobody_writes_is_damage(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><workbook xmlns="{MAIN}"/>'.encode()
    assert refusal(book({"Blad": cell("A1")}, more={"xl/workbook.xml": part})) == NO_WORKBOOK


def test_elements_in_elements_without_end() -> None:
    assert refusal(book({"Blad": "<x>" * 100_000 + "</x>" * 100_000})) == NO_WORKBOOK


def test_a_zip_of_too_many_or_too_large_parts() -> None:
    many = book({"Blad": cell("A1")}, more={f"xl/media/{at}.png": b"" for at in range(2_001)})
    assert refusal(many) == "boek.xlsx: dit Excel-bestand heeft te veel onderdelen; dat wordt niet gelezen"
    large = book({"Blad": cell("A1")}, more={"xl/media/1.png": bytes(1_234_567)})
    large = large.replace((1_234_567).to_bytes(4, "little"), (2**29).to_bytes(4, "little"))
    assert (
        refusal(large) == "boek.xlsx: uitgepakt is dit Excel-bestand meer dan 256 MB; dat wordt niet gelezen"
    )


def test_a_part_that_lies_about_its_size() -> None:
    data = book({"Blad": cell("A1") * 100_000})
    size = len(sheet(cell("A1") * 100_000)).to_bytes(4, "little")
    assert data.count(size) == 2
    assert refusal(data.replace(size, (100).to_bytes(4, "little"))) == NO_WORKBOOK


SAVE = "open het in Excel, bewaar het als “Excel-werkmap (*.xlsx)” en kies dat bestand"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "Workbook".encode("utf-16-le"), f"dit is een Excel-bestand van een oude soort (.xls); {SAVE}"),
        (OLE, f"dit is een Office-bestand van een oude soort; {SAVE}"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "dit Excel-bestand is beveiligd met een wachtwoord; haal de beveiliging eraf in Excel, bewaar "
            "het opnieuw en kies dat bestand",
        ),
        (
            zipped({"xl/workbook.bin": b"", "[Content_Types].xml": b""}),
            f"dit is een binaire Excel-werkmap (.xlsb); {SAVE}",
        ),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}),
            f"dit is een bestand van LibreOffice (.ods); {SAVE}",
        ),
        (zipped({"word/document.xml": b""}), NO_WORKBOOK.partition(": ")[2]),
        (zipped({}), NO_WORKBOOK.partition(": ")[2]),
        (b"PK\x03\x04" + bytes(2_000), NO_WORKBOOK.partition(": ")[2]),
    ],
)
def test_other_kinds_of_files_are_refused_with_what_to_do(data: bytes, said: str) -> None:
    assert refusal(data) == f"boek.xlsx: {said}"


def fault(name: str, error: str) -> Fault:
    return Fault(f"boek.xlsx, blad Blad, cel {name}", error)


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        ('<c r="B2"><f>ROUND(A1,2)</f></c>', fault("B2", "")),
        ('<c r="B2"><f>ROUND(A1,2)</f><v></v></c>', fault("B2", "")),
        ('<c r="B2"><f t="shared" si="0"/><v/></c>', fault("B2", "")),
        ('<c r="B2" t="str"><f>A1</f></c>', fault("B2", "")),
        ('<c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', fault("B2", "#DIV/0!")),
        ('<c r="B2" t="e"><v>#REF!</v></c>', fault("B2", "#REF!")),
        ('<c r="B2" t="s"><v>1</v></c>', fault("B2", "#N/A")),
        ('<c r="B2" t="str"><f>A1</f><v>#VERW!</v></c>', fault("B2", "#REF!")),
        ('<c r="B2" t="inlineStr"><is><t>#N/B</t></is></c>', fault("B2", "#N/A")),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B2"><f>ROUND(A1,2)</f><v>33.02</v></c>', 33.02),
        ('<c r="B2" t="str"><f>A1</f><v>00AP00</v></c>', "00AP00"),
        ('<c r="B2" t="s"><v>0</v></c>', "#1"),
    ],
)
def test_a_cell_without_a_value_to_go_by_is_known(stored: str, found: object) -> None:
    shared = f'<sst xmlns="{MAIN}"><si><t>#1</t></si><si><t>#N/A</t></si></sst>'
    (read_sheet,) = read(book({"Blad": cell("A1") + f'<row r="2">{stored}</row>'}, shared=shared))
    cells = read_sheet.rows[1].cells if len(read_sheet.rows) > 1 else ()
    assert (cells[1] if len(cells) > 1 else "") == found


def test_a_fault_matters_only_where_it_is_read() -> None:
    row = SheetRow(17, (fault("A17", "#REF!"), fault("B17", ""), "tekst"))
    assert (row.texts, row.text(2), row.blank) == (("", "", "tekst"), "tekst", False)
    with pytest.raises(InputError) as error:
        row.text(0)
    assert str(error.value) == (
        "boek.xlsx, blad Blad, cel A17: hier staat de fout #REF! (#VERW!) in plaats van een waarde; "
        "verbeter deze cel"
    )
    with pytest.raises(InputError) as formula:
        row.value(1)
    assert str(formula.value) == (
        "boek.xlsx, blad Blad, cel B17: hier staat een formule waarvan de uitkomst niet is bewaard; open het "
        "bestand in Excel, bewaar het daar en kies het opnieuw"
    )


def test_prefixes_of_names_do_not_matter() -> None:
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>B1</x:f></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    data = book({"Blad": ""}, more={"xl/worksheets/sheet1.xml": prefixed.encode()})
    assert read(data)[0].rows == (SheetRow(1, (fault("A1", ""),)),)


def test_what_xlsxwriter_writes_is_read(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(tmp_path / "boek.xlsx")
    first = made.add_worksheet("Met formule")
    first.write_row(0, 0, ["code", "score"])
    first.write_formula(1, 1, "=1+1", None, 2)
    made.add_chartsheet("Grafiek").set_chart(chart := made.add_chart({"type": "line"}))
    chart.add_series({"values": "='Met formule'!$B$2:$B$2"})
    made.close()
    assert read((tmp_path / "boek.xlsx").read_bytes()) == [
        Sheet("Met formule", (SheetRow(1, ("code", "score")), SheetRow(2, ("", 2.0))))
    ]
