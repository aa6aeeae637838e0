"""The PDF: accessible by its structure, equal to the story, and the same every time."""

import datetime
import itertools
import json
import re
import time
from decimal import Decimal
from importlib.resources import as_file, files
from io import BytesIO

import pikepdf
import pytest
import typst
from PIL import Image

from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.language import decimal, hours, money, use, whole
from doorlezen.reports.document import as_pdf, document
from doorlezen.reports.legible import drawable
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from tests.language.test_plain import COMMAND
from tests.reports import cases, screen_reader
from tests.words import HALF, NO_PLAN, REACHED, TITLE

INVENTED = "Verzonnen bibliotheek: geen echte scholen, geen echt geld"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return as_pdf(cases.story_of(invented=True))


@pytest.fixture(scope="module")
def read(pdf: bytes) -> screen_reader.Tag:
    return screen_reader.read(pdf)


def tables_of(tag: screen_reader.Tag) -> dict[str, list[list[str]]]:
    """The tables by the first cells of their heads."""
    tables = [screen_reader.table(table) for table in tag.all("Table")]
    return {" | ".join(table[0]): table for table in tables}


def test_it_is_marked_as_accessible(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.StructTreeRoot.Type == "/StructTreeRoot"
        assert str(opened.Root.Lang) == "nl"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.docinfo["/Title"] == TITLE
        assert opened.docinfo["/Author"] == "Doorlezen"
        metadata = opened.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:language"] == {"nl"}
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                REACHED,
                "Eisen en hun prijs",
                "Het geld",
                "Culemborg",
                "Tiel",
                "Bronnen",
            ]


def test_every_font_is_inside_and_can_be_read_back(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in fonts if item.get("/Subtype") == "/Type0"]
        assert fonts != []
        assert [font for font in fonts if "/ToUnicode" not in font] == []
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert [item for item in descriptors if not {"/FontFile2", "/FontFile3"} & set(item.keys())] == []


def test_every_picture_says_what_it_shows(read: screen_reader.Tag) -> None:
    figures = read.all("Figure")
    story = cases.story_of()
    # a small and a large shelf and a money's way for each gemeente
    assert len(figures) == 3 * len(story.gemeenten)
    assert [figure for figure in figures if not figure.alt] == []
    assert [figure.alt for figure in figures if "plank van Tiel" in str(figure.alt)] != []


def test_every_table_has_a_caption_and_a_head(read: screen_reader.Tag) -> None:
    tables = read.all("Table")
    captions = [caption.read() for caption in read.all("Caption")]
    assert len([caption for caption in captions if caption.startswith("Tabel")]) == len(tables) == 10
    for table in tables:
        head, *rows = table.all("TR")
        assert {cell.kind for cell in head.parts} == {"TH"}
        assert {cell.kind for row in rows for cell in row.parts} == {"TD"}


