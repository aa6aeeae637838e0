"""A roster on a map: a mark per school where it stands, in the colour, the shape and with the number of who
comes; a house where somebody leaves from; a ring where nobody comes.

Pure: figures in, SVG text out. North is up; lengths are in hundredths of a unit.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from doorlezen.reports import drawing
from doorlezen.reports.drawing import INK, SOFT_INK, Element, number, shape, words
from doorlezen.reports.projection import fitted

WIDTH, HEIGHT, EDGE = 100_000, 76_000, 5_000
COLOURS = ("#8DB9DE", "#E39A3B", "#7CC48A", "#EFE0B4", "#D58FBC", "#B9B6AE")
"""Light enough for a dark number; the edge of a mark sets it off from any ground."""
SHAPES = ("circle", "square", "diamond", "triangle")
ON_A_MARK = "#111111"
SIZES = ((30, 2_800), (120, 1_700), (10_000, 1_300))
"""Up to so many marks with a number a mark has this radius: with few it can be read on a phone."""
FAINT = 700
"""The radius of a school that is not of whom is looked at, and of one where nobody comes."""


@dataclass(frozen=True)
class RosterSpot:
    """Where something is, in millionths of a degree. ``person``: whose it is, counted from 0; None: nobody's.

    ``text``: what it says when pointed at. ``faint``: it is there for orientation only.
    """

    longitude: int
    latitude: int
    person: int | None
    text: str
    is_home: bool = False
    faint: bool = False


@dataclass(frozen=True)
class _Placed:
    of: RosterSpot
    x: int
    y: int


def draw_roster_map(spots: Sequence[RosterSpot], *, name: str, title: str, text: str) -> str:
    """Draw all of it, scaled to fit; ``name`` prefixes the ids inside. Nothing: an empty picture."""
    root = drawing.picture(WIDTH, HEIGHT, name=name, title=title, text=text)
    marks = sum(not one.faint for one in spots)
    radius = next(size for most, size in SIZES if marks <= most or most == SIZES[-1][0])
    placed = _beside(spots, radius)
    homes = {one.of.person: one for one in placed if one.of.is_home and not one.of.faint}
    shown = [one for one in placed if not one.of.faint and one.of.person is not None]
    for one in shown:  # lines first, so that marks lie on them
        if not one.of.is_home and (home := homes.get(one.of.person)) is not None:
            drawing.line(root, home.x, home.y, one.x, one.y, stroke=SOFT_INK, stroke_width="1", opacity="0.5")
    for one in sorted(placed, key=lambda one: (one in shown, not one.of.is_home)):  # schools over homes
        _mark(root, one, radius)
    return drawing.finished(root)


def draw_swatch(person: int, *, name: str) -> str:
    """The mark of somebody, small, for the list beside the map."""
    root = drawing.picture(4_000, 4_000, name=f"swatch-{name}", title=str(person + 1), text="")
    root.set("aria-hidden", "true")
    root.set("width", "28")
    root.set("height", "28")
    _figure(root, person, 2_000, 2_000, 1_700)
    return drawing.finished(root)


def _beside(spots: Sequence[RosterSpot], radius: int) -> list[_Placed]:
    """Each in the picture; those on one spot stand in a row with its middle there."""
    points = fitted([(one.longitude, one.latitude) for one in spots], WIDTH, HEIGHT, edge=EDGE)
    together: defaultdict[tuple[int, int], list[RosterSpot]] = defaultdict(list)
    for one, point in zip(spots, points, strict=True):
        together[point].append(one)
    placed = []
    for (x, y), here in together.items():
        step = min(2 * radius, (WIDTH - 2 * radius) // len(here))
        left = x - step * (len(here) - 1) // 2
        left = max(radius, min(left, WIDTH - radius - step * (len(here) - 1)))
        placed += [_Placed(one, left + step * number, y) for number, one in enumerate(here)]
    return placed


def _mark(root: Element, one: _Placed, radius: int) -> None:
    group = shape(root, "g", {})
    shape(group, "title", {}).text = one.of.text
    if one.of.is_home:
        _house(group, one, radius)
    elif one.of.person is None or one.of.faint:
        ring = {"cx": number(one.x), "cy": number(one.y), "r": number(FAINT), "fill": "none"}
        shape(group, "circle", {**ring, "stroke": SOFT_INK, "stroke-width": "2", "pointer-events": "all"})
    else:
        _figure(group, one.of.person, one.x, one.y, radius)


def _house(group: Element, one: _Placed, radius: int) -> None:
    person = one.of.person or 0
    half = radius
    roof, wall, floor = one.y - 2 * half, one.y - half // 2, one.y + half
    corners = [
        (one.x - half, floor),
        (one.x - half, wall),
        (one.x, roof),
        (one.x + half, wall),
        (one.x + half, floor),
    ]
    look = {"fill": COLOURS[person % len(COLOURS)], "stroke": INK, "stroke-width": "3"}
    shape(group, "polygon", {"points": _points(corners), **look})
    _written(group, person, one.x, one.y + radius // 2, radius)


def _figure(group: Element, person: int, x: int, y: int, radius: int) -> None:
    kind = SHAPES[(person + person // len(COLOURS)) % len(SHAPES)]
    look = {"fill": COLOURS[person % len(COLOURS)], "stroke": INK, "stroke-width": "1.5"}
    if kind == "circle":
        shape(group, "circle", {"cx": number(x), "cy": number(y), "r": number(radius), **look})
    else:
        shape(group, "polygon", {"points": _points(_CORNERS[kind](x, y, radius)), **look})
    _written(group, person, x, y + radius // 3 + (radius // 4 if kind == "triangle" else 0), radius)


def _written(group: Element, person: int, x: int, base: int, radius: int) -> None:
    words(
        group, str(person + 1), x, base, radius, text_anchor="middle", fill=ON_A_MARK, font_weight="700",
        font_family="Atkinson Hyperlegible Next, Verdana, sans-serif",
    )  # fmt: skip


def _points(corners: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


_CORNERS: dict[str, Callable[[int, int, int], list[tuple[int, int]]]] = {
    "square": lambda x, y, r: [
        (x - r * 9 // 10, y - r * 9 // 10), (x + r * 9 // 10, y - r * 9 // 10),
        (x + r * 9 // 10, y + r * 9 // 10), (x - r * 9 // 10, y + r * 9 // 10),
    ],
    "diamond": lambda x, y, r: [
        (x, y - r * 5 // 4), (x + r * 5 // 4, y), (x, y + r * 5 // 4), (x - r * 5 // 4, y),
    ],
    "triangle": lambda x, y, r: [(x, y - r * 5 // 4), (x + r * 5 // 4, y + r), (x - r * 5 // 4, y + r)],
}  # fmt: skip
