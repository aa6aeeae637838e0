"""Schools as dots where they stand, north up: the map for who has no JavaScript. Pure: figures in, SVG out.

Three paths whatever the number of schools, so that all 6,295 stay a small file.
"""

from collections.abc import Sequence
from typing import NamedTuple

from doorlezen.reports import drawing
from doorlezen.reports.drawing import number, shape
from doorlezen.reports.projection import fitted

_SIDE, _EDGE = 60_000, 2_500
_MANY = 1000
"""Above so many schools the dots are drawn smaller."""


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
    spots = fitted([(dot.longitude, dot.latitude) for dot in dots], _SIDE, _SIDE, edge=_EDGE)
    root = drawing.picture(_SIDE, _SIDE, name=name, title=title, text=text)
    whole = {"width": number(_SIDE), "height": number(_SIDE), "fill": drawing.PAPER, "class": "map-paper"}
    shape(root, "rect", whole)
    for kind, (colour, size) in KINDS.items():
        # schools on the same spot are one dot
        of_kind = {spot for dot, spot in zip(dots, spots, strict=True) if dot.kind == kind}
        if of_kind:
            path = "".join(f"M{x} {y}h0" for x, y in sorted({(x // 100, y // 100) for x, y in of_kind}))
            width = number(size // 2 if len(dots) > _MANY else size)
            stroke = {"stroke": colour, "stroke-width": width, "stroke-linecap": "round"}
            shape(root, "path", {"d": path, "class": f"map-{kind}", **stroke})
    return drawing.finished(root)
