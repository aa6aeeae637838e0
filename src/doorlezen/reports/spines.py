"""The books of a shelf where they stand, what they are called, and the numbers under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from doorlezen.reports.drawing import SOFT_INK, Element, text_width, words
from doorlezen.reports.purse_styles import Kind

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


@dataclass(frozen=True)
class Book:
    """A school on the shelf: quarter-hours a week now and last year, cents per kind of purse."""

    name: str
    pupils: int
    quarters: int
    last_year_quarters: int
    paid: Mapping[Kind, int]
    text: str = ""

    @property
    def height(self) -> Fraction:
        """Hours per 100 pupils."""
        return per_100(self.quarters, self.pupils)

    @property
    def last_height(self) -> Fraction:
        """Last year's hours per 100 pupils."""
        return per_100(self.last_year_quarters, self.pupils)


def per_100(quarters: int, pupils: int) -> Fraction:
    """Hours per 100 pupils; a school without pupils counts as one pupil, so that it can be drawn."""
    return Fraction(quarters * 100, 4 * max(pupils, 1))


class Spine(NamedTuple):
    """Where a book stands: left edge, width, height and the height of last year's line, in hundredths."""

    book: Book
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
