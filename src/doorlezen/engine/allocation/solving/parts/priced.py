"""The parts at prices for the links: each solved exactly and alone, all of them together a true bound.

With a price on every unit that a link limits, the parts no longer need to know of each other. Whatever the
prices, the sum of their best values plus price × limit is at least the best value of the whole (Lagrange).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.program import Values, total
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.effort import Effort

# A part that takes more than this is left unproven: its bound counts, and is still true.
PART_WORK = 5.0


class Care(NamedTuple):
    """How far each part is solved: to a relative gap, and with at most so much of the solver's work."""

    gap: float = 0.0
    work: float = PART_WORK


EXACT = Care()

SCALE = 10**6
"""Prices are whole millionths of a point, so that a bound is computed without rounding."""


class PartWay(NamedTuple):
    """One way to plan one part: its value, and how much it takes of each link."""

    part: int
    value: int
    uses: tuple[int, ...]
    values: Values


class Evaluation(NamedTuple):
    """The parts at some prices: a column each, and the bound they prove together (None: a part has none).

    ``bounds``: that of each part by its number, in millionths.
    """

    columns: tuple[PartWay, ...]
    bound: int | None
    bounds: Mapping[int, int]


class PricedParts:
    """The parts of a problem, built once and solved at as many prices as needed."""

    def __init__(self, parts: Parts, objective: Sequence[Term], effort: Effort, care: Care = EXACT) -> None:
        self.parts = parts
        self.work = care.work
        self.workers = max(1, effort.workers)
        self.effort = replace(effort, gap=care.gap, workers=1)
        self._solvers: list[Solver | None] = [None] * len(parts.programs)
        self._worth: list[dict[Choice | Pay, int]] = [{} for _ in parts.programs]
        self._uses: list[list[list[Term]]] = [[[] for _ in parts.links] for _ in parts.programs]
        home: dict[str, int] = {
            menu[0].school: number for number, program in enumerate(parts.programs) for menu in program.menus
        }
        for factor, variable in objective:
            if factor:
                self._worth[home[variable.school]][variable] = factor
        for link, row in enumerate(parts.links):
            for factor, variable in row.terms:
                self._uses[home[variable.school]][link].append((factor, variable))
        self.by_size = sorted(range(len(parts.programs)), key=lambda n: -len(parts.programs[n].menus))

    def build(self, number: int) -> Solver:
        """The solver of one part, made when it is first asked for."""
        solver = self._solvers[number]
        if solver is None:
            solver = self._solvers[number] = Solver(self.parts.programs[number])
        return solver

    def column(self, number: int, values: Values) -> PartWay:
        """What these values of one part are worth and take."""
        value = sum(factor * values.get(variable, 0) for variable, factor in self._worth[number].items())
        return PartWay(number, value, tuple(total(uses, values) for uses in self._uses[number]), values)

    def solve(self, number: int, prices: Sequence[int]) -> tuple[PartWay | None, int | None]:
        """The best way to plan one part at these prices (in millionths), and a bound on priced value."""
        worth: defaultdict[Choice | Pay, int] = defaultdict(int)
        for variable, factor in self._worth[number].items():
            worth[variable] = SCALE * factor
        for price, uses in zip(prices, self._uses[number], strict=True):
            if price:
                for factor, variable in uses:
                    worth[variable] -= price * factor
        terms = [(factor, variable) for variable, factor in worth.items()]
        solver = self.build(number)
        found = solver.maximise(terms, self.effort, work=self.work, quick=True)
        if not found.infeasible and not found.within(self.effort.gap) and not self.effort.over:
            found = solver.maximise(terms, self.effort, work=self.work)
        if found.values is None:
            return None, None
        return self.column(number, found.values), found.bound

    def evaluate(self, prices: Sequence[int], numbers: Sequence[int] | None = None) -> Evaluation:
        """Solve the parts (``numbers``: some of them, then without a bound) at these prices, side by side."""
        chosen = self.by_size if numbers is None else numbers
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            solved = list(pool.map(lambda number: self.solve(number, prices), chosen))
        columns = tuple(column for column, _ in solved if column is not None)
        bounds = {
            number: bound for number, (_, bound) in zip(chosen, solved, strict=True) if bound is not None
        }
        if numbers is not None or len(bounds) < len(chosen):
            return Evaluation(columns, None, bounds)
        bound = (sum(bounds.values()) + limits_at(prices, self.parts.links)) // SCALE
        return Evaluation(columns, bound, bounds)


def limits_at(prices: Sequence[int], links: Sequence[Row]) -> int:
    """Σ price × limit: a positive price is paid for a ``most``, a negative one for a ``least``."""
    worth = 0
    for price, row in zip(prices, links, strict=True):
        limit = row.most if price > 0 else row.least
        if price:
            assert limit is not None, "a price has the sign of the limit that it is for"
            worth += price * limit
    return worth


def whole_prices(prices: Sequence[float], links: Sequence[Row]) -> list[int]:
    """Prices in whole millionths, 0 where the sign fits no limit of the row."""
    rounded = []
    for price, row in zip(prices, links, strict=True):
        millionths = round(price * SCALE)
        if (millionths > 0 and row.most is None) or (millionths < 0 and row.least is None):
            millionths = 0
        rounded.append(millionths)
    return rounded
