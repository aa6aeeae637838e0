"""A conflict, over one school year or several: each way out is tried by solving the changed problem."""

from collections.abc import Mapping
from dataclasses import replace

from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import (
    least_free_money,
    least_people,
    with_free_purse,
    with_people,
)
from doorlezen.engine.allocation.explain.knot import Demands, Knot, More, MoreOverYears
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Outcome, Requirement, Scale
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.parts.clash import conflict_by_parts
from doorlezen.engine.allocation.solving.solve import solve
from doorlezen.engine.allocation.solving.values import OutOfTimeError


class WholeKnot(Knot):
    """A problem without a plan, sought as a whole.

    Whether there is a plan is soon known; the best one after a way out may take longer than the patience
    leaves. Then the value of the best that was found is told, and ``gap`` says how far it may be off.
    """

    partial = True

    def __init__(self, exact: Exact) -> None:
        self.exact = exact
        self.problem = exact.problem
        self.demands = exact.problem.requirements

    def scale(self, demand: Requirement) -> Scale:
        return demand.scale(self.problem)

    def outcome(self, demands: Demands) -> Outcome | None:
        model = Model(self._under(demands))
        found = self.exact.prover.solve(model.program(demands), [])
        return None if found is None else Model(self.problem).outcome(found)

    def clash(self, demands: Demands) -> tuple[str, ...]:
        return conflict_by_parts(self._under(demands), self.exact.effort)

    def verified(self, demands: Demands) -> int:
        return self._solved(self._under(demands))

    def money(self) -> More | None:
        cents = least_free_money(self.exact)
        return None if cents is None else self._more(cents, {})

    def people(self) -> More | None:
        quarters = least_people(self.exact)
        return None if quarters is None else self._more({}, quarters)

    def both(self) -> More | None:
        purse, _ = with_free_purse(self.problem, None)
        quarters = least_people(Exact(purse, None, self.exact.effort))
        if quarters is None:
            return None
        cents = least_free_money(Exact(with_people(self.problem, quarters), None, self.exact.effort))
        return None if cents is None else self._more(cents, quarters)

    def _under(self, demands: Demands) -> Problem:
        return replace(self.problem, requirements=tuple(demands))

    def _more(self, cents: Mapping[str, int], quarters: Mapping[str, int]) -> More:
        """These means more, verified."""
        changed = with_people(self.problem, quarters)
        if cents:
            changed, _ = with_free_purse(changed, cents)
        means = (sum(cents.values()), sum(quarters.values()), self._solved(changed))
        return MoreOverYears(*means, cents, quarters) if self.problem.per_year else More(*means)

    def _solved(self, changed: Problem) -> int:
        """The value of the best plan of a changed problem that was found, solved and checked."""
        plan = solve(replace(changed, sha256=""), effort=self.exact.prover.for_one_solve())
        if plan.status == "infeasible":
            raise AssertionError("a way out that gives no plan")
        if plan.objective is None or plan.bound is None:
            raise OutOfTimeError
        below = plan.bound - plan.objective
        self.gap = max(self.gap, below / max(1, abs(plan.bound)) if below else 0.0)
        return plan.objective
