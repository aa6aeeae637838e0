"""The plan on a map: a disc per school where it stands, as large as its hours; a ring where there are none.

Pure: figures in, SVG text out. North is up; lengths are in hundredths of a unit.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from doorlezen.reports import drawing
from doorlezen.reports.drawing import INK, PAPER, SOFT_INK, Element, number, shape, words

WIDTH, HEIGHT, EDGE = 100_000, 62_000, 5_000
NAME = 1_700
"""The size of the name of a gemeente."""
_EDGE = {"stroke": PAPER, "stroke-width": "1.2"}
LARGEST, RING = 1_900, 550
"""Radius of the disc of the school with the most hours, and of the ring of a school without."""
NARROWER = 612
"""Thousandths: a degree of longitude is so much shorter than one of latitude in the middle of the country."""
_LEAST = 40_000
"""Millionths of a degree: a single school is not blown up to fill the picture."""


@dataclass(frozen=True)
class Place:
    """A school: longitude and latitude in millionths of a degree, quarter-hours a week, its words, and what
    its gemeente is called."""

    longitude: int
    latitude: int
    quarters: int
    text: str
    gemeente: str = ""


def draw_map(places: Sequence[Place], *, name: str, title: str, text: str) -> str:
    """Draw these schools as SVG, scaled to fit; ``name`` prefixes the ids inside."""
    root = drawing.picture(WIDTH, HEIGHT, name=name, title=title, text=text)
    if not places:
        return drawing.finished(root)
    across = [place.longitude * NARROWER // 1000 for place in places]
    up = [place.latitude for place in places]
    # millionths of a degree of latitude per picture, the same in both directions
    wide, tall = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    span = max((max(across) - min(across)) * tall // wide, max(up) - min(up), _LEAST)
    middle = (max(across) + min(across)) // 2, (max(up) + min(up)) // 2
    most = max(place.quarters for place in places)
    drawn = sorted(zip(places, across, up, strict=True), key=lambda one: -one[0].quarters)
    points: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, east, north in drawn:  # small ones over large ones
        x = WIDTH // 2 + (east - middle[0]) * tall // span
        y = HEIGHT // 2 - (north - middle[1]) * tall // span
        points[place.gemeente].append((x, y))
        where = {"cx": number(x), "cy": number(y)}
        if place.quarters:
            radius = isqrt(LARGEST * LARGEST * place.quarters // most)
            look = {"class": "disc", "fill": INK, "fill-opacity": "0.6", **_EDGE}
        else:
            radius, look = RING, {"fill": "none", "stroke": SOFT_INK, "stroke-width": "2"}
        disc = shape(root, "circle", {**where, "r": number(radius), **look})
        shape(disc, "title", {}).text = place.text
    for gemeente in sorted(points if len(points) > 1 else ()):
        _write_name(root, gemeente, points[gemeente])
    return drawing.finished(root)


def _write_name(root: Element, name: str, points: Sequence[tuple[int, int]]) -> None:
    """The name of a gemeente above its schools; first as broad as paper, so that discs do not hide it."""
    across = sum(x for x, _ in points) // len(points)
    above = max(min(y for _, y in points) - LARGEST - 300, NAME)
    for look in ({"stroke": PAPER, "stroke_width": "4", "fill": PAPER}, {"fill": SOFT_INK}):
        words(root, name, across, above, NAME, text_anchor="middle", **look)
