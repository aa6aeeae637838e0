"""Which rules a school would name first: its people, the purses closest to it, the demands, then the rest."""

from collections.abc import Iterable

from doorlezen.engine.allocation.explain.exact import Allowed, Exact, narrow
from doorlezen.engine.allocation.explain.extra import Extra, with_people
from doorlezen.engine.allocation.explain.limits import Limit, with_cents
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.model import Model


def nearest_first(problem: Problem, code: str, limits: Iterable[Limit]) -> list[Limit]:
    """The rules, those first that are nearest to a school; a purse is near where it pays few schools."""

    def far(limit: Limit) -> tuple[int, int]:
        if limit.kind == "people":
            return 0, 0
        if limit.kind == "demand":
            return 2, 0
        fund = problem.fund[limit.id]
        pays_here = code in fund.schools and limit.kind in {"money", "per_school"}
        return 1 if pays_here else 3, len(fund.schools)

    return sorted(limits, key=far)


def purses_of(problem: Problem, code: str) -> list[str]:
    """The funds with a limit that may pay a school, those first that may pay the fewest others."""
    funds = [fund for fund in problem.funds if fund.cents is not None and code in fund.schools]
    return [fund.id for fund in sorted(funds, key=lambda fund: len(fund.schools))]


def from_the_nearest(exact: Exact, allowed: Allowed, extra: Extra | None, code: str) -> Extra | None:
    """The same extra means, with all the money in the nearest purse where that is enough too.

    Raises OutOfTimeError.
    """
    if extra is None or not extra.cents:
        return extra
    people = with_people(exact.problem, {exact.problem.school_year: extra.quarters})
    for purse in purses_of(exact.problem, code):
        if list(extra.cents) == [purse]:
            return extra
        there = Extra(extra.quarters, {purse: extra.all_cents})
        changed = with_cents(people, there.cents)
        program = narrow(Model(changed).program(changed.requirements), allowed)
        if exact.prover.solve(program, []) is not None:
            return there
    return extra