def test_headings_never_skip_a_level(read: screen_reader.Tag) -> None:
    levels = [int(tag.kind[1]) for tag in _flat(read) if tag.kind in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert {after - before for before, after in itertools.pairwise(levels)} <= {-1, 0, 1}


def _flat(tag: screen_reader.Tag) -> list[screen_reader.Tag]:
    return [tag, *(part for child in tag.parts for part in _flat(child))]


def test_every_school_reads_as_in_the_story(read: screen_reader.Tag) -> None:
    story = cases.story_of()
    assert schools_in(read) == schools_of(story)


def schools_in(read: screen_reader.Tag) -> dict[str, tuple[str, ...]]:
    """Per school code: name, pupils, score, hours last year, hours, change, cost, as the PDF says."""
    found = {}
    for table in map(screen_reader.table, read.all("Table")):
        if table[0][:2] == ["Nr", "Code"]:
            found |= {row[1]: tuple(row[2:]) for row in table[1:] if row[1]}
    return found


def schools_of(story: Story) -> dict[str, tuple[str, ...]]:
    return {
        school.code: (
            drawable(school.name),
            whole(school.pupils),
            "onbekend" if school.score is None else decimal(school.score),
            hours(school.last_year_quarters),
            hours(school.quarters),
            f"+{hours(school.change)}" if school.change > 0 else hours(school.change),
            decimal(Decimal(school.cents) / 100) if school.cents else "",
        )
        for row in story.gemeenten
        for school in row.schools
    }


def test_what_each_school_costs_and_who_pays_reads_as_in_the_story(read: screen_reader.Tag) -> None:
    tables = tables_of(read)
    head = (
        "Nr | School | Regeling euro | Gemeente euro | Overig euro | Netwerk en beleid euro | "
        "Collectie euro | Expertise euro"
    )
    assert tables[head] == [
        head.split(" | "),
        ["1", "De Wijzer", "1.000,00", "", "1.837,20", "200,00", "157,20", "2.480,00"],
        ["2", "Het Kompas", "", "5.487,50", "", "200,00", "327,50", "4.960,00"],
        ["", "samen", "1.000,00", "5.487,50", "1.837,20", "400,00", "484,70", "7.440,00"],
    ]


def test_what_each_fund_has_left_reads_as_in_the_story(read: screen_reader.Tag) -> None:
    head = "Pot | Soort | Scholen | Bedrag euro | Besteed euro | Over euro"
    assert tables_of(read)[head][1:] == [
        ["Impulsregeling", "regeling", "3", "9.000,00", "9.000,00", "0,00"],
        ["Subsidie Tiel", "gemeente", "1", "7.000,00", "5.487,50", "1.512,50"],
        ["Subsidie Culemborg", "gemeente", "3", "8.000,00", "7.480,50", "519,50"],
        ["Kinderfonds", "overig", "1", "3.000,00", "1.837,20", "1.162,80"],
        ["Bijdrage van de school", "school", "3", "geen vast bedrag", "792,55", ""],
        ["samen, met een vast bedrag", "", "", "27.000,00", "23.805,20", "3.194,80"],
        ["samen", "", "", "", "24.597,75", ""],
    ]


def test_demands_with_their_prices_are_read(read: screen_reader.Tag) -> None:
    paragraphs = [tag.read() for tag in read.all("P")]
    at = paragraphs.index(HALF)
    assert paragraphs[at - 1] == "Tiel ✓ vervuld"
    story = cases.story_of()
    price = story.demands[0].price
    assert price is not None
    assert paragraphs[at + 1] == price.big
    assert paragraphs[at + 3] == "Deze eis kost 1,3% van de waarde van dit plan; alleen 1,3%."


def test_no_page_tells_points_but_those_of_scores_and_of_the_key(pdf: bytes) -> None:
    told = " ".join(" ".join(screen_reader.pages(pdf)).split())
    assert re.findall(r"\S+ \S+ punten\b", told.replace("gewichten en punten van de bibliotheek", "")) == []


def test_no_page_speaks_the_language_of_the_command(pdf: bytes) -> None:
    told = " ".join(" ".join(screen_reader.pages(pdf)).split())
    assert COMMAND.search(told) is None
    assert re.search(r"Rekenprobleem: .{1,80} \(kenmerk [0-9a-f]{16}\)", told)


def test_a_made_up_library_says_so_on_every_page(pdf: bytes) -> None:
    assert [text.count(INVENTED) for text in screen_reader.pages(pdf)] == [1] * len(screen_reader.pages(pdf))
    real = screen_reader.pages(as_pdf(cases.story_of()))
    assert [text for text in real if INVENTED in text] == []


def test_pages_are_numbered(pdf: bytes) -> None:
    pages = screen_reader.pages(pdf)
    assert [f"bladzijde {index} van {len(pages)}" in text for index, text in enumerate(pages, start=1)] == [
        True
    ] * len(pages)


def test_equal_input_gives_equal_bytes_whatever_the_clock_says(pdf: bytes) -> None:
    time.sleep(1.1)  # a second later, as a date in a PDF counts seconds
    assert as_pdf(cases.story_of(invented=True)) == pdf


def test_the_date_of_the_file() -> None:
    story = cases.story_of()
    dated = as_pdf(story, made=datetime.date(2026, 5, 28))
    with pikepdf.open(BytesIO(dated)) as opened:
        assert opened.open_metadata()["xmp:CreateDate"].startswith("2026-05-28")
    assert "Gemaakt op 28 mei 2026" in screen_reader.pages(dated)[0]
    with pikepdf.open(BytesIO(as_pdf(story))) as opened:
        assert opened.open_metadata()["xmp:CreateDate"].startswith("2026-08-01")


def test_names_are_set_as_they_are_never_as_markup() -> None:
    value = cases.renamed(cases.NASTY)
    story = cases.story_of(value, library="#let x = 1", gemeenten={"0281": "#[*]", "0216": "$a$"})
    read = screen_reader.read(as_pdf(story))
    in_pdf = {code: row[0] for code, row in schools_in(read).items()}
    in_story = {code: row[0] for code, row in schools_of(story).items()}
    # the word of 200 letters is broken over lines, which reads as blanks
    assert {code: name.replace(" ", "") for code, name in in_pdf.items() if name.isascii()} == {
        code: name.replace(" ", "") for code, name in in_story.items() if name.isascii()
    }
    assert set(in_pdf) == set(in_story)
    assert [tag.read() for tag in read.all("H1")][3:5] == ["#[*]", "$a$"]


def test_the_conflict_is_drawn_and_told() -> None:
    read = screen_reader.read(as_pdf(cases.story_of(cases.conflicting())))
    assert [tag.read() for tag in read.all("H1")] == [
        NO_PLAN,
        "De knoop",
        "Eisen en hun prijs",
        "Culemborg",
        "Tiel",
        "Bronnen",
    ]
    (knot,) = read.all("Figure")
    assert knot.alt == (
        "Een knoop waar 2 eisen aan trekken: Elke school houdt de helft van haar uren; Hooguit twee scholen."
    )
    assert "Haal er één weg of maak er één zachter" in read.read()


def test_a_plan_not_found_in_time_is_told_without_figures() -> None:
    problem = cases.problem_of()
    unknown = {"status": "unknown", "objective": None, "bound": None, "gap": None, "seconds": 1.0}
    plan = {"format": "doorlezen-plan/1", "problem_sha256": problem.sha256, **unknown}
    empty = {"choices": {}, "payments": [], "requirements": [], "prices": None, "conflict": None}
    read = screen_reader.read(as_pdf(tell(problem, read_plan(cases.as_bytes({**plan, **empty})))))
    assert read.all("H1")[0].read() == "Er is nog geen plan gevonden."
    assert read.all("Figure") == []


def test_when_no_demand_is_to_blame_no_knot_is_drawn() -> None:
    value = cases.document(
        capacity_quarters=0,
        requirements=[
            {"id": "r", "by": "x", "text": "y", "kind": "reach", "schools": "all", "count": 0},
        ],
        menus={"all": [{"id": "8q", "quarters": 8, "cost": {}, "points": 1}]},
    )
    story = cases.story_of(value)
    assert story.conflict == ()
    read = screen_reader.read(as_pdf(story))
    assert read.all("Figure") == []
    assert "het geld en de mensen alleen laten al geen plan toe" in read.read()


def used_of_pages(story: Story) -> list[float]:
    """How far down the ink of each page comes, as a share of the room between head and foot."""
    data = json.dumps(document(story), ensure_ascii=False)
    with as_file(files("doorlezen.reports") / "templates") as templates:
        compiler = typst.Compiler(templates / "report.typ", root=templates, ignore_system_fonts=True)
        pages = compiler.compile(format="png", ppi=25.4, sys_inputs={"data": data})
    shares = []
    for page in pages:
        # a pixel is a millimetre; the foot is 22 high, the head 25
        room = Image.open(BytesIO(page)).convert("L").crop((0, 25, 210, 297 - 22))
        found = room.point(lambda grey: 255 if grey < 200 else 0).getbbox()
        shares.append((found[3] if found else 0) / room.height)
    return shares


def test_no_page_but_the_last_is_nearly_empty() -> None:
    """A part begins where the one before it ends: a small table never has a page of its own."""
    from doorlezen.demo.shipped_example import story as example

    shares = used_of_pages(example())
    assert len(shares) < 20
    assert min(shares[:-1]) > 0.45


def test_an_invented_library_says_that_nothing_is_open_data() -> None:
    told = screen_reader.read(as_pdf(cases.story_of(invented=True))).read()
    assert "Alles is verzonnen: de scholen, de scores, het geld en de eisen." in told
    assert "Cijfers komen uit open gegevens" not in told


def test_in_english_the_document_says_it_is_english() -> None:
    with use("en"):
        assert document(cases.story_of())["lang"] == "en"


def test_the_river_area_fits_in_a_book(shared) -> None:  # type: ignore[no-untyped-def]
    data = (shared / "problems" / "rivierengebied-2019.json").read_bytes()
    problem, plan = read_problem(data), read_plan(cases.quickly_solved(data))
    story = tell(problem, plan)
    read = screen_reader.read(as_pdf(story))
    assert len(schools_of(story)) == 129
    assert schools_in(read) == schools_of(story)
    assert money(story.sums.cents).replace("\N{NO-BREAK SPACE}", " ") in read.read()
