"""Demands that clash in a large problem: mostly within one part, where that is quickly found."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, without_bystanders
from doorlezen.engine.allocation.solving.conflict import infeasible, minimal_conflict
from doorlezen.engine.allocation.solving.parts.alone import alone
from doorlezen.engine.allocation.solving.parts.decompose import FEWEST_SCHOOLS
from doorlezen.engine.allocation.solving.parts.split import LARGEST, LARGEST_SHARE, split
from doorlezen.engine.effort import Effort


def conflict_by_parts(
    problem: Problem, effort: Effort, *, fewest: int = FEWEST_SCHOOLS, largest: int | None = None
) -> tuple[str, ...]:
    """As `minimal_conflict`; from ``fewest`` schools on it is first looked for within one part.

    What clashes in a part clashes in the whole. Of those few demands a minimal set is then sought in the
    whole, so that without any one of them the rest can be met there too. Where no part is impossible by
    itself, all demands are searched. Raises OutOfTimeError.
    """
    model = Model(problem)
    schools = None
    if len(problem.schools) >= fewest:
        schools = impossible_part(problem, effort, largest=largest)
    if schools is None:
        return minimal_conflict(model, effort)
    here = minimal_conflict(Model(alone(problem, schools)), effort)
    return minimal_conflict(model, effort, [demand for demand in problem.requirements if demand.id in here])


def impossible_part(
    problem: Problem, effort: Effort, *, largest: int | None = None
) -> tuple[str, ...] | None:
    """The schools of a part that has no plan `alone`; None where every part has one. Raises OutOfTimeError.

    ``largest``: the most schools in a part; as in a search by parts unless told otherwise.
    """
    program = without_bystanders(Model(problem).program(problem.requirements))
    if not all(program.menus):
        left = {menu[0].school for menu in program.menus if menu}
        candidates = [[code] for code in problem.school if code not in left]
    else:
        most = largest or max(LARGEST, int(LARGEST_SHARE * len(problem.schools)))
        candidates = _impossible(split(program, largest=most).programs, effort)
    for codes in candidates:
        by_itself = alone(problem, codes)
        if infeasible(Model(by_itself).program(by_itself.requirements), replace(effort, workers=1)):
            return tuple(codes)
    return None


def _impossible(parts: "tuple[Program, ...]", effort: Effort) -> list[list[str]]:
    """The schools of the parts that have no plan, the smallest part first."""
    one = replace(effort, workers=1)
    with ThreadPoolExecutor(max_workers=max(1, effort.workers)) as pool:
        none = list(pool.map(lambda part: infeasible(part, one), parts))
    found = [[menu[0].school for menu in part.menus] for part, no in zip(parts, none, strict=True) if no]
    return sorted(found, key=len)
