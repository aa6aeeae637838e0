"""The money's way in one gemeente, drawn: purse → bouwsteen → schools, as bands as wide as the money.

Pure: figures in, SVG text out. All lengths are in hundredths of a unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from doorlezen.language import money
from doorlezen.reports import drawing
from doorlezen.reports.drawing import INK, SOFT_INK, Element, box, number, shape, text_width, words
from doorlezen.reports.purse_styles import PURSES, Kind
from doorlezen.reports.story import Flow, sums

WIDTH = 100_000
_BAR = 1200
_COLUMNS = (27_000, 54_000, 81_000)
_MONEY_HEIGHT = 15_000
_LEAST_SLOT, _BETWEEN = 3600, 800
_NAME, _AMOUNT = 1450, 1250

Columns = tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]
"""What to call each fund, each bouwsteen, each group of schools; in the order in which they stand."""


@dataclass(frozen=True)
class _Bar:
    """A place where money comes together: top edge, height, cents."""

    y: int
    height: int
    cents: int


def draw_moneyway(
    flows: Sequence[Flow], *, name: str, title: str, text: str, kinds: Mapping[str, Kind], columns: Columns
) -> str:
    """Draw the flows as SVG. ``kinds``: the kind of purse per fund id; ``name`` prefixes the ids inside."""
    places = [list(column) for column in columns]
    flows = sorted(flows, key=lambda flow: [places[column].index(str(flow[column])) for column in range(3)])
    total = sum(flow.cents for flow in flows)
    through = [_through(flows, column, places[column]) for column in range(3)]
    height = max(_height(part, total) for part in through)
    root = drawing.picture(WIDTH, height, name=name, title=title, text=text)
    used = {kinds[flow.fund] for flow in flows}
    drawing.define_patterns(root, name, [kind for kind in PURSES if kind in used])
    bars = [_stack(part, total, height) for part in through]
    for left in (0, 1):
        _draw_bands(root, name, flows, kinds, bars, left)
    for column, labels in enumerate(columns):
        for key, bar in bars[column].items():
            box(root, _COLUMNS[column], bar.y, _BAR, bar.height, fill=INK, class_="bar")
            _write(root, column, labels[key], bar)
    return drawing.finished(root)


def _through(flows: Sequence[Flow], column: int, order: list[str]) -> dict[str, int]:
    cents = sums((str(flow[column]), flow.cents) for flow in flows)
    return {key: cents[key] for key in order if key in cents}


def _slot(cents: int, total: int) -> int:
    return max(_MONEY_HEIGHT * cents // total, _LEAST_SLOT) + _BETWEEN


def _height(part: Mapping[str, int], total: int) -> int:
    return sum(_slot(cents, total) for cents in part.values())


def _stack(part: Mapping[str, int], total: int, height: int) -> dict[str, _Bar]:
    """The bars of one column under each other, the column centred, each bar in the middle of its slot."""
    bars, top = {}, (height - _height(part, total)) // 2
    for key, cents in part.items():
        slot, tall = _slot(cents, total), max(_MONEY_HEIGHT * cents // total, 60)
        bars[key] = _Bar(top + (slot - tall) // 2, tall, cents)
        top += slot
    return bars


def _draw_bands(
    root: Element,
    name: str,
    flows: Sequence[Flow],
    kinds: Mapping[str, Kind],
    bars: Sequence[Mapping[str, _Bar]],
    left: int,
) -> None:
    rank = [{key: index for index, key in enumerate(part)} for part in bars]
    leaving = sorted(flows, key=lambda flow: (rank[left + 1][str(flow[left + 1])], rank[0][flow.fund]))
    out, into = _shares(leaving, left, bars[left]), _shares(flows, left + 1, bars[left + 1])
    start, end = number(_COLUMNS[left] + _BAR), number(_COLUMNS[left + 1])
    bend = number((_COLUMNS[left] + _BAR + _COLUMNS[left + 1]) // 2)
    for flow in sorted(flows, key=lambda flow: (-flow.cents, flow)):  # thin bands over wide ones
        a1, a2, b1, b2 = map(number, (*out[flow], *into[flow]))
        there = f"M{start} {a1}C{bend} {a1} {bend} {b1} {end} {b1}"
        back = f"L{end} {b2}C{bend} {b2} {bend} {a2} {start} {a2}Z"
        look = {"class": f"paid-{kinds[flow.fund]}", **drawing.fill(name, kinds[flow.fund])}
        shape(root, "path", {"d": there + back, **look})


def _shares(flows: Sequence[Flow], column: int, bars: Mapping[str, _Bar]) -> dict[Flow, tuple[int, int]]:
    """Which part of its bar each flow takes: top and bottom edge."""
    reached = dict.fromkeys(bars, 0)
    shares = {}
    for flow in flows:
        key = str(flow[column])
        bar, before = bars[key], reached[key]
        after = reached[key] = before + flow.cents
        shares[flow] = (bar.y + bar.height * before // bar.cents, bar.y + bar.height * after // bar.cents)
    return shares


def _write(root: Element, column: int, label: str, bar: _Bar) -> None:
    room = (_COLUMNS[0] - 900, _COLUMNS[2] - _COLUMNS[1] - _BAR - 1200, WIDTH - _COLUMNS[2] - _BAR - 900)
    label, amount, middle = _cut(label, room[column]), money(bar.cents), bar.y + bar.height // 2
    x, anchor = _COLUMNS[column] + _BAR + 800, "start"
    if column == 0:
        x, anchor = _COLUMNS[column] - 700, "end"
    if column == 1:
        # among the bands, so on a label of its own
        wide = max(text_width(label, _NAME), text_width(amount, _AMOUNT)) + 600
        plate = {"fill": drawing.PAPER, "rx": "2", "class_": "label"}
        box(root, x - 300, middle - 1700, wide, 3300, **plate)
    words(root, label, x, middle - 200, _NAME, text_anchor=anchor, fill=INK, class_="name")
    words(root, amount, x, middle + 1250, _AMOUNT, text_anchor=anchor, fill=SOFT_INK, class_="amount")


def _cut(label: str, room: int) -> str:
    """A label that fits the room; the table beside the drawing has it in full."""
    while text_width(label, _NAME) > room:
        label = label[:-2].rstrip() + "…"
    return label
