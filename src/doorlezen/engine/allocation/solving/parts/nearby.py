"""Problems that differ from one large problem in a few parts, or in the limits of its links.

The prices of that problem are prices for these too, so that only the parts that differ are solved again: a
true bound for the price of a few parts. A plan is put together from what was found before and what is new.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values, holds, total
from doorlezen.engine.allocation.solving.parts.decompose import SHIFTS, Decomposition, parts_of
from doorlezen.engine.allocation.solving.parts.master import combine
from doorlezen.engine.allocation.solving.parts.paying import pay
from doorlezen.engine.allocation.solving.parts.priced import (
    PART_WORK,
    SCALE,
    PartWay,
    PricedParts,
    limits_at,
)
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.effort import Effort


@dataclass(frozen=True)
class Between:
    """The best value is at least ``at_least`` (None: no plan is known) and at most ``at_most``."""

    at_least: int | None
    at_most: int


class Nearby:
    """Bounds on the best value of changed problems, from the prices and the columns of one large problem."""

    def __init__(self, problem: Problem, parts: Parts, present: Values, effort: Effort) -> None:
        """``present``: a plan of the problem. Raises OutOfTimeError where no bound is found in time."""
        self.effort = effort
        self.parts = parts
        model = Model(problem)
        program = model.program(problem.requirements)
        search = Decomposition(program, parts, model.objective(), effort, lambda _best, _bound: None)
        found = search.run()
        if search.at is None or found.bound is None:
            raise OutOfTimeError
        self.prices, self._bounds = search.at
        self._home = {
            menu[0].school: number for number, part in enumerate(parts.programs) for menu in part.menus
        }
        self._schools = [school.code for school in problem.schools]
        self._columns = [*search.columns, *_as_columns(search.priced, present)]
        known = [total(model.objective(), present), found.objective]
        self.now = Between(max(value for value in known if value is not None), found.bound)

    @classmethod
    def of(cls, problem: Problem, present: Values, effort: Effort) -> "Nearby | None":
        """None for a problem that is not worth taking apart."""
        parts = parts_of(Model(problem).program(problem.requirements))
        return None if parts is None else cls(problem, parts, present, effort)

    def part_of(self, school: str) -> list[str]:
        """The schools that are planned together with this one, this one among them."""
        return [menu[0].school for menu in self.parts.programs[self._home[school]].menus]

    def best(self, changed: Problem, allowed: Mapping[str, Collection[str]] | None = None) -> Between | None:
        """Bounds on the best value of a changed problem; None where a part of it provably has no plan.

        ``allowed``: the options that stay open at some schools, by id. The schools and menus are those of the
        problem itself. Raises OutOfTimeError.
        """
        if self.effort.over:
            raise OutOfTimeError
        model = Model(changed)
        program = model.program(changed.requirements)
        menus = [
            [c for c in menu if c.option in (allowed or {}).get(c.school, {c.option})]
            for menu in program.menus
        ]
        if any(not menu for menu in menus):
            return None
        parts = self._apart(program._replace(menus=menus))
        priced = PricedParts(parts, model.objective(), self.effort)
        prices, all_count = self._prices(parts.links)
        differing = [
            number
            for number, part in enumerate(parts.programs)
            if not all_count or part != self.parts.programs[number]
        ]
        bounds = dict(self._bounds)
        new: list[PartWay] = []
        for number in differing:
            column, bound = priced.solve(number, prices)
            if column is None or bound is None:
                if self._impossible(parts.programs[number]):
                    return None
                raise OutOfTimeError
            bounds[number] = bound
            shifted = (priced.solve(number, [round(price * by) for price in prices])[0] for by in SHIFTS)
            new += [column, *(other for other in shifted if other is not None)]
        at_most = (sum(bounds.values()) + limits_at(prices, parts.links)) // SCALE
        kept = [
            priced.column(column.part, column.values)
            for column in self._columns
            if column.part not in differing or _fits(parts.programs[column.part], column.values)
        ]
        return Between(self._found(model, parts, [*kept, *new]), at_most)

    def _impossible(self, part: Program) -> bool:
        return Solver(part).maximise([], replace(self.effort, workers=1), work=PART_WORK).infeasible

    def _found(self, model: Model, parts: Parts, columns: list[PartWay]) -> int | None:
        """The value of a plan put together from these columns, and paid; None where there is none."""
        chosen = combine(columns, parts.links, range(len(parts.links)))
        if chosen is None:
            return None
        together = {variable: value for column in chosen for variable, value in column.values.items()}
        values = pay(parts, together, self.effort)
        if values is None or not all(holds(row, values) for row in parts.links):
            return None
        return total(model.objective(), values)

    def _apart(self, program: Program) -> Parts:
        """A program taken apart along the same lines; what ties several parts is a link."""
        rows: list[list[Row]] = [[] for _ in self.parts.programs]
        links = []
        for row in program.rows:
            homes = {self._home[variable.school] for _, variable in row.terms}
            if len(homes) == 1:
                rows[homes.pop()].append(row)
            else:
                links.append(row)
        most: list[dict[Pay, int]] = [{} for _ in rows]
        for paying, limit in program.most.items():
            most[self._home[paying.school]][paying] = limit
        menus: list[list[Sequence[Choice]]] = [[] for _ in rows]
        for menu, school in zip(program.menus, self._schools, strict=True):
            menus[self._home[school]].append(menu)
        return Parts(tuple(map(Program, menus, most, rows)), tuple(links))

    def _prices(self, links: Sequence[Row]) -> tuple[list[int], bool]:
        """The price of each link, by what it is about (a new one has none), and whether all prices count.

        Where one does not, its link being gone, what was found for the parts no longer holds.
        """
        left: defaultdict[tuple[Term, ...], list[int]] = defaultdict(list)
        for link, price in zip(self.parts.links, self.prices, strict=True):
            left[tuple(link.terms)].append(price)
        prices = []
        for link in links:
            known = left[tuple(link.terms)]
            price = known.pop(0) if known else 0
            if (link.most if price > 0 else link.least) is None and price:
                known.append(price)
                price = 0
            prices.append(price)
        return prices, not any(price for known in left.values() for price in known)


def _as_columns(priced: PricedParts, present: Values) -> list[PartWay]:
    """The present plan as a column of each part."""
    columns = []
    for number, part in enumerate(priced.parts.programs):
        names: list[Choice | Pay] = [choice for menu in part.menus for choice in menu]
        names += part.most
        columns.append(priced.column(number, {name: present.get(name, 0) for name in names}))
    return columns


def _fits(part: Program, values: Values) -> bool:
    """Whether what was found for a part still keeps every rule of it."""
    if any(sum(values.get(choice, 0) for choice in menu) != 1 for menu in part.menus):
        return False
    paid = (v for v, cents in values.items() if isinstance(v, Pay) and cents)
    return all(v in part.most for v in paid) and all(holds(row, values) for row in part.rows)
