"""What is written on and under the books of a shelf: names where they fit, and numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from doorlezen.reports.drawing import INK, LINE, PAPER, SOFT_INK, Element, box, number, text_width, words

if TYPE_CHECKING:
    from doorlezen.reports.shelf import Book

NAME, NUMBER, LINE_HEIGHT = 1450, 1250, 1500
"""Sizes of type, in hundredths of a unit."""

# Words that say what kind of school it is: left out on a spine when a name of its own remains.
_KIND_OF_SCHOOL = frozenset(
    {
        "openbare",
        "christelijke",
        "protestants",
        "protestantse",
        "rooms",
        "katholieke",
        "hervormde",
        "gereformeerde",
        "nationale",
        "bijzondere",
        "interconfessionele",
        "oecumenische",
        "islamitische",
        "brede",
        "voor",
        "basisschool",
        "basissch.",
        "school",
        "rk",
        "pc",
        "cbs",
        "obs",
        "rkbs",
        "pcb",
    }
)


class Spine(NamedTuple):
    """Where a book stands: left edge, width, height and the height of last year's line, in hundredths."""

    book: "Book"
    x: int
    width: int
    height: int
    last_height: int


def spine_name(name: str) -> str:
    """The part of a name that tells schools apart: "Openbare Basisschool De Wijzer" → "De Wijzer"."""
    parts = name.split()
    start = next((i for i, part in enumerate(parts) if part.casefold() not in _KIND_OF_SCHOOL), len(parts))
    if start < len(parts) and parts[start].casefold() == "met":  # School met de Bijbel
        start = max(start - 1, 0)
    return " ".join(parts[start:]) or name


def write_names(root: Element, spines: Sequence[Spine], floor: int) -> int:
    """Write each name once, where there is room: up the spine on a label, else lying on top of the book,
    else standing on it; a name that fits nowhere is left to the number and the table. Returns how high the
    highest name reaches above the floor."""
    highest = 0
    for spine in spines:
        name = spine_name(spine.book.name)
        length = text_width(name, NAME)
        stands_on = max(spine.height, spine.last_height if spine.book.last_year_quarters else 0) + 500
        middle = spine.x + spine.width // 2
        if spine.width >= NAME * 15 // 10 and spine.height >= length + 1600:
            _up_the_spine(root, name, middle, floor - 700, length)
        elif spine.width >= length:
            words(root, name, middle, floor - stands_on, NAME, text_anchor="middle", fill=INK, class_="name")
            highest = max(highest, stands_on + NAME)
        elif spine.width >= NAME * 11 // 10 and floor >= stands_on + length + 200:
            _upright(root, name, middle, floor - stands_on, fill=INK, class_="name")
            highest = max(highest, stands_on + length * 11 // 10)
    return highest


def _up_the_spine(root: Element, name: str, middle: int, bottom: int, length: int) -> None:
    height = NAME * 13 // 10
    label = {"fill": PAPER, "stroke": LINE, "stroke_width": "0.6", "rx": "2", "class_": "label"}
    box(root, middle - height // 2, bottom - length - 500, height, length + 800, **label)
    _upright(root, name, middle, bottom, fill=INK, class_="name on-label")


def _upright(root: Element, name: str, middle: int, bottom: int, **look: str) -> None:
    turn = f"translate({number(middle + NAME * 32 // 100)} {number(bottom)}) rotate(-90)"
    words(root, name, 0, 0, NAME, transform=turn, **look)


def number_lines(spines: Sequence[Spine]) -> list[int]:
    """On which line under the plank each number stands, so that none touch: 0, 1 or 2; -1 where there is no
    room even then."""
    ends, lines = [-(10**9)] * 3, []
    for index, spine in enumerate(spines, start=1):
        left, right = _number_edges(index, spine)
        free = next((line for line, end in enumerate(ends) if left >= end + 200), -1)
        if free >= 0:
            ends[free] = right
        lines.append(free)
    return lines


def _number_edges(index: int, spine: Spine) -> tuple[int, int]:
    middle, half = spine.x + spine.width // 2, text_width(str(index), NUMBER) // 2
    return middle - half, middle + half


def write_numbers(root: Element, spines: Sequence[Spine], lines: Sequence[int], top: int) -> None:
    """Number the books under the plank, as in the table, on the lines that `number_lines` chose."""
    for index, (spine, line) in enumerate(zip(spines, lines, strict=True), start=1):
        if line >= 0:
            middle, y = spine.x + spine.width // 2, top + (line + 1) * LINE_HEIGHT
            words(root, str(index), middle, y, NUMBER, text_anchor="middle", fill=SOFT_INK, class_="number")
