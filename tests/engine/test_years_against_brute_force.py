"""Several years: the engine equals brute force, and a problem of version 1 is one of a single year."""

import json
from typing import Any

from hypothesis import given, settings

from doorlezen.engine.allocation import Effort, read_problem, solve
from doorlezen.engine.allocation.years import (
    check_years,
    extend,
    read_years,
    read_years_plan,
    solve_years,
    write_years_plan,
)
from tests.engine.drawing import as_bytes, problems
from tests.engine.years_brute import YearsBrute
from tests.engine.years_drawing import purses_over_years, years_problems
from tests.examples import examples, problem_examples

thorough = problem_examples(100, filtered=True)
ONE = Effort(workers=1)


@thorough
@given(years_problems())
def test_the_best_plan_of_the_years_is_the_best_of_all_plans(drawn: dict[str, Any]) -> None:
    as_good_as_brute_force(drawn)


@thorough
@given(purses_over_years())
def test_money_that_goes_on_is_spent_where_it_does_most(drawn: dict[str, Any]) -> None:
    as_good_as_brute_force(drawn)


def as_good_as_brute_force(drawn: dict[str, Any]) -> None:
    brute = YearsBrute(drawn)
    everything = {demand["id"] for demand in drawn["requirements"]}
    problem = read_years(as_bytes(drawn))
    plan = solve_years(problem, effort=ONE)
    best = brute.best(everything)
    assert (plan.status, plan.objective, plan.bound) == (
        ("infeasible", None, None) if best is None else ("optimal", best, best)
    )
    assert check_years(problem, plan) == []
    written = write_years_plan(plan)
    assert write_years_plan(read_years_plan(written)) == written
    if best is None:
        assert plan.conflict is not None
        conflict = set(plan.conflict)
        assert brute.best(conflict) is None
        for demand in conflict:
            assert brute.best(conflict - {demand}) is not None


@settings(thorough, max_examples=examples(40))
@given(years_problems(most_demands=2))
def test_every_price_over_the_years_is_the_difference_of_two_best_values(drawn: dict[str, Any]) -> None:
    brute = YearsBrute(drawn)
    everything = {demand["id"] for demand in drawn["requirements"]}
    plan = solve_years(read_years(as_bytes(drawn)), effort=ONE, with_prices=True)
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


@settings(thorough, max_examples=examples(40))
@given(problems())
def test_a_problem_of_one_year_has_the_same_answer_in_both_versions(drawn: dict[str, Any]) -> None:
    alone = solve(read_problem(as_bytes(drawn)), effort=ONE)
    for data in (as_bytes(drawn), extend(as_bytes(drawn), 1)):
        problem = read_years(data)
        plan = solve_years(problem, effort=ONE)
        assert (plan.status, plan.objective, plan.conflict) == (alone.status, alone.objective, alone.conflict)
        assert check_years(problem, plan) == []
        assert json.loads(write_years_plan(plan))["carried"] == []
