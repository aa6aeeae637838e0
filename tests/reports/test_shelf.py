"""De plank: area is hours, colours are money, equal input gives equal bytes."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.reports.drawing import in_tenths, number, swatch, text_width
from doorlezen.reports.purse_styles import PURSES, Kind
from doorlezen.reports.shelf import LARGE, MIDDLE, SMALL, WIDTH, ShelfScale, Size, draw_shelf
from doorlezen.reports.spines import Book, spine_name
from tests.reports import cases

SVG = "{http://www.w3.org/2000/svg}"

money = st.dictionaries(st.sampled_from(list(PURSES)), st.integers(1, 10**7))


@st.composite
def shelves(draw: st.DrawFn) -> list[Book]:
    count = draw(st.integers(1, 12))
    books = []
    for index in range(count):
        quarters = draw(st.integers(0, 40))
        paid: Mapping[Kind, int] = draw(money) if quarters else {}
        name = draw(st.sampled_from(cases.NASTY))
        books.append(
            Book(f"{index} {name}", draw(st.integers(1, 900)), quarters, draw(st.integers(0, 40)), paid)
        )
    return books


def drawn(books: list[Book], size: Size = LARGE, scale: ShelfScale | None = None) -> Xml.Element:
    # NUL and ESC cannot stand in XML; the story cleans names before they come here
    clean = [replace(book, name=book.name.translate({0: None, 27: None})) for book in books]
    return Xml.fromstring(draw_shelf(clean, name="s", title="De plank", text="…", size=size, scale=scale))


def boxes(root: Xml.Element, of: str) -> list[tuple[Fraction, Fraction, Fraction, Fraction]]:
    return [
        (
            Fraction(box.attrib["x"]),
            Fraction(box.attrib["y"]),
            Fraction(box.attrib["width"]),
            Fraction(box.attrib["height"]),
        )
        for box in root.iter(f"{SVG}rect")
        if box.attrib.get("class", "").startswith(of)
    ]


@given(shelves())
def test_the_area_of_a_book_is_its_hours(books: list[Book]) -> None:
    spines = list(boxes(drawn(books), "spine"))
    standing = [
        book for book in books if round(book.height * LARGE.room / ShelfScale.fitting([books], LARGE).top)
    ]
    assert len(spines) == len(standing)
    scale = ShelfScale.fitting([books], LARGE)
    per_quarter = scale.pupil * LARGE.room / scale.top * 25 / 10_000
    for (_, _, width, height), book in zip(spines, standing, strict=True):
        # edges are rounded to a hundredth of a unit: each side may be off by one such step
        step = Fraction(1, 100)
        assert abs(width * height - per_quarter * book.quarters) <= step * (width + height) + step**2


@given(shelves())
def test_the_colours_fill_the_book_from_the_plank_in_the_order_of_the_legend(books: list[Book]) -> None:
    root = drawn(books)
    for group in root.iter(f"{SVG}g"):
        parts = boxes(group, "paid-")
        kinds = [
            box.attrib["class"][5:] for box in group.iter(f"{SVG}rect") if "paid-" in box.attrib["class"]
        ]
        assert kinds == [kind for kind in PURSES if kind in kinds]
        for (_, y, _, _), (_, above, _, height) in itertools.pairwise(parts):
            assert above + height == y
        if parts:
            ((_, top, _, height),) = boxes(group, "spine")
            assert parts[-1][1] == top
            assert sum(part[3] for part in parts) == height


def test_the_share_of_a_purse_is_its_share_of_the_height() -> None:
    root = drawn([Book("a", 100, 8, 0, {"scheme": 300, "school": 100})])
    (_, _, _, scheme), (_, _, _, school) = boxes(root, "paid-")
    assert (scheme, school) == (Fraction(195), Fraction(65))


@given(shelves())
def test_books_stand_in_order_without_touching(books: list[Book]) -> None:
    for size in (LARGE, SMALL):
        edges = [box for group in drawn(books, size).iter(f"{SVG}g") for box in boxes(group, "")[:1]]
        for (x, _, width, _), (following, *_) in itertools.pairwise(edges):
            assert x + width < following
        assert edges[-1][0] + edges[-1][2] <= Fraction(WIDTH, 100)


@given(st.lists(shelves(), min_size=2, max_size=4))
def test_one_scale_makes_shelves_comparable(several: list[list[Book]]) -> None:
    scale = ShelfScale.fitting(several, SMALL)
    for books in several:
        own = ShelfScale.fitting([books], SMALL)
        assert scale.pupil <= own.pupil
        # a shelf without any hours has no height of its own to compare
        assert scale.top >= own.top or not any(book.height or book.last_height for book in books)


def test_a_school_without_hours_lies_flat() -> None:
    root = drawn([Book("a", 100, 0, 4, {}), Book("b", 100, 4, 0, {"scheme": 1})])
    assert [height for _, _, _, height in boxes(root, "flat")] == [Fraction(5, 2)]
    assert len(boxes(root, "spine")) == 1


def test_last_year_is_a_line_at_its_height_or_an_arrow_above_the_picture() -> None:
    root = drawn([Book("a", 100, 8, 4, {"scheme": 1}), Book("b", 100, 4, 40, {"scheme": 1})])
    lines = [item for item in root.iter() if item.attrib.get("class") == "last-year"]
    assert [item.tag for item in lines] == [f"{SVG}line", f"{SVG}path"]
    floor = Fraction(LARGE.floor, 100)
    assert Fraction(lines[0].attrib["y1"]) == floor - Fraction(LARGE.room, 200)


def test_a_book_without_cost_is_an_outline() -> None:
    root = drawn([Book("a", 100, 4, 0, {})], SMALL)
    assert len(boxes(root, "spine")) == 1
    assert boxes(root, "paid-") == []


def test_a_shelf_of_schools_without_pupils_or_hours_can_be_drawn() -> None:
    for books in ([], [Book("a", 0, 0, 0, {})], [Book("a", 0, 4, 4, {"other": 5})]):
        for size in (LARGE, SMALL):
            assert drawn(books, size).tag == f"{SVG}svg"


def test_two_hundred_schools_fit() -> None:
    books = [Book(f"School {index}", 50 + index, 4, 2, {"gemeente": 1}) for index in range(210)]
    edges = boxes(drawn(books), "spine")
    assert len(edges) == 210
    assert edges[-1][0] + edges[-1][2] <= Fraction(WIDTH, 100)


def test_equal_input_gives_equal_text_with_title_and_description() -> None:
    books = [Book("\"A\" <&> 'b'", 100, 8, 4, {"scheme": 300, "oab": 100}, text="2 uur")]
    first, second = (draw_shelf(books, name="x", title="T & t", text="<tekst>") for _ in range(2))
    assert first == second
    root = Xml.fromstring(first)
    assert [item.text for item in root.iter(f"{SVG}title")] == ["T & t", "\"A\" <&> 'b': 2 uur"]
    assert [item.text for item in root.iter(f"{SVG}desc")] == ["<tekst>"]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "x-title x-text"


def test_every_id_starts_with_the_name_of_the_picture() -> None:
    books = [Book("a", 100, 8, 4, dict.fromkeys(PURSES, 100))]
    root = Xml.fromstring(draw_shelf(books, name="tiel", title="", text=""))
    ids = [item.attrib["id"] for item in root.iter() if "id" in item.attrib]
    assert [name for name in ids if not name.startswith("tiel-")] == []
    used = [item.attrib["fill"] for item in root.iter() if "url" in item.attrib.get("fill", "")]
    assert {name.removeprefix("url(#").removesuffix(")") for name in used} <= set(ids)


def test_a_name_is_written_once_where_it_fits_and_each_book_is_numbered() -> None:
    books = [
        Book("Openbare Basisschool De Wijzer", 300, 48, 0, {"scheme": 1}),
        Book("Christelijke Basisschool Het Kompas", 900, 4, 0, {"scheme": 1}),
        Book(
            "Vereniging tot het Verstrekken van Onderwijs op Grondslag van de Bijbel", 40, 1, 0, {"scheme": 1}
        ),
    ]
    texts = list(drawn(books).iter(f"{SVG}text"))
    names = [item.text for item in texts if item.attrib.get("class", "").startswith("name")]
    assert names == ["De Wijzer", "Het Kompas"]
    assert [item.text for item in texts if item.attrib.get("class") == "number"] == ["1", "2", "3"]


def named(root: Xml.Element) -> list[str]:
    return [
        str(item.text) for item in root.iter(f"{SVG}text") if item.attrib.get("class", "").startswith("name")
    ]


def a_crowd(count: int) -> list[Book]:
    """As on a shelf of a town: most get nothing, a few narrow ones much."""
    much = {3: 12, 17: 10, 18: 8}
    return [
        Book(f"De Bogerd {index}", 60 if index in much else 220, much.get(index, 0), 4, {"scheme": 1})
        for index in range(count)
    ]


@pytest.mark.parametrize("size", [LARGE, MIDDLE])
@pytest.mark.parametrize("count", [19, 34, 60])
def test_the_books_that_stand_out_have_their_name(count: int, size: Size) -> None:
    assert {"De Bogerd 3", "De Bogerd 17", "De Bogerd 18"} <= set(named(drawn(a_crowd(count), size)))


@given(shelves())
def test_the_highest_book_always_has_its_name(books: list[Book]) -> None:
    names = [replace(book, name=f"De Bogerd {index}") for index, book in enumerate(books)]
    highest = max(names, key=lambda book: book.height)
    for size in (LARGE, MIDDLE):
        root = drawn(names, size)
        told = named(root)
        assert len(told) == len(set(told))
        if highest.quarters and sum(book.height == highest.height for book in names) == 1:
            assert highest.name in told


@given(shelves())
def test_no_name_lies_over_another_one_or_over_another_book(books: list[Book]) -> None:
    names = [replace(book, name=f"De Bogerd {index}") for index, book in enumerate(books)]
    root = drawn(names, MIDDLE)
    lying = []
    for item in root.iter(f"{SVG}text"):
        if item.attrib.get("class") == "name" and "transform" not in item.attrib:
            half = text_width(str(item.text), 1450) / 200
            middle, base = float(item.attrib["x"]), float(item.attrib["y"])
            assert middle - half >= 0
            assert middle + half <= 1000
            lying.append((middle - half, base - 14.5, middle + half, base))
    spines = [(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h in boxes(root, "paid-")]
    for index, (left, top, right, bottom) in enumerate(lying):
        for other in lying[index + 1 :] + spines:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Openbare Basisschool De Wijzer", "De Wijzer"),
        ("Christelijke Basisschool", "Christelijke Basisschool"),
        ("School met de Bijbel, De Zaaier", "School met de Bijbel, De Zaaier"),
        ("De Zon", "De Zon"),
        ("", ""),
    ],
)
def test_a_spine_leaves_out_what_kind_of_school_it_is(name: str, short: str) -> None:
    assert spine_name(name) == short


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(0, "0"), (1250, "12.5"), (100, "1"), (-5, "-0.05"), (10_000, "100"), (1, "0.01")],
)
def test_lengths_are_written_without_rounding(hundredths: int, text: str) -> None:
    assert number(hundredths) == text
    assert Fraction(text) == Fraction(hundredths, 100)


def test_a_longer_text_is_wider() -> None:
    assert text_width("De Wijzer", 1000) < text_width("De Wijzers", 1000)


def test_every_purse_has_its_own_sample() -> None:
    samples = [swatch(kind) for kind in PURSES]
    assert len(set(samples)) == len(PURSES)
    assert [Xml.fromstring(sample).tag for sample in samples] == [f"{SVG}svg"] * len(PURSES)


def test_a_shelf_on_the_screen_has_no_air_above_what_stands_highest() -> None:
    low = [Book("De Lage", 400, 4, 4, {"gemeente": 1000}), Book("De Hoge", 400, 8, 4, {"gemeente": 1000})]
    scale = ShelfScale(
        ShelfScale.fitting([low], MIDDLE).pupil, Fraction(5)
    )  # another shelf of the page is much higher
    tall = draw_shelf(low, name="a", title="t", text="x", size=MIDDLE)
    short = draw_shelf(low, name="a", title="t", text="x", size=MIDDLE, scale=scale)
    boxes = [
        [float(part) for part in re.findall(r'viewBox="([^"]*)"', one)[0].split()] for one in (tall, short)
    ]
    assert boxes[1][3] < boxes[0][3] / 2
    for x, top, width, height in boxes:
        assert (x, width, round(top + height, 2)) == (0, 1000, (MIDDLE.floor + MIDDLE.plank) / 100)
    names = [float(y) for y in re.findall(r'<text x="[^"]*" y="([^"]*)"', short)]
    assert min(names) - 14.5 > boxes[1][1]  # the highest letter is inside


def test_lengths_in_tenths_touch_no_words() -> None:
    said = "<title>1.099 leerlingen, 2.25 uur</title>"
    drawn = f'<svg viewBox="0 47.42 1000 83.58">{said}<path d="M1.25 2.75L3.05 4" /></svg>'
    assert in_tenths(drawn) == f'<svg viewBox="0 47.4 1000 83.5">{said}<path d="M1.2 2.7L3.0 4" /></svg>'
