"""The engine beside brute force over the same problem, of one school year or of several."""

from dataclasses import replace
from typing import Any

from hypothesis import target

from doorlezen.engine.allocation import (
    Effort,
    check,
    read_plan,
    read_problem,
    solve,
    write_plan,
    write_problem,
)
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes
from tests.engine.years_brute import YearsBrute

ONE = Effort(workers=1)


def as_good_as(brute: Brute | YearsBrute, drawn: dict[str, Any]) -> None:
    """The plan is the best, passes its check, and stays itself in its file; a conflict is minimal."""
    problem = read_problem(as_bytes(drawn))
    assert replace(read_problem(write_problem(problem)), sha256=problem.sha256) == problem
    plan = solve(problem, effort=ONE)
    best = brute.best(_everything(drawn))
    target(float(len(brute.best_by_met)))
    assert (plan.status, plan.objective, plan.bound) == (
        ("infeasible", None, None) if best is None else ("optimal", best, best)
    )
    assert check(problem, plan) == []
    written = write_plan(plan)
    assert write_plan(read_plan(written)) == written
    if best is not None:
        assert plan.conflict is None
        return
    assert plan.conflict is not None
    conflict = set(plan.conflict)
    assert brute.best(conflict) is None
    for demand in conflict:
        assert brute.best(conflict - {demand}) is not None


def priced_as_by(brute: Brute | YearsBrute, drawn: dict[str, Any]) -> None:
    """Every price is the difference of two best values."""
    everything = _everything(drawn)
    plan = solve(read_problem(as_bytes(drawn)), effort=ONE, with_prices=True)
    expected = {
        name: (
            _difference(brute.best(everything - {name}), brute.best(everything)),
            _difference(brute.best(set()), brute.best({name})),
        )
        for name in everything
    }
    assert plan.prices is not None
    assert {name: tuple(price) for name, price in plan.prices.items()} == expected


def _everything(drawn: dict[str, Any]) -> set[str]:
    return {demand["id"] for demand in drawn["requirements"]}


def _difference(more: int | None, less: int | None) -> int | None:
    return None if more is None or less is None else more - less
