"""The engine equals brute force: optimum, prices, minimal conflicts, and a check that agrees."""

from dataclasses import replace
from typing import Any

from hypothesis import given, target

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
from tests.engine.drawing import as_bytes, problems
from tests.examples import problem_examples

thorough = problem_examples(250)
ONE = Effort(workers=1)


@thorough
@given(problems())
def test_the_best_plan_is_the_best_of_all_plans(drawn: dict[str, Any]) -> None:
    brute = Brute(drawn)
    everything = {demand["id"] for demand in drawn["requirements"]}
    problem = read_problem(as_bytes(drawn))
    assert replace(read_problem(write_problem(problem)), sha256=problem.sha256) == problem
    plan = solve(problem, effort=ONE)
    best = brute.best(everything)
    target(float(len(brute.best_by_met)))
    assert (plan.status, plan.objective, plan.bound) == (
        ("infeasible", None, None) if best is None else ("optimal", best, best)
    )
    assert check(problem, plan) == []
    assert read_plan(write_plan(plan)) == read_plan(write_plan(read_plan(write_plan(plan))))
    if best is None:
        assert plan.conflict is not None
        conflict = set(plan.conflict)
        assert brute.best(conflict) is None
        for demand in conflict:
            assert brute.best(conflict - {demand}) is not None
    else:
        assert plan.conflict is None


@thorough
@given(problems(most_demands=3))
def test_every_price_is_the_difference_of_two_best_values(drawn: dict[str, Any]) -> None:
    brute = Brute(drawn)
    everything = {demand["id"] for demand in drawn["requirements"]}
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


def _difference(more: int | None, less: int | None) -> int | None:
    return None if more is None or less is None else more - less
