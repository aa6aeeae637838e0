"""Several years: the engine equals brute force, and a problem of version 1 is one of a single year."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from doorlezen.engine.allocation import (
    check,
    read_problem,
    solve,
    write_plan,
    write_problem,
)
from doorlezen.engine.allocation.posed.extending import extend
from doorlezen.engine.allocation.posed.names import at
from tests.engine.against import ONE, as_good_as, priced_as_by
from tests.engine.drawing import as_bytes, problems
from tests.engine.years_brute import YearsBrute
from tests.engine.years_drawing import purses_over_years, years_problems
from tests.examples import examples, problem_examples

thorough = problem_examples(100, filtered=True)


@thorough
@given(years_problems())
def test_the_best_plan_of_the_years_is_the_best_of_all_plans(drawn: dict[str, Any]) -> None:
    as_good_as(YearsBrute(drawn), drawn)


@thorough
@given(purses_over_years())
def test_money_that_goes_on_is_spent_where_it_does_most(drawn: dict[str, Any]) -> None:
    as_good_as(YearsBrute(drawn), drawn)


@settings(thorough, max_examples=examples(60))
@given(purses_over_years(), st.permutations([1, 2]))
def test_of_the_best_plans_over_the_years_the_nearest_spends_its_money_in_order(
    drawn: dict[str, Any], places: list[int]
) -> None:
    use = {fund["id"]: place for fund, place in zip(drawn["funds"], places, strict=False)}
    for fund in drawn["funds"]:
        fund["use"] = use[fund["id"]]
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    brute = YearsBrute(drawn)
    ways = [
        (hours, [sum(spent.get(name, 0) for spent in paid) for name in sorted(use, key=lambda n: -use[n])])
        for hours, value, paid, met in brute.plans()
        if value == plan.objective and met == {demand["id"] for demand in drawn["requirements"]}
    ]
    assert bool(ways) == bool(plan.choices)
    if not ways:
        return
    last = {school["code"]: school["last_year_quarters"] for school in drawn["schools"]}
    hours = [
        {code: problem.option(at(year, code), plan.choices[at(year, code)]).quarters for code in last}
        for year in drawn["school_years"]
    ]

    def moved(found: list[dict[str, int]]) -> tuple[int, int]:
        steps = [abs(of[code] - last[code]) for of in found for code in of]
        return sum(steps), sum(step > 0 for step in steps)

    assert moved(hours) == min(moved(found) for found, _ in ways)
    first = min(money for found, money in ways if found == hours)
    assert plan.money_by_use is not None
    assert [cents for _, cents in sorted(plan.money_by_use.items(), reverse=True)] == first
    assert not plan.payments or plan.money_at_least == plan.money_by_use
    purses, at_least = plan.tidiness or (0, 0)
    assert at_least <= purses == len({(row.fund, row.school) for row in plan.payments})


@settings(thorough, max_examples=examples(40))
@given(years_problems(most_demands=2))
def test_every_price_over_the_years_is_the_difference_of_two_best_values(drawn: dict[str, Any]) -> None:
    priced_as_by(YearsBrute(drawn), drawn)


@settings(thorough, max_examples=examples(40))
@given(problems())
def test_a_problem_of_one_year_has_the_same_answer_in_both_versions(drawn: dict[str, Any]) -> None:
    alone = solve(read_problem(as_bytes(drawn)), effort=ONE)
    problem = read_problem(write_problem(extend(read_problem(as_bytes(drawn)), 1)))
    plan = solve(problem, effort=ONE)
    assert (plan.status, plan.objective, plan.conflict) == (alone.status, alone.objective, alone.conflict)
    assert (plan.tidiness, plan.money_by_use) == (alone.tidiness, alone.money_by_use)
    assert check(problem, plan) == []
    assert json.loads(write_plan(plan))["carried"] == []
