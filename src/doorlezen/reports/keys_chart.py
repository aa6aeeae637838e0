"""The frontier as a picture: schools reached against hours for the least served, with the figures beside it.

Pure: points in, SVG text out. Every length is in whole hundredths of a unit, so that equal points give equal
bytes.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from doorlezen.engine.allocation.keys import Comparison, Frontier, FrontierPoint
from doorlezen.language import t, whole
from doorlezen.reports import drawing
from doorlezen.reports.drawing import Element, line, number, shape, text_width, words
from doorlezen.reports.keys import fraction, per_100
from doorlezen.reports.shelf import hours_mark

WIDTH, HEIGHT = 100_000, 46_000
LEFT, RIGHT, TOP, FLOOR = 6_000, 62_000, 5_500, 39_500
TABLE = 68_000
RIBBON = "#0B5E6B"
_NAME = "frontier"


def draw_frontier(found: Frontier, comparison: Comparison) -> str:
    """Draw the frontier as SVG, with the plan of every key that lies in the picture."""
    marks = _marks(comparison)
    root = drawing.picture(
        WIDTH, HEIGHT, name=_NAME, title=t("Bereik tegenover gelijkheid"), text=frontier_sentence(found)
    )
    scale = _Scale(found.points, [(reached, level) for _, reached, level in marks])
    _axes(root, scale)
    places = [scale.at(point.reached, point.lowest) for point in found.points]
    if places:
        _steps(root, places)
    for point, (x, y) in zip(found.points, places, strict=True):
        dot = shape(root, "circle", _dot(x, y, 420, RIBBON, "point"))
        label = t("{count} scholen, minstens {hours} uur", count=point.reached, hours=per_100(point.lowest))
        shape(dot, "title", {}).text = label
    _keys(root, scale, marks)
    _table(root, found.points)
    return drawing.finished(root)


class _Scale:
    """From schools and quarter-hours per pupil to a place in the picture."""

    def __init__(self, points: Sequence[FrontierPoint], marks: Sequence[tuple[int, Fraction]]) -> None:
        reached = [point.reached for point in points] + [count for count, _ in marks]
        levels = [point.lowest * 25 for point in points] + [level * 25 for _, level in marks]
        self.first, self.last = min(reached, default=0), max(reached, default=1)
        if self.first == self.last:
            self.first -= 1
        self.step = _round_step(max(levels, default=Fraction(1)), 5)
        self.top = self.step * -(-max(levels, default=Fraction(1)) // self.step)

    def at(self, reached: int, lowest: Fraction) -> tuple[int, int]:
        return self.across(reached), self.up(lowest * 25)

    def across(self, reached: int) -> int:
        return LEFT + 1500 + (RIGHT - LEFT - 3000) * (reached - self.first) // (self.last - self.first)

    def up(self, hours: Fraction) -> int:
        return FLOOR - round((FLOOR - TOP) * hours / self.top)


def _round_step(top: Fraction, lines: int) -> Fraction:
    """A round step (1, 2 or 5 times a power of ten) that gives at most so many lines."""
    step = Fraction(1, 100)
    while True:
        for times in (1, 2, 5):
            if top <= step * times * lines:
                return step * times
        step *= 10


def _axes(root: Element, scale: _Scale) -> None:
    words(root, t("laagste uren per week per 100 leerlingen"), 600, 3_400, 1700, fill=drawing.INK)
    for index in range(int(scale.top / scale.step) + 1):
        y = scale.up(index * scale.step)
        line(root, LEFT, y, RIGHT, y, stroke=drawing.LINE, stroke_width="0.8", class_="grid")
        mark = hours_mark(index * scale.step)
        words(root, mark, LEFT - 800, y + 550, 1600, text_anchor="end", fill=drawing.SOFT_INK)
    step = max(1, int(_round_step(Fraction(scale.last - scale.first), 8)))
    for count in range(-(-scale.first // step) * step, scale.last + 1, step):
        x = scale.across(count)
        line(root, x, FLOOR, x, FLOOR + 500, stroke=drawing.SOFT_INK, stroke_width="1", class_="tick")
        words(root, whole(count), x, FLOOR + 2_300, 1600, text_anchor="middle", fill=drawing.SOFT_INK)
    label = t("scholen met uren")
    words(root, label, RIGHT, FLOOR + 4_900, 1700, text_anchor="end", fill=drawing.INK)


def _steps(root: Element, places: Sequence[tuple[int, int]]) -> None:
    """The line between the points: what is certainly possible, as a staircase."""
    path = f"M{number(places[0][0])} {number(places[0][1])}"
    for (x, _), (after, y) in pairwise(places):
        path += f"L{number(x)} {number(y)}L{number(after)} {number(y)}"
    shape(root, "path", {"d": path, "fill": "none", "stroke": RIBBON, "stroke-width": "1.6"})


def _marks(comparison: Comparison) -> list[tuple[str, int, Fraction]]:
    return [
        (division.key.name, division.figures.served, division.figures.lowest)
        for division in comparison.divisions
        if division.figures is not None and division.figures.lowest is not None
    ]


def _keys(root: Element, scale: _Scale, marks: Sequence[tuple[str, int, Fraction]]) -> None:
    """Where the plan of each key lies: an open square with its name, names never over each other."""
    taken: list[tuple[int, int, int]] = []
    for name, reached, level in sorted(marks, key=lambda mark: (mark[1], -mark[2], mark[0])):
        x, y = scale.at(reached, level)
        place = {"x": number(x - 450), "y": number(y - 450), "width": "9", "height": "9"}
        look = {"fill": drawing.PAPER, "stroke": drawing.INK, "stroke-width": "1.2", "class": "key"}
        shape(root, "rect", place | look)
        width = text_width(name, 1600)
        start = max(LEFT + 300, min(x - width // 2, RIGHT + 3_000 - width))
        base = next((y + down for down in _PLACES if _free(taken, y + down, start, start + width)), y)
        taken.append((base, start, start + width))
        words(root, name, start, base, 1600, fill=drawing.INK, font_style="italic")


# where a name may stand, from its square: just above, just below, further up
_PLACES = (-1_000, 2_300, -2_900, -4_800, -6_700, -8_600)


def _free(taken: Sequence[tuple[int, int, int]], base: int, start: int, end: int) -> bool:
    """Whether a name can stand here: above the axis, and over no other name."""
    over = any(abs(base - other) < 1_800 and start < till and since < end for other, since, till in taken)
    return base < FLOOR - 300 and not over


def _table(root: Element, points: Sequence[FrontierPoint]) -> None:
    columns = ((TABLE + 8_500, t("scholen")), (TABLE + 20_000, t("laagste")), (TABLE + 30_500, t("Gini")))
    for x, head in columns:
        words(root, head, x, 3_400, 1600, text_anchor="end", fill=drawing.SOFT_INK)
    line(root, TABLE, 4_300, TABLE + 30_500, 4_300, stroke=drawing.SOFT_INK, stroke_width="0.8")
    gap = min(2_400, (FLOOR - 4_300) // max(1, len(points)))
    for index, point in enumerate(points, start=1):
        gini = point.figures.gini
        cells = (whole(point.reached), per_100(point.lowest), "–" if gini is None else fraction(gini))
        for (x, _), cell in zip(columns, cells, strict=True):
            words(root, cell, x, 4_300 + index * gap, min(1600, gap), text_anchor="end", fill=drawing.INK)


def _dot(x: int, y: int, radius: int, fill: str, name: str) -> dict[str, str]:
    return {"cx": number(x), "cy": number(y), "r": number(radius), "fill": fill, "class": name}


def frontier_sentence(found: Frontier) -> str:
    """How far reach and equality go, from one end to the other."""
    if not found.points:
        return t("Er is geen plan dat een school bereikt.")
    few, many = found.points[0], found.points[-1]
    return t(
        "Van {few} scholen met minstens {high} uur per week per 100 leerlingen "
        "tot {many} scholen met minstens {low} uur.",
        few=few.reached,
        high=per_100(few.lowest),
        many=many.reached,
        low=per_100(many.lowest),
    )
