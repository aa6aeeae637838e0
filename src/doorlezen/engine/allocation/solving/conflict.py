"""A minimal set of demands that cannot hold together."""

from collections.abc import Sequence

from doorlezen.engine.allocation.posed.requirements import Requirement
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, without_bystanders
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.clashing import minimal_clash
from doorlezen.engine.effort import Effort


def minimal_conflict(
    model: Model, effort: Effort, among: Sequence[Requirement] | None = None
) -> tuple[str, ...]:
    """The ids of a minimal set of demands that no plan meets: without any one of them there is a plan.

    Empty when there is no plan without any demand either. Only for demands that together cannot be met.
    ``among``: some of the demands, that are known not to go together; the others are then not looked at.
    Raises OutOfTimeError.
    """

    def possible(demands: Sequence[Requirement]) -> bool:
        return not infeasible(without_bystanders(model.program(demands)), effort)

    demands = list(model.problem.requirements if among is None else among)
    return tuple(sorted(demand.id for demand in minimal_clash(demands, possible)))


def infeasible(program: Program, effort: Effort) -> bool:
    """Whether there provably is no plan. Raises OutOfTimeError."""
    if effort.over:
        raise OutOfTimeError
    found = Solver(program).maximise([], effort)
    if not found.infeasible and found.values is None:
        raise OutOfTimeError
    return found.infeasible
