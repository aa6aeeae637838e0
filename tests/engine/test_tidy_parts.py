"""Tidy money for a problem in parts: the bound is never above the fewest purses, what is paid stays right."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given

from doorlezen.engine.allocation import Effort, Plan, Problem, check, read_problem, solve
from doorlezen.engine.allocation.posed.requirements import Choice, Pay
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Values
from doorlezen.engine.allocation.solving.merging import merge
from doorlezen.engine.allocation.solving.parts.split import split
from doorlezen.engine.allocation.solving.parts.tidying import tidy_parts
from doorlezen.engine.allocation.solving.purses import Tidiness, fewest, purses_used, rules_of
from doorlezen.engine.allocation.solving.spending import money_by_place
from doorlezen.engine.allocation.solving.tidy import choices_of, settle
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes, problems
from tests.engine.test_solve import with_purses
from tests.examples import problem_examples

thorough = problem_examples(200)


def values_of(plan: Plan) -> Values:
    chosen: dict[Choice | Pay, int] = {Choice(*choice): 1 for choice in plan.choices.items()}
    return chosen | {Pay(row.fund, row.school, row.bouwsteen): row.cents for row in plan.payments}


def fewest_purses(
    drawn: dict[str, Any], choices: Mapping[str, str], money: Mapping[int, int] | None = None
) -> int:
    """Every way to pay for these choices that meets every demand, tried. ``money``: what each place pays."""
    chosen = {
        school["code"]: next(o for o in drawn["menus"][school["menu"]] if o["id"] == choices[school["code"]])
        for school in drawn["schools"]
    }
    schools = [{**school, "menu": school["code"]} for school in drawn["schools"]]
    brute = Brute({**drawn, "schools": schools, "menus": {code: [o] for code, o in chosen.items()}})
    quarters = {code: option["quarters"] for code, option in chosen.items()}
    due = brute.due(chosen)
    demands = {demand["id"] for demand in drawn["requirements"]}
    return min(
        len({(fund, code) for (fund, code, _), cents in paid.items() if cents})
        for paid in brute.ways_to_pay(list(due.items()), {})
        if brute.met(quarters, paid) == demands and money in (None, brute.money(due, paid))
    )


def tidied(problem: Problem, plan: Plan) -> tuple[Plan, Tidiness | None]:
    """The plan with its money tidied, every school a part of its own."""
    model = Model(problem)
    parts = split(model.program(problem.requirements), largest=1)
    tidied = tidy_parts(parts, values_of(plan), problem.funds, Effort())
    assert model.choices(tidied.values) == plan.choices
    payments = model.payments_made(tidied.values)
    money = money_by_place(problem, plan.choices, payments)
    assert tidied.ordered is None or money == tidied.ordered.reached
    return replace(plan, payments=payments, money_by_use=money), tidied.tidiness


@thorough
@given(problems(most_demands=3))
def test_the_fewest_purses_lie_between_the_bound_and_what_is_found(drawn: dict[str, Any]) -> None:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem)
    if plan.status == "infeasible" or not plan.payments:
        return
    possible = fewest_purses(drawn, plan.choices, plan.money_by_use)
    assert plan.tidiness is not None
    assert plan.tidiness[1] <= possible <= plan.tidiness[0]
    better, tidiness = tidied(problem, plan)
    assert check(problem, better) == []
    assert tidiness is not None
    assert tidiness.purses == len({(row.fund, row.school) for row in better.payments})
    assert better.money_by_use == plan.money_by_use
    assert tidiness.at_least <= possible <= tidiness.purses <= plan.tidiness[0]


@thorough
@given(problems(most_demands=3))
def test_merging_keeps_every_rule_and_never_adds_a_purse(drawn: dict[str, Any]) -> None:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem)
    if plan.status == "infeasible":
        return
    model = Model(problem)
    values = values_of(plan)
    paying = settle(model.program(problem.requirements), values)
    merged = merge(paying.rows, paying.most, values, {fund.id: at for at, fund in enumerate(problem.funds)})
    assert len(purses_used(merged)) <= len(purses_used(values))
    payments = model.payments_made(choices_of(values) | merged)
    assert check(problem, replace(plan, payments=payments, money_by_use=None)) == []


@thorough
@given(problems(most_demands=2))
def test_the_bound_is_true_at_any_price(drawn: dict[str, Any]) -> None:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem)
    if plan.status == "infeasible":
        return
    paying = settle(Model(problem).program(problem.requirements), values_of(plan))
    rules = rules_of(paying)
    possible = fewest_purses(drawn, plan.choices)
    for price in (-1.0, -0.3, 0.0, 0.3, 1.0):
        assert fewest(rules, [price] * len(rules), paying.most) <= possible


def test_purses_are_merged_and_narrow_money_pays_first_across_parts() -> None:
    problem = with_purses(None, 2 * 534_000, schools=3)
    narrow = replace(problem.funds[0], id="narrow", schools=("00AA00",))
    problem = replace(problem, funds=(*problem.funds, narrow))
    plan = solve(problem)
    half = Model(problem).payments_made(
        {
            Pay(fund, row.school, row.bouwsteen): row.cents // 2
            for row in plan.payments
            for fund in ("f0", "narrow" if row.school == "00AA00" else "f1")
        }
    )
    split_up = replace(plan, payments=half, money_by_use=None)
    assert check(problem, split_up) == []
    better, tidiness = tidied(problem, split_up)
    assert tidiness == (3, 3)
    assert check(problem, better) == []
    assert {row.fund for row in better.payments if row.school == "00AA00"} == {"narrow"}


def test_without_anything_to_pay_there_is_nothing_to_tidy() -> None:
    problem = with_purses(schools=1)
    assert tidied(problem, solve(problem))[1] is None
