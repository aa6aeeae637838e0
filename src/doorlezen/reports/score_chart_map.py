"""Schools as dots where they stand, north up: the map for who has no JavaScript. Pure: figures in, SVG out.

Three paths whatever the number of schools, so that all 6,295 stay a small file.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from doorlezen.reports import drawing
from doorlezen.reports.drawing import number, shape

_SIDE, _EDGE = 60_000, 2_500
_LEAST = 60_000
"""Millionths of a degree: a single school is not blown up to fill the picture."""
_MANY = 1000
"""Above so many schools the dots are drawn smaller."""
_NARROWER = 612
"""Thousandths: a degree of longitude is so much shorter than one of latitude in the middle of the country."""


class Dot(NamedTuple):
    """A school: longitude and latitude in millionths of a degree, and its kind (a key of ``KINDS``)."""

    longitude: int
    latitude: int
    kind: str


KINDS = {
    # drawn in this order: what matters most lies on top
    "onbekend": ("#B26A00", 500),
    "nul": ("#7A8090", 600),
    "boven": ("#0B7285", 900),
}
"""Colour and size (in hundredths) of each kind: size as well as colour says which is which."""


def draw_dots(dots: Sequence[Dot], *, name: str, title: str, text: str) -> str:
    """The dots as SVG, scaled to fit; no dots give an empty picture."""
    place = _places(dots)
    root = drawing.picture(_SIDE, _SIDE, name=name, title=title, text=text)
    whole = {"width": number(_SIDE), "height": number(_SIDE), "fill": drawing.PAPER, "class": "map-paper"}
    shape(root, "rect", whole)
    for kind, (colour, size) in KINDS.items():
        # schools on the same spot are one dot
        spots = sorted({place(dot) for dot in dots if dot.kind == kind})
        if spots:
            path = "".join(f"M{x} {y}h0" for x, y in spots)
            width = number(size // 2 if len(dots) > _MANY else size)
            stroke = {"stroke": colour, "stroke-width": width, "stroke-linecap": "round"}
            shape(root, "path", {"d": path, "class": f"map-{kind}", **stroke})
    return drawing.finished(root)


def _places(dots: Sequence[Dot]) -> Callable[[Dot], tuple[int, int]]:
    west, east = _span([dot.longitude * _NARROWER // 1000 for dot in dots])
    south, north = _span([dot.latitude for dot in dots])
    widest = max(east - west, north - south)
    left = _EDGE + (_SIDE - 2 * _EDGE) * (widest - (east - west)) // (2 * widest)
    top = _EDGE + (_SIDE - 2 * _EDGE) * (widest - (north - south)) // (2 * widest)

    def place(dot: Dot) -> tuple[int, int]:
        """In whole units of the picture."""
        x = left + (dot.longitude * _NARROWER // 1000 - west) * (_SIDE - 2 * _EDGE) // widest
        y = top + (north - dot.latitude) * (_SIDE - 2 * _EDGE) // widest
        return x // 100, y // 100

    return place


def _span(values: Sequence[int]) -> tuple[int, int]:
    """The least and the greatest, at least ``_LEAST`` apart."""
    low, high = min(values, default=0), max(values, default=0)
    missing = max(0, _LEAST - (high - low))
    return low - missing // 2, high + missing - missing // 2
