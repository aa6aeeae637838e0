"""De knoop: a conflict drawn as a few strands, one per demand, pulled into one knot.

Pure: a number in, SVG text out; the numbers on the ends are those of the demands written below it.
"""

from doorlezen.reports import drawing
from doorlezen.reports.drawing import INK, PAPER, Element, number, shape, words

WIDTH = 100_000
_ROW, _DISC = 5200, 1700
# no purse colours: these are not money
_ROPES = (INK, "#A3342B", drawing.PLANK, drawing.SOFT_INK, "#D08A7E", "#A9ADB8")


def draw_knot(demands: int, *, name: str, title: str, text: str) -> str:
    """Draw a knot of so many demands as SVG; their ends stand left and right in turn."""
    height = max((demands + 1) // 2, 2) * _ROW + 800
    root = drawing.picture(WIDTH, height, name=name, title=title, text=text)
    ends = [_end(index, demands, height) for index in range(demands)]
    for index, (x, y) in enumerate(ends):
        _strand(root, x, y, height // 2, _ROPES[index % len(_ROPES)])
    _loops(root, height // 2, demands)
    for index, (x, y) in enumerate(ends, start=1):
        disc = {"cx": number(x), "cy": number(y), "r": number(_DISC), "fill": PAPER, "stroke": INK}
        shape(root, "circle", {**disc, "stroke-width": "1.2", "class": "label"})
        words(root, str(index), x, y + 560, 1700, text_anchor="middle", fill=INK, class_="number")
    return drawing.finished(root)


def _end(index: int, demands: int, height: int) -> tuple[int, int]:
    left = index % 2 == 0
    here = (demands + 1) // 2 if left else demands // 2
    y = height // 2 + (2 * (index // 2) - here + 1) * _ROW // 2
    return (22_000 if left else 78_000, y)


def _strand(root: Element, x: int, y: int, middle: int, colour: str) -> None:
    towards = 1 if x < WIDTH // 2 else -1
    knot = WIDTH // 2 - towards * 3000
    path = (
        f"M{number(x)} {number(y)}C{number(x + towards * 12_000)} {number(y)} "
        f"{number(knot - towards * 9000)} {number(middle)} {number(knot)} {number(middle)}"
    )
    _rope(root, path, colour)


def _loops(root: Element, middle: int, demands: int) -> None:
    """Three loops over each other, with a light edge so that the upper one reads as upper."""
    centre = WIDTH // 2
    for index, turn in enumerate((0, 60, -60)):
        loop = f"M{number(centre - 4200)} {number(middle)}a42 17 0 1 0 84 0a42 17 0 1 0 -84 0"
        _rope(
            root,
            loop,
            _ROPES[index % min(demands, len(_ROPES))],
            f"rotate({turn} {number(centre)} {number(middle)})",
        )


def _rope(root: Element, path: str, colour: str, turn: str = "") -> None:
    for width, stroke, kind in (("11", PAPER, "halo"), ("7", colour, "rope")):
        look = {"d": path, "fill": "none", "stroke": stroke, "stroke-width": width, "class": kind}
        shape(root, "path", look | ({"transform": turn} if turn else {}))
