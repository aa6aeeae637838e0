"""The frontier: how many schools can be reached against how few hours per pupil the least served one gets.

Per level of hours per pupil, the most schools that can be reached when no school with hours gets less than
that level (an epsilon-constraint). Raising the level never adds schools, so that the best level for a number
of schools is found by halving. Both halves of a point are proven: no plan reaches as many schools at a
higher level, and none reaches more at that level. Dominated points cannot arise.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

from doorlezen.engine.allocation.keys.figures import Figures, figures_of
from doorlezen.engine.allocation.keys.levels import levels_of, lowest, with_floor
from doorlezen.engine.allocation.keys.terms import schools_reached
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Row
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values, total
from doorlezen.engine.allocation.solving.pursuit import GUARD_SECONDS, Pursuit
from doorlezen.engine.effort import Effort


@dataclass(frozen=True)
class FrontierPoint:
    """At best ``reached`` schools when each has at least ``lowest`` quarter-hours per pupil.

    ``proven``: neither of the two can be more with the other as it is. ``value`` is the most points of need
    that such a plan can have (``bound`` proves it), ``choices`` and ``figures`` are of a plan that has it.
    """

    reached: int
    lowest: Fraction
    proven: bool
    value: int
    bound: int
    choices: dict[str, str]
    figures: Figures


@dataclass(frozen=True)
class Frontier:
    """Points from few schools to many. Empty where no plan meets all demands, or none reaches a school."""

    points: tuple[FrontierPoint, ...]


@dataclass(frozen=True)
class _Most:
    """The most schools at a level: the number found, a true bound, and the plan."""

    count: int
    bound: int
    values: Values | None


NOTHING = -1
"""What is reached where there is no plan at all."""


def frontier(
    problem: Problem,
    *,
    effort: Effort,
    points: int = 15,
    guard: float = GUARD_SECONDS,
    tell: Callable[[int, int], None] | None = None,
) -> Frontier:
    """About ``points`` exact points, at equal steps between the fewest and the most schools; never more."""
    search = _Search(Model(problem), effort, guard)
    if not search.order or search.most(0).count < 1:
        return Frontier(())
    ends = {search.place(1), search.place(search.most(0).count)}
    fewest, most = (search.most(place).count for place in (max(ends), min(ends)))
    steps = sorted({fewest + (most - fewest) * step // max(1, points - 1) for step in range(points)})
    done = 0

    def place(count: int) -> int:
        nonlocal done
        found = search.place(count)
        done += 1
        if tell:
            tell(done, 2 * len(steps))
        return found

    def point(at: int) -> FrontierPoint:
        nonlocal done
        made = search.point(at)
        done += 1
        if tell:
            tell(done, 2 * len(steps))
        return made

    with ThreadPoolExecutor(max_workers=max(1, effort.workers)) as pool:
        places = sorted(set(pool.map(place, steps)), reverse=True)
        return Frontier(tuple(pool.map(point, places)))


class _Search:
    """The most schools at each level, each searched for at most once."""

    def __init__(self, model: Model, effort: Effort, guard: float) -> None:
        self.model = model
        self.pursuit = Pursuit(model.program(model.problem.requirements), effort, guard=guard)
        self.levels = levels_of(model, self.pursuit.program)
        self.order = sorted(set(self.levels.values()))
        self.goal = schools_reached(model)
        self._most: dict[int, _Most] = {}

    def most(self, place: int) -> _Most:
        """The most schools with at least the level at this place."""
        if place not in self._most:
            self._most[place] = self._search(place)
        return self._most[place]

    def _search(self, place: int) -> _Most:
        found = self.pursuit.search(self.goal, self._program(place))
        if found.infeasible:
            return _Most(NOTHING, NOTHING, None)
        bound = len(self.model.problem.schools) if found.bound is None else found.bound
        if found.values is None:
            return _Most(NOTHING, bound, None)
        return _Most(total(self.goal, found.values), bound, found.values)

    def _program(self, place: int) -> Program:
        return with_floor(self.pursuit.program, self.levels, self.order[place])

    def place(self, count: int) -> int:
        """The highest level at which ``count`` schools can be reached (level 0 must do)."""
        low, high = 0, len(self.order) - 1
        while low < high:
            # what was learnt for other numbers narrows this one
            known = dict(self._most)
            low = max([low, *(at for at, most in known.items() if most.count >= count)])
            high = min([high, *(at - 1 for at, most in known.items() if most.count < count and at > low)])
            if low >= high:
                break
            middle = (low + high + 1) // 2
            most = self.most(middle)
            if most.count >= count and most.values is not None:
                had = lowest(most.values, self.levels)
                low = middle if had is None else self.order.index(had)
            else:
                high = middle - 1
        return low

    def point(self, place: int) -> FrontierPoint:
        """The point at this level, with the most need that its plans can have."""
        most = self.most(place)
        above = self.most(place + 1) if place + 1 < len(self.order) else _Most(NOTHING, NOTHING, None)
        program = self._program(place)
        program = program._replace(rows=[*program.rows, Row(self.goal, most.count)])
        found = self.pursuit.search(self.model.objective(), program)
        values = most.values if found.values is None else found.values
        assert values is not None, "a place is one where schools are reached"
        choices = self.model.choices(values)
        figures = figures_of(self.model.problem, choices)
        return FrontierPoint(
            reached=most.count,
            lowest=self.order[place],
            proven=most.count == most.bound and above.bound < most.count,
            value=figures.value,
            bound=found.bound if found.bound is not None else figures.value,
            choices=choices,
            figures=figures,
        )
