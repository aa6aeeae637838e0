"""The plan on a map: a disc per school where it stands, as large as its hours; a ring where there are none.

Pure: figures in, SVG text out. North is up; lengths are in hundredths of a unit.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import NamedTuple

from doorlezen.reports import drawing
from doorlezen.reports.drawing import INK, PAPER, SOFT_INK, Element, number, shape, text_width, words
from doorlezen.reports.projection import fitted

WIDTH, HEIGHT, EDGE = 100_000, 62_000, 5_000
NAME, NAME_ON_A_PHONE = 1_700, 3_600
"""The size of the name of a gemeente; a stylesheet shows the one that fits the room."""
_EDGE = {"stroke": PAPER, "stroke-width": "1.2"}
LARGEST, RING = 1_900, 550
"""Radius of the disc of the school with the most hours, and of the ring of a school without."""


@dataclass(frozen=True)
class Place:
    """A school: longitude and latitude in millionths of a degree, quarter-hours a week, its words, what its
    gemeente is called, and where its page is (empty: it has none)."""

    longitude: int
    latitude: int
    quarters: int
    text: str
    gemeente: str = ""
    address: str = ""


def draw_map(places: Sequence[Place], *, name: str, title: str, text: str) -> str:
    """Draw these schools as SVG, scaled to fit; ``name`` prefixes the ids inside.

    Schools on one spot stand beside each other, so that each can be seen and pointed at.
    """
    root = drawing.picture(WIDTH, HEIGHT, name=name, title=title, text=text)
    if any(place.address for place in places):
        root.set("role", "group")  # a picture has no links in it
    if not places:
        return drawing.finished(root)
    discs = _beside_each_other(_discs(places))
    points: defaultdict[str, list[_Disc]] = defaultdict(list)
    for disc in sorted(discs, key=lambda one: (-one.radius, one.x, one.y)):  # small ones over large ones
        points[disc.place.gemeente].append(disc)
        _draw(root, disc)
    if len(points) > 1:
        for size, look in ((NAME, "name-wide"), (NAME_ON_A_PHONE, "name-narrow")):
            _write_names(root, points, size, look)
    return drawing.finished(root)


class _Disc(NamedTuple):
    """Where a school is drawn, in hundredths."""

    place: Place
    x: int
    y: int
    radius: int


def _discs(places: Sequence[Place]) -> list[_Disc]:
    spots = fitted([(place.longitude, place.latitude) for place in places], WIDTH, HEIGHT, edge=EDGE)
    most = max(place.quarters for place in places)
    return [
        _Disc(place, x, y, isqrt(LARGEST * LARGEST * place.quarters // most) if place.quarters else RING)
        for place, (x, y) in zip(places, spots, strict=True)
    ]


def _beside_each_other(discs: Sequence[_Disc]) -> list[_Disc]:
    """Those on one spot in a row with its middle there, the largest first."""
    together: defaultdict[tuple[int, int], list[_Disc]] = defaultdict(list)
    for disc in discs:
        together[disc.place.longitude, disc.place.latitude].append(disc)
    spread = []
    for here in together.values():
        left = here[0].x - sum(disc.radius for disc in here)
        for disc in sorted(here, key=lambda one: -one.radius):
            spread.append(disc._replace(x=left + disc.radius))
            left += 2 * disc.radius
    return spread


def _draw(root: Element, disc: _Disc) -> None:
    where = {"cx": number(disc.x), "cy": number(disc.y), "r": number(disc.radius)}
    look = {"fill": "none", "stroke": SOFT_INK, "stroke-width": "2", "pointer-events": "all"}
    if disc.place.quarters:
        look = {"class": "disc", "fill": INK, "fill-opacity": "0.6", **_EDGE}
    parent = root
    if disc.place.address:
        # every school is a link in the table too: the keyboard need not pass them all here as well
        parent = shape(root, "a", {"href": disc.place.address, "tabindex": "-1"})
    shape(shape(parent, "circle", {**where, **look}), "title", {}).text = disc.place.text


def _write_names(root: Element, points: Mapping[str, Sequence[_Disc]], size: int, look: str) -> None:
    """The name of each gemeente above or else below its schools, within the picture and clear of the others;
    first as broad as paper, so that discs do not hide it. Large names that find no room are left out."""
    taken: list[tuple[int, int, int, int]] = []
    for name in sorted(points, key=lambda name: (-len(points[name]), name)):
        half = text_width(name, size) // 2 + size // 4
        middle = sum(disc.x for disc in points[name]) // len(points[name])
        across = max(half, min(middle, WIDTH - half))
        above = max(min(disc.y - disc.radius for disc in points[name]) - 300, size)
        below = min(max(disc.y + disc.radius for disc in points[name]) + size, HEIGHT - size // 3)
        boxes = [(across - half, base - size, across + half, base + size // 4) for base in (above, below)]
        free = next((box for box in boxes if not any(_touch(box, other) for other in taken)), None)
        if free is None and size == NAME_ON_A_PHONE:
            continue
        box = free or boxes[0]
        taken.append(box)
        for ink in ({"stroke": PAPER, "stroke_width": "4", "fill": PAPER}, {"fill": SOFT_INK}):
            words(root, name, across, box[1] + size, size, text_anchor="middle", class_=look, **ink)


def _touch(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
