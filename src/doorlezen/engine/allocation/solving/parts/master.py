"""Which column of each part: the best combination that the links allow (Dantzig and Wolfe)."""

from collections.abc import Sequence

from doorlezen.engine.allocation.posed.requirements import Row
from doorlezen.engine.allocation.solving.parts.priced import PartWay
from doorlezen.engine.highs import Highs

GAP = 1e-6
NODES = 20_000


def combine(columns: Sequence[PartWay], links: Sequence[Row], heeded: Sequence[int]) -> list[PartWay] | None:
    """One column for each part, of the most value, within the ``heeded`` links; None where there is none."""
    highs = Highs()
    takes = [highs.variable(1.0, whole=True) for _ in columns]
    _one_of_each(highs, columns, takes)
    for link in heeded:
        highs.row(_used(columns, takes, link), links[link].least, links[link].most)
    answer = highs.maximise(_value(columns, takes), gap=GAP, nodes=NODES)
    if answer is None:
        return None
    return [column for column, value in zip(columns, answer.values, strict=True) if value > 0.5]


def dual_prices(
    columns: Sequence[PartWay], links: Sequence[Row], heeded: Sequence[int]
) -> list[float] | None:
    """What a unit of each ``heeded`` link is worth among these columns (0 for the others).

    What is short is bought at a high price, so that there is always an answer.
    """
    highs = Highs()
    takes = [highs.variable() for _ in columns]
    _one_of_each(highs, columns, takes)
    dear = 4.0 * max((abs(column.value) for column in columns), default=1)
    worth = _value(columns, takes)
    rows = {}
    for link in heeded:
        row = links[link]
        over, under = highs.variable(), highs.variable()
        worth += [(-dear, over), (-dear, under)]
        # a thousandth of the limit costs as much as four parts: dear, and not out of all proportion
        step = max(1, abs(row.most or row.least or 1)) / 1000
        terms = [*_used(columns, takes, link), (step, under), (-step, over)]
        rows[link] = highs.row(terms, row.least, row.most)
    answer = highs.maximise(worth)
    if answer is None:
        return None
    return [answer.prices[rows[link]] if link in rows else 0.0 for link in range(len(links))]


Terms = list[tuple[float, int]]


def _one_of_each(highs: Highs, columns: Sequence[PartWay], takes: Sequence[int]) -> None:
    own: dict[int, Terms] = {}
    for take, column in zip(takes, columns, strict=True):
        own.setdefault(column.part, []).append((1, take))
    for terms in own.values():
        highs.row(terms, 1, 1)


def _used(columns: Sequence[PartWay], takes: Sequence[int], link: int) -> Terms:
    return [(column.uses[link], take) for take, column in zip(takes, columns, strict=True)]


def _value(columns: Sequence[PartWay], takes: Sequence[int]) -> Terms:
    return [(column.value, take) for take, column in zip(takes, columns, strict=True)]
