"""A school's score over the years: the score zonder drempel against the drempel and the flip band around it.

What sticks out above the drempel is the score met drempel. Pure: figures in, SVG text out.
"""

from collections.abc import Sequence
from typing import NamedTuple

from doorlezen.language import t, whole
from doorlezen.reports import drawing
from doorlezen.reports.drawing import Element, box, line, number, shape, words

WIDTH = 60_000
"""The widest; a few years take less, so that they can be read on a phone too."""
_HEIGHT, _LEFT, _EDGE, _TOP, _FLOOR = 32_000, 8_000, 1_000, 2_500, 26_500
_SLOT, _NARROWEST = 11_000, 40_000
_RIBBON, _BAND = "#0B5E6B", "#F2B84B"


class ScoreOfYear(NamedTuple):
    """The figures of one edition, in hundredths of a point; None where they are not known.

    ``band``: how far above and below the drempel a school may flip from one year to the next.
    """

    label: str
    zonder: int | None
    drempel: int | None
    band: int | None


def draw_scores(years: Sequence[ScoreOfYear], *, name: str, title: str, text: str) -> str:
    """Draw the editions, oldest first, as SVG. At least one of them has a figure."""
    wide = min(WIDTH, max(_NARROWEST, _LEFT + _EDGE + _SLOT * len(years)))
    root = drawing.picture(wide, _HEIGHT, name=name, title=title, text=text)
    highest = max(top for year in years for top in _tops(year))
    step = _step(highest)
    ceiling = -(-highest // step) * step
    end = wide - _EDGE
    _draw_axis(root, step, ceiling, end)
    width = min(_SLOT, (end - _LEFT) // len(years))
    first = (_LEFT + end - width * len(years)) // 2
    for place, year in enumerate(years):
        _draw_year(root, year, first + place * width + width // 2, width, ceiling)
    return drawing.finished(root)


def _tops(year: ScoreOfYear) -> list[int]:
    drempel = 0 if year.drempel is None else year.drempel + (year.band or 0)
    return [100, year.zonder or 0, drempel]


def _step(highest: int) -> int:
    """Between the lines of the grid: 1, 2 or 5 times a power of ten points, so that there are few."""
    step = 100
    while step * 5 < highest:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _up(value: int, ceiling: int) -> int:
    return _FLOOR - (_FLOOR - _TOP) * value // ceiling


def _draw_axis(root: Element, step: int, ceiling: int, end: int) -> None:
    for value in range(0, ceiling + 1, step):
        y = _up(value, ceiling)
        stroke = drawing.LINE if value else drawing.INK
        line(root, _LEFT, y, end, y, stroke=stroke, stroke_width="1", class_="grid")
        label = whole(value // 100)
        words(root, label, _LEFT - 800, y + 450, 1400, text_anchor="end", fill=drawing.SOFT_INK)


def _draw_year(root: Element, year: ScoreOfYear, x: int, width: int, ceiling: int) -> None:
    words(root, year.label, x, _FLOOR + 2200, 1500, text_anchor="middle", fill=drawing.INK)
    half = width * 2 // 5
    if year.drempel is not None:
        if year.band:
            low, high = max(0, year.drempel - year.band), year.drempel + year.band
            top, bottom = _up(high, ceiling), _up(low, ceiling)
            box(
                root,
                x - half,
                top,
                2 * half,
                bottom - top,
                fill=_BAND,
                fill_opacity="0.35",
                stroke=_BAND,
                class_="band",
            )
        y = _up(year.drempel, ceiling)
        line(root, x - half, y, x + half, y, stroke=drawing.INK, stroke_width="2", class_="drempel")
    if year.zonder is None:
        words(root, t("onbekend"), x, _FLOOR - 800, 1300, text_anchor="middle", fill=drawing.SOFT_INK)
        return
    y = _up(year.zonder, ceiling)
    if year.drempel is not None and year.zonder > year.drempel:
        above = _up(year.drempel, ceiling)
        line(root, x, above, x, y, stroke=_RIBBON, stroke_width="6", class_="met-drempel")
    dot = {"cx": number(x), "cy": number(y), "r": "6", "fill": _RIBBON, "class": "zonder-drempel"}
    shape(root, "circle", dot)
