"""De plank: the schools of one gemeente as books on a shelf.

Width is pupils, height is hours per 100 pupils, so the area of a book is its hours. The colours on the spine,
from the plank up, are who pays. A thin line is last year's height. The order is the caller's: need.
Pure: figures in, SVG text out, for the PDF and the web alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from doorlezen.language import decimal
from doorlezen.reports import drawing
from doorlezen.reports.drawing import Element, box, line, number, shape, words
from doorlezen.reports.purse_styles import PURSES
from doorlezen.reports.spine_names import write_names
from doorlezen.reports.spines import LINE_HEIGHT, Book, Spine, number_lines, write_numbers

WIDTH = 100_000
"""Every shelf is 1000 units wide (all lengths here are in hundredths of a unit)."""


@dataclass(frozen=True)
class Size:
    """The measures of a shelf, in hundredths. ``detailed``: with axis, names and numbers. ``named``: with
    names alone."""

    axis: int
    room: int
    above: int
    plank: int
    detailed: bool
    named: bool = False

    @property
    def breadth(self) -> int:
        """How much of the width the books may take."""
        return WIDTH - self.axis - (_MARGIN if self.detailed else 0)

    @property
    def floor(self) -> int:
        """Where the books stand, from the top of the picture."""
        return self.above + self.room


_MARGIN, _FLAT, _HAIR = 800, 250, 300
LARGE = Size(axis=4200, room=26_000, above=5600, plank=900, detailed=True)
MIDDLE = Size(axis=0, room=21_000, above=5600, plank=700, detailed=False, named=True)
SMALL = Size(axis=0, room=11_000, above=600, plank=700, detailed=False)


@dataclass(frozen=True)
class ShelfScale:
    """How wide a pupil is, and which height (hours per 100 pupils) fills the room."""

    pupil: Fraction
    top: Fraction

    @classmethod
    def fitting(cls, shelves: Sequence[Sequence[Book]], size: Size) -> "ShelfScale":
        """The largest scale at which each of these shelves fits: one scale makes them comparable."""
        widths = [
            Fraction(size.breadth - _gap(books) * (len(books) - 1), sum(_pupils(book) for book in books))
            for books in shelves
            if books
        ]
        tops = [book.height for books in shelves for book in books]
        return cls(min(widths, default=Fraction(0)), max([*tops, Fraction(0)]) or Fraction(1))


def draw_shelf(
    books: Sequence[Book],
    *,
    name: str,
    title: str,
    text: str,
    size: Size = LARGE,
    scale: ShelfScale | None = None,
) -> str:
    """Draw one shelf as SVG. ``name`` prefixes its ids; ``text`` says what it shows.

    Without a scale the shelf fills its own room; give the shelves of one page the scale that fits them all.
    """
    scale = scale or ShelfScale.fitting([books], size)
    spines = _place(books, scale, size)
    numbers = number_lines(spines) if size.detailed else []
    height = size.floor + size.plank + LINE_HEIGHT * (max(numbers, default=-1) + 1)
    root = drawing.picture(WIDTH, height + (400 if numbers else 0), name=name, title=title, text=text)
    kinds = [kind for kind in PURSES if any(book.paid.get(kind) for book in books)]
    drawing.define_patterns(root, name, kinds)
    if size.detailed:
        _draw_axis(root, scale, size)
    for spine in spines:
        _draw_book(root, name, spine, size)
    end = max((spine.x + spine.width for spine in spines), default=WIDTH)
    box(root, size.axis, size.floor, end - size.axis, size.plank, fill=drawing.PLANK, class_="plank")
    for spine in spines:
        _draw_last_year(root, spine, size)
    if size.named or size.detailed:
        names = write_names(root, spines, size.floor, start=size.axis, end=WIDTH)
        _cut_off_the_air(root, spines, size, height + (400 if numbers else 0), names)
    if size.detailed:
        write_numbers(root, spines, numbers, size.floor + size.plank)
    return drawing.finished(root)


def _cut_off_the_air(root: Element, spines: Sequence[Spine], size: Size, height: int, names: int) -> None:
    """Begin the picture just above what stands highest on the shelf: heights are compared, not air."""
    tops = [max(spine.height, spine.last_height if spine.book.last_year_quarters else 0) for spine in spines]
    above = max(0, size.floor - max([names, *tops], default=0) - 2 * _HAIR)
    root.set("viewBox", f"0 {number(above)} {number(WIDTH)} {number(height - above)}")


def _pupils(book: Book) -> int:
    return max(book.pupils, 1)


def _gap(books: Sequence[Book]) -> int:
    """Between books 4 units, less where there are very many."""
    return min(400, WIDTH // (8 * max(len(books), 1)))


def _place(books: Sequence[Book], scale: ShelfScale, size: Size) -> list[Spine]:
    spines, pupils = [], 0
    for index, book in enumerate(books):
        # edges are rounded, not widths, so that the roundings never add up
        start = size.axis + index * _gap(books)
        left = start + round(pupils * scale.pupil)
        pupils += _pupils(book)
        right = start + round(pupils * scale.pupil)
        height, last = (round(of * size.room / scale.top) for of in (book.height, book.last_height))
        spines.append(Spine(book, left, right - left, height, last))
    return spines


def _draw_book(root: Element, name: str, spine: Spine, size: Size) -> None:
    book, floor = spine.book, size.floor
    group = shape(root, "g", {"class": "book"})
    if book.text:
        shape(group, "title", {}).text = f"{book.name}: {book.text}"
    if not spine.height:
        box(group, spine.x, floor - _FLAT, spine.width, _FLAT, fill=drawing.LINE, class_="flat")
        return
    paid = {kind: book.paid[kind] for kind in PURSES if book.paid.get(kind)}
    total, below, reached = sum(paid.values()), 0, 0
    for kind, cents in paid.items():
        reached += cents
        top = spine.height * reached // total
        look = drawing.fill(name, kind)
        box(group, spine.x, floor - top, spine.width, top - below, class_=f"paid-{kind}", **look)
        below = top
    if size.detailed or not paid:
        # a line so thin on a narrow book that it does not hide the colours
        width = "0.6" if spine.width > _HAIR else "0.15"
        outline = {"fill": "none" if paid else drawing.LINE, "stroke": drawing.INK, "stroke_width": width}
        box(group, spine.x, floor - spine.height, spine.width, spine.height, class_="spine", **outline)


def _draw_last_year(root: Element, spine: Spine, size: Size) -> None:
    if not spine.book.last_year_quarters:
        return
    y, right = size.floor - spine.last_height, spine.x + spine.width
    if y < 200:
        _draw_arrow(root, spine.x + spine.width // 2)
        return
    if spine.last_height < spine.height:
        line(root, spine.x, y, right, y, stroke=drawing.PAPER, stroke_width="3.6", class_="halo")
    width = "1.8" if size.detailed else "2.2"
    line(root, spine.x, y, right, y, stroke=drawing.INK, stroke_width=width, class_="last-year")


def _draw_arrow(root: Element, middle: int) -> None:
    """Last year's line would stand above the picture: an arrow says so."""
    path = f"M{number(middle - 300)} 7L{number(middle)} 3L{number(middle + 300)} 7"
    look = {"fill": "none", "stroke": drawing.INK, "stroke-width": "1.2", "class": "last-year"}
    shape(root, "path", {"d": path, **look})


def _draw_axis(root: Element, scale: ShelfScale, size: Size) -> None:
    step = _step(scale.top)
    for index in range(int(scale.top // step) + 1):
        y = size.floor - round(index * step * size.room / scale.top)
        line(root, size.axis, y, WIDTH, y, stroke=drawing.LINE, stroke_width="0.8", class_="grid")
        label = hours_mark(index * step)
        words(
            root,
            label,
            size.axis - 700,
            y + 450,
            1350,
            text_anchor="end",
            fill=drawing.SOFT_INK,
            class_="axis",
        )


def hours_mark(value: Fraction) -> str:
    """A mark on the axis: "2", "0,5"."""
    return decimal(Decimal(value.numerator) / value.denominator, 2).rstrip("0").rstrip(",.")


def _step(top: Fraction) -> Fraction:
    """A round step (1, 2 or 5 times a power of ten, or half) that gives at most five lines."""
    step = Fraction(1, 100)
    while True:
        for times in (1, 2, 5):
            if top <= step * times * 5:
                return step * times
        step *= 10
