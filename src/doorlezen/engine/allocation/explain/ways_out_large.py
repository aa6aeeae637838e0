"""A conflict in a country: the ways out, sought in the part where it lies and verified in the whole.

What is not enough for the schools of that part `alone` is not enough in the whole. So what is just enough
there is the cheapest way out, as soon as the whole problem turns out to have a plan with it.
"""

from collections.abc import Iterable
from dataclasses import replace

from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import least_free_money, with_free_purse
from doorlezen.engine.allocation.explain.knot import (
    ConflictAnswer,
    Demands,
    Knot,
    More,
    MoreOverYears,
    NotReached,
    StillNoneError,
    ways_out,
)
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Outcome, Requirement, Scale
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.conflict import minimal_conflict
from doorlezen.engine.allocation.solving.parts.alone import alone
from doorlezen.engine.allocation.solving.parts.clash import impossible_part
from doorlezen.engine.allocation.solving.solve import solve
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.effort import Effort

GAP = 0.001
"""How near to the best the plans of the whole are that verify a way out."""


def explain_large_conflict(
    problem: Problem, conflict: Iterable[str], *, effort: Effort, patience: float, largest: int | None = None
) -> tuple[ConflictAnswer, NotReached]:
    """The ways out of a large problem without a plan, and those that were not found or verified in time.

    Where the conflict lies in no part by itself, none is found. ``largest``: as in `impossible_part`.
    Raises OutOfTimeError where the time is over before the part is known.
    """
    names = tuple(conflict)
    clashing = tuple(demand for demand in problem.requirements if demand.id in names)
    schools = impossible_part(replace(problem, requirements=clashing), effort, largest=largest)
    if schools is None:
        softer_of_all = [("softer", name) for name in names]
        nothing = ConflictAnswer(names, (), None, None, None, gap=GAP)
        return nothing, [*softer_of_all, ("money", ""), ("people", "")]
    part = Exact(alone(problem, schools), None, effort, patience=patience)
    return ways_out(_Part(problem, part, replace(effort, gap=GAP)), names)


class _Part(Knot):
    """The part in which the conflict lies, and the whole problem, in which every way out is verified."""

    gap = GAP
    partial = True

    def __init__(self, whole: Problem, exact: Exact, effort: Effort) -> None:
        self.whole = whole
        self.exact = exact
        self.effort = effort
        self.demands = exact.problem.requirements
        self._of_whole = {demand.id: demand for demand in whole.requirements}

    def scale(self, demand: Requirement) -> Scale:
        return self._of_whole[demand.id].scale(self.whole)

    def outcome(self, demands: Demands) -> Outcome | None:
        problem = replace(self.exact.problem, requirements=tuple(demands))
        found = self.exact.nearest(problem)
        return None if found is None else Model(problem).outcome(found.values)

    def clash(self, demands: Demands) -> tuple[str, ...]:
        """What clashes in the part; a minimal set of it in the whole."""
        effort = self.exact.effort
        problem = replace(self.exact.problem, requirements=tuple(demands))
        here = minimal_conflict(Model(problem), effort)
        return minimal_conflict(Model(self.whole), effort, [self._of_whole[name] for name in here])

    def verified(self, demands: Demands) -> int:
        before = {demand.id: demand for demand in self.demands}
        changed = dict(self._of_whole)
        for demand in demands:
            if demand != before[demand.id]:
                scale = demand.scale(self.exact.problem)
                changed[demand.id] = changed[demand.id].with_number(scale.parameter, scale.demanded)
        return self._solved(replace(self.whole, requirements=tuple(changed.values())))

    def money(self) -> More | None:
        cents = least_free_money(self.exact)
        if cents is None:
            return None
        value = self._solved(with_free_purse(self.whole, cents)[0])
        more = (sum(cents.values()), 0, value)
        return MoreOverYears(*more, cents, {}) if self.whole.per_year else More(*more)

    def people(self) -> More | None:
        """There is no limit to people in the part, so that more of them is never enough."""

    def both(self) -> More | None:
        """As `people`."""

    def _solved(self, changed: Problem) -> int:
        plan = solve(replace(changed, sha256=""), effort=self.effort)
        if plan.objective is not None:
            return plan.objective
        if plan.status == "infeasible" and plan.conflict is not None:
            raise StillNoneError(plan.conflict)
        raise OutOfTimeError
