"""Best values under sets of demands, each exact, with no more solving than needed.

Two facts spare work. More demands never give more: the best value under S is at most that under any part
of S. And a plan found under one set is a plan under every set whose demands it happens to meet. Where both
say the same, the best value is known without a solve.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.posed.plan import Price
from doorlezen.engine.allocation.posed.requirements import Requirement
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Values, total
from doorlezen.engine.effort import Effort

Demands = frozenset[str]


class OutOfTimeError(Exception):
    """The effort ended before an exact value was known."""


@dataclass(frozen=True)
class _Known:
    """A plan that was found: its value, and the ids of every demand that it meets."""

    value: int
    meets: Demands


class BestValues:
    """The best objective value of one problem under any set of its demands, remembered."""

    def __init__(self, model: Model, effort: Effort) -> None:
        self.model = model
        self.effort = replace(effort, gap=0.0, workers=1)
        self._requirements = {requirement.id: requirement for requirement in model.problem.requirements}
        self._exact: dict[Demands, int | None] = {}
        self._plans: list[_Known] = []
        self._lock = threading.Lock()
        self.solves = 0

    def all_demands(self) -> Demands:
        """The ids of every demand of the problem."""
        return frozenset(self._requirements)

    def add_plan(self, values: Values) -> None:
        """Remember a plan, whichever way it was found."""
        outcome = self.model.outcome(values)
        meets = frozenset(name for name, demand in self._requirements.items() if demand.holds(outcome))
        value = total(self.model.objective(), values)
        with self._lock:
            self._plans.append(_Known(value, meets))

    def record(self, demands: Demands, value: int | None) -> None:
        """Remember an exact best value (None: no plan meets these demands)."""
        with self._lock:
            self._exact[demands] = value

    def best(self, demands: Demands) -> int | None:
        """The exact best value under these demands; None where no plan meets them. Raises OutOfTimeError."""
        known, value = self._look_up(demands)
        if known:
            return value
        if self.effort.over:
            raise OutOfTimeError
        solver = Solver(self.model.program(self._chosen(demands)))
        objective = self.model.objective()
        found = solver.maximise(objective, self.effort, quick=True, eager=True)
        if not found.infeasible and not found.proven and not self.effort.over:
            found = solver.maximise(objective, self.effort)
        self.solves += 1
        if not found.infeasible and not found.proven:
            raise OutOfTimeError
        if found.values is not None:
            self.add_plan(found.values)
        self.record(demands, found.objective)
        return found.objective

    def _look_up(self, demands: Demands) -> tuple[bool, int | None]:
        with self._lock:
            if demands in self._exact:
                return True, self._exact[demands]
            uppers = [value for part, value in self._exact.items() if part <= demands]
            lowers = [plan.value for plan in self._plans if demands <= plan.meets]
        if None in uppers:
            return True, None
        upper = min((value for value in uppers if value is not None), default=None)
        lower = max(lowers, default=None)
        known = lower is not None and lower == upper
        if known:
            self.record(demands, lower)
        return known, lower if known else None

    def _chosen(self, demands: Demands) -> Iterable[Requirement]:
        return [demand for name, demand in self._requirements.items() if name in demands]


def prices(
    values: BestValues, *, workers: int = 1, done: Callable[[int, int], None] | None = None
) -> dict[str, Price]:
    """What every demand costs in objective points, given the others and alone, both exact.

    ``workers`` problems are solved at a time. ``done`` is called with (prices known, prices in all).
    Raises OutOfTimeError.
    """
    everything, nothing = values.all_demands(), Demands()
    with_all, with_none = values.best(everything), values.best(nothing)
    names = [demand.id for demand in values.model.problem.requirements]
    known = 0

    def price(name: str) -> Price:
        nonlocal known
        answer = Price(
            _difference(values.best(everything - {name}), with_all),
            _difference(with_none, values.best(Demands({name}))),
        )
        known += 1
        if done:
            done(known, len(names))
        return answer

    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        return dict(zip(names, pool.map(price, names), strict=True))


def _difference(more: int | None, less: int | None) -> int | None:
    return None if more is None or less is None else more - less
