"""A conflict in a country: the ways out, sought in the part where it lies and verified in the whole.

What is not enough for the schools of that part `alone` is not enough in the whole. So what is just enough
there is the cheapest way out, as soon as the whole problem turns out to have a plan with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.conflict import minimal_conflict
from doorlezen.engine.allocation.cpsat import Effort
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import least_free_money, with_free_purse
from doorlezen.engine.allocation.explain.softer import Demands, Knot, Softer, soften
from doorlezen.engine.allocation.explain.ways_out import ConflictAnswer, More
from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.parts.alone import alone
from doorlezen.engine.allocation.parts.clash import impossible_part
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Outcome, Requirement, Scale
from doorlezen.engine.allocation.solve import solve
from doorlezen.engine.allocation.values import OutOfTimeError

GAP = 0.001
"""How near to the best the plans of the whole are that verify a way out."""

NotReached = list[tuple[str, str]]


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
    whole = _Whole(problem, effort)
    knot = _Part(whole, Exact(alone(problem, schools), None, effort, patience=patience))
    softer: list[Softer] = []
    not_reached: NotReached = []
    for name in names:
        try:
            softer.append(_soften(knot, name))
        except OutOfTimeError:
            not_reached.append(("softer", name))
    money = None
    try:
        # to people there is no limit in the part, so that more of them is never enough
        cents = least_free_money(knot.exact)
        if cents is not None:
            money = More(cents, 0, whole.verified(with_free_purse(problem, cents)[0]))
    except (OutOfTimeError, _StillNoneError):
        not_reached.append(("money", ""))
    return ConflictAnswer(names, tuple(softer), money, None, None, gap=GAP), not_reached


@dataclass
class _StillNoneError(Exception):
    """There is no plan yet; these demands clash."""

    conflict: tuple[str, ...]


class _Whole:
    """The whole problem, in which every way out is verified."""

    def __init__(self, problem: Problem, effort: Effort) -> None:
        self.problem = problem
        self.effort = replace(effort, gap=GAP)

    def verified(self, changed: Problem) -> int:
        """The value of a checked plan. Raises OutOfTimeError, and _StillNoneError where there is none."""
        plan = solve(replace(changed, sha256=""), effort=self.effort)
        if plan.objective is not None:
            return plan.objective
        if plan.status == "infeasible" and plan.conflict is not None:
            raise _StillNoneError(plan.conflict)
        raise OutOfTimeError


class _Part(Knot):
    """The part in which the conflict lies."""

    def __init__(self, whole: _Whole, exact: Exact) -> None:
        self.whole = whole
        self.exact = exact
        self.demands = exact.problem.requirements
        self._of_whole = {demand.id: demand for demand in whole.problem.requirements}

    def scale(self, demand: Requirement) -> Scale:
        return self._of_whole[demand.id].scale(self.whole.problem)

    def outcome(self, demands: Demands) -> Outcome | None:
        problem = replace(self.exact.problem, requirements=tuple(demands))
        found = self.exact.nearest(problem)
        return None if found is None else Model(problem).outcome(found.values)

    def clash(self, demands: Demands) -> tuple[str, ...]:
        """What clashes in the part; a minimal set of it in the whole."""
        effort = self.exact.effort
        problem = replace(self.exact.problem, requirements=tuple(demands))
        here = minimal_conflict(Model(problem), effort)
        return minimal_conflict(Model(self.whole.problem), effort, [self._of_whole[name] for name in here])

    def verified(self, demands: Demands) -> int:
        before = {demand.id: demand for demand in self.demands}
        changed = dict(self._of_whole)
        for demand in demands:
            if demand != before[demand.id]:
                parameter = self.scale(demand).parameter
                value: int = getattr(demand, parameter)
                changed[demand.id] = changed[demand.id].with_number(parameter, value)
        return self.whole.verified(replace(self.whole.problem, requirements=tuple(changed.values())))


def _soften(knot: _Part, name: str) -> Softer:
    """How soft a demand must be in the part, if that is enough in the whole. Raises OutOfTimeError."""
    try:
        return soften(knot, name)
    except _StillNoneError as still:
        if name in still.conflict:
            raise OutOfTimeError from still  # softer still may be enough: that is not known
        demand = next(demand for demand in knot.demands if demand.id == name)
        return Softer(name, knot.scale(demand), None, None, still.conflict)
