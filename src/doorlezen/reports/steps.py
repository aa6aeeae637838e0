"""The step curve of a purse: what the best plan is worth when the purse holds more or less.

Between two computed amounts the value is drawn at its proven least: that of the smaller amount. Each dot
is an exact value. Pure: figures in, SVG text out.
"""

from collections.abc import Callable, Sequence

from doorlezen.language import money, t, whole
from doorlezen.reports import drawing
from doorlezen.reports.drawing import Element, line, number, shape, words

WIDTH, HEIGHT = 100_000, 26_000
_LEFT, _RIGHT, _TOP, _FLOOR = 15_000, 96_000, 2_500, 20_500
_LETTERS = 8_500
_RIBBON = "#0B5E6B"

Step = tuple[int, int | None]
"""Cents in the purse, and the value of the best plan (None: there is no plan)."""


def draw_steps(
    steps: Sequence[Step], now: int, *, name: str, title: str, text: str, told: Callable[[int], str] = whole
) -> str:
    """Draw the values at these amounts (rising) as SVG; ``now`` is the amount that the purse holds, ``told``
    how a value is written."""
    root = drawing.picture(WIDTH, HEIGHT, name=name, title=title, text=text)
    known = [value for _, value in steps if value is not None]
    low, high = min(known), max(known)
    first, last = steps[0][0], steps[-1][0]
    across = [_between(cents, first, last, _LEFT, _RIGHT) for cents, _ in steps]
    up = [None if value is None else _between(value, low, high, _FLOOR - 2000, _TOP) for _, value in steps]
    _draw_axes(root, sorted({low, high}), low, high, told)
    lettered = _with_room(across, next(i for i, (cents, _) in enumerate(steps) if cents == now))
    for index, (x, y) in enumerate(zip(across, up, strict=True)):
        if index in lettered:
            _draw_amount(root, x, steps[index][0], now)
        if y is None:
            words(root, t("geen plan"), x, _FLOOR - 500, 1200, text_anchor="middle", fill=drawing.SOFT_INK)
            continue
        _draw_step(root, x, y, across[index + 1] if index + 1 < len(across) else None, _next(up, index))
    return drawing.finished(root)


def _between(value: int, low: int, high: int, start: int, end: int) -> int:
    """Where a value lies between two lengths; in the middle where there is only one value."""
    return (start + end) // 2 if low == high else start + (end - start) * (value - low) // (high - low)


def _with_room(across: list[int], now: int) -> set[int]:
    """Which amounts are written out: the present one first, then those that stand far enough apart."""
    lettered = {now}
    for index, x in enumerate(across):
        if all(abs(x - across[other]) >= _LETTERS for other in lettered):
            lettered.add(index)
    return lettered


def _next(up: list[int | None], index: int) -> int | None:
    return up[index + 1] if index + 1 < len(up) else None


def _draw_axes(root: Element, marks: list[int], low: int, high: int, told: Callable[[int], str]) -> None:
    line(root, _LEFT - 2500, _FLOOR, WIDTH - 1000, _FLOOR, stroke=drawing.INK, stroke_width="1")
    for mark in marks:
        y = _between(mark, low, high, _FLOOR - 2000, _TOP)
        line(root, _LEFT - 2500, y, WIDTH - 1000, y, stroke=drawing.LINE, stroke_width="0.8", class_="grid")
        words(root, told(mark), _LEFT - 3200, y + 450, 1350, text_anchor="end", fill=drawing.SOFT_INK)


def _draw_amount(root: Element, x: int, cents: int, now: int) -> None:
    here = cents == now
    if here:
        line(root, x, _TOP - 1500, x, _FLOOR, stroke=drawing.PLANK, stroke_width="1.2", class_="now")
    ink = drawing.INK if here else drawing.SOFT_INK
    words(root, money(cents), x, _FLOOR + 2000, 1350, text_anchor="middle", fill=ink)
    if here:
        words(root, t("nu"), x, _FLOOR + 4000, 1350, text_anchor="middle", fill=ink)


def _draw_step(root: Element, x: int, y: int, right: int | None, following: int | None) -> None:
    if right is not None:
        rise = "" if following is None else f"V{number(following)}"
        path = f"M{number(x)} {number(y)}H{number(right)}{rise}"
        shape(root, "path", {"d": path, "fill": "none", "stroke": _RIBBON, "stroke-width": "2.4"})
    dot = {"cx": number(x), "cy": number(y), "r": "4.5", "fill": _RIBBON, "class": "exact"}
    shape(root, "circle", dot)
