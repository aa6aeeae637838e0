"""Goals in an order: each is reached as far as it goes, and no later goal gives back an earlier one."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Found, Solver
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values, total
from doorlezen.engine.allocation.solving.parts.decompose import Decomposition, parts_of
from doorlezen.engine.allocation.solving.parts.priced import Care
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.allocation.solving.parts.tidying import tidy_parts
from doorlezen.engine.allocation.solving.tidy import tidy
from doorlezen.engine.effort import Effort

GUARD_SECONDS = 10.0
"""How long one search may take before its gap is stated in place of a proof."""

LARGE_GUARD_SECONDS = 60.0
"""The same for a country, where building the parts already takes seconds."""

CLOSE_ENOUGH = 0.0001
"""The gap at which the search for a country stops."""

ROUGHLY = Care(gap=CLOSE_ENOUGH / 4, work=0.2)
"""How far each part is solved then: many plans are of nearly equal value."""


@dataclass(frozen=True)
class Reached:
    """How far a goal was reached: ``value``, and the true upper ``bound`` on it."""

    goal: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no plan reaches further, given the goals before it."""
        return self.value == self.bound


class Pursuit:
    """A plan under way. ``values`` is the best plan so far; None: none found yet.

    ``lost``: a search ended without a plan; ``infeasible``: because there is provably none, not for lack of
    time. Every search ends after ``guard`` seconds.
    """

    def __init__(self, program: Program, effort: Effort, *, guard: float = GUARD_SECONDS) -> None:
        self.program = program
        self.effort = replace(effort, gap=0.0, workers=1)
        self.workers = effort.workers
        self.guard = guard
        self.values: Values | None = None
        self.infeasible = False
        self.lost = False
        self.reached: list[Reached] = []

    @property
    def by_parts(self) -> bool:
        """Whether this problem is so large that it is searched by its parts."""
        return parts_of(self.program) is not None

    @property
    def proven(self) -> bool:
        """Whether every goal so far was proven."""
        return all(goal.proven for goal in self.reached)

    def search(self, terms: Sequence[Term], program: Program | None = None) -> Found:
        """The best value of these terms, here or in another ``program``; this pursuit does not move.

        First without the solver's presolve, which on one library costs more than it saves. A country is
        searched by its parts, to within `CLOSE_ENOUGH`: its goals are reached with a gap that is stated.
        """
        sought = program or self.program
        if (parts := parts_of(sought)) is not None:
            return self._search_parts(sought, parts, terms)
        solver = Solver(sought)
        if self.values is not None:
            solver.hint(self.values)
        effort = self._guarded(self.guard)
        found = solver.maximise(terms, effort, quick=True)
        if found.infeasible or found.proven or effort.over:
            return found
        again = solver.maximise(terms, effort)
        return again if again.values is not None or again.infeasible else found

    def _search_parts(self, program: Program, parts: Parts, terms: Sequence[Term]) -> Found:
        effort = replace(
            self._guarded(max(self.guard, LARGE_GUARD_SECONDS)), gap=CLOSE_ENOUGH, workers=self.workers
        )
        return Decomposition(program, parts, terms, effort, lambda _best, _bound: None, ROUGHLY).run()

    def _guarded(self, seconds: float) -> Effort:
        ends = [time.monotonic() + seconds, self.effort.deadline]
        return replace(self.effort, deadline=min(end for end in ends if end is not None))

    def maximise(self, goal: str, terms: Sequence[Term]) -> None:
        """Reach this goal as far as it goes and keep it there; nothing happens where there is no plan."""
        if self.lost:
            return
        found = self.search(terms)
        if found.values is None and self.values is None:
            self.infeasible, self.lost = found.infeasible, True
            return
        # without a better plan in time, the one that we have is what was reached
        self.values = self.values if found.values is None else found.values
        assert self.values is not None
        value = total(terms, self.values)
        bound = _largest(self.program, terms) if found.bound is None else found.bound
        self.reached.append(Reached(goal, value, bound))
        self.program = self.program._replace(rows=[*self.program.rows, Row(terms, value)])


def with_choices(program: Program, choices: Mapping[str, str]) -> Program:
    """The same program with the option of every school given: only the payments are left to decide."""
    menus = [[choice for choice in menu if choices[choice.school] == choice.option] for menu in program.menus]
    return program._replace(menus=menus)


def tidied(model: Model, values: Values, effort: Effort) -> Values:
    """The same choices, paid in the stated order from few purses."""
    program = model.program(model.problem.requirements)
    funds = model.problem.funds
    if (parts := parts_of(program)) is not None:
        return tidy_parts(parts, values, funds, effort).values
    return tidy(program, values, funds, replace(effort, workers=1)).values


def _largest(program: Program, terms: Sequence[Term]) -> int:
    """What these terms come to when every menu and payment is set as it is best for them alone."""
    worth: Counter[Choice | Pay] = Counter()
    for factor, variable in terms:
        worth[variable] += factor
    menus = sum(max(worth[choice] for choice in menu) for menu in program.menus)
    return menus + sum(max(0, worth[pay]) * most for pay, most in program.most.items())
