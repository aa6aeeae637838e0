"""One proven answer at a time, within a patience: what is not proven by then is not told."""

import time
from collections.abc import Iterable
from dataclasses import replace

from doorlezen.engine.allocation.posed.requirements import Term
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.program import Program, Values
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.effort import Effort

PATIENCE = 15.0
"""Seconds after which one solve is given up, so that one hard question does not keep all others waiting."""


class Prover:
    """Solves programs to a proof; one that is not proven after ``patience`` seconds raises OutOfTimeError."""

    def __init__(self, effort: Effort, patience: float = PATIENCE) -> None:
        self.effort = replace(effort, gap=0.0, workers=1)
        self.patience = patience

    def solve(
        self,
        program: Program,
        terms: Iterable[Term],
        *,
        quick: bool = False,
    ) -> Values | None:
        """The proven best values; None where there is provably nothing. Raises OutOfTimeError."""
        if self.effort.over:
            raise OutOfTimeError
        solver = Solver(program)
        sought = list(terms)
        effort = self.for_one_solve()
        found = solver.maximise(sought, effort, quick=quick, eager=quick)
        if quick and not found.infeasible and not found.proven and not effort.over:
            found = solver.maximise(sought, effort)
        if found.infeasible:
            return None
        if not found.proven:
            raise OutOfTimeError
        return found.values

    def for_one_solve(self) -> Effort:
        """As much effort as one solve may take."""
        until = time.monotonic() + self.patience
        deadline = self.effort.deadline
        return replace(self.effort, deadline=until if deadline is None else min(until, deadline))
