"""Money in the stated order: against every way to pay, and on a real library's problem."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from doorlezen.engine.allocation import Plan, check, read_plan, read_problem, solve, write_plan
from doorlezen.engine.allocation.posed.requirements import Pay, Row
from doorlezen.engine.allocation.solving.purses import Priced
from doorlezen.language import InputError
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes, problems
from tests.engine.test_problem_format import GOOD
from tests.examples import problem_examples

thorough = problem_examples(250)


def moved(drawn: dict[str, Any], chosen: dict[str, Any]) -> tuple[int, int]:
    """The quarter-hours that move against last year, and the number of schools that do."""
    steps = [
        abs(chosen[school["code"]]["quarters"] - school["last_year_quarters"]) for school in drawn["schools"]
    ]
    return sum(steps), sum(step > 0 for step in steps)


class Every(Brute):
    """Every plan of a value."""

    def plans(self, value: int) -> Any:
        """Options and payments of each plan of this value that meets every demand."""
        demands = {demand["id"] for demand in self.problem["requirements"]}
        menus = [self.problem["menus"][school["menu"]] for school in self.problem["schools"]]
        for options in product(*menus):
            chosen = dict(zip(self.schools, options, strict=True))
            quarters = {code: option["quarters"] for code, option in chosen.items()}
            capacity = self.problem["capacity_quarters"]
            if capacity is not None and sum(quarters.values()) > capacity:
                continue
            if (
                sum(self.schools[code]["weight"] * option["points"] for code, option in chosen.items())
                != value
            ):
                continue
            due = self.due(chosen)
            for paid in self.ways_to_pay(list(due.items()), {}):
                if self.met(quarters, paid) == demands:
                    yield chosen, paid


def last_first(money: Any) -> list[int]:
    """What is compared: the money of the last place, of the one before it, and so on."""
    return [money[place] for place in sorted(money, reverse=True)]


def options_of(drawn: dict[str, Any], plan: Plan) -> dict[str, Any]:
    return {
        school["code"]: next(
            o for o in drawn["menus"][school["menu"]] if o["id"] == plan.choices[school["code"]]
        )
        for school in drawn["schools"]
    }


@thorough
@given(problems(most_demands=3))
def test_of_the_best_plans_the_nearest_one_spends_its_money_in_order(drawn: dict[str, Any]) -> None:
    plan = solve(read_problem(as_bytes(drawn)))
    every = Every(drawn)
    assert plan.objective == every.best({demand["id"] for demand in drawn["requirements"]})
    if plan.objective is None:
        return
    chosen = options_of(drawn, plan)
    nearest, orders = [], []
    for options, paid in every.plans(plan.objective):
        nearest.append(moved(drawn, options))
        if options == chosen:
            orders.append(every.money(every.due(options), paid))
    assert moved(drawn, chosen) == min(nearest)
    assert plan.money_by_use == min(orders, key=last_first)
    assert plan.money_at_least == plan.money_by_use or not plan.payments


def of_two_purses(**funds: dict[str, Any]) -> dict[str, Any]:
    """A school that costs 100 cents, and funds that may pay for it."""
    school = {**GOOD["schools"][0], "menu": "m", "last_year_quarters": 0}
    menu = [
        {"id": "0q", "quarters": 0, "cost": {}, "points": 0},
        {"id": "4q", "quarters": 4, "cost": {"expertise": {"fixed": 100}}, "points": 5},
    ]
    return {
        "format": "doorlezen-problem/1",
        "title": "twee potten",
        "school_year": "2026-2027",
        "schools": [school],
        "menus": {"m": menu},
        "capacity_quarters": None,
        "funds": [
            {"id": name, "name": name, "cents": None, "schools": "all", "bouwstenen": ["expertise"], **fund}
            for name, fund in funds.items()
        ],
        "requirements": [],
    }


def test_a_grant_that_lapses_goes_before_own_money_though_that_takes_two_purses() -> None:
    of = read_problem(as_bytes(of_two_purses(library={"use": 5}, grant={"use": 1, "cents": 70})))
    plan = solve(of)
    assert plan.money_by_use == {1: 70, 5: 30}
    assert plan.tidiness == (2, 2)
    assert json.loads(write_plan(plan))["money_by_use"] == {"1": 70, "5": 30}
    assert read_plan(write_plan(plan)).money_by_use == {1: 70, 5: 30}


def test_a_plan_that_says_another_order_than_it_pays_is_refused() -> None:
    of = read_problem(as_bytes(of_two_purses(library={"use": 5}, grant={"use": 1, "cents": 70})))
    told = json.loads(write_plan(solve(of)))
    told["money_by_use"] = {"1": 71, "5": 29}
    assert check(of, read_plan(json.dumps(told).encode())) == [
        "potten op plaats 1 in de volgorde betalen 70 cent, het plan zegt 71",
        "potten op plaats 5 in de volgorde betalen 30 cent, het plan zegt 29",
    ]
    del told["money_by_use"]  # a file from before
    assert check(of, read_plan(json.dumps(told).encode())) == []


@pytest.mark.parametrize(
    ("given_use", "where"),
    [
        ((1, None), "funds[1].use"),
        ((0, 1), "funds[0].use"),
        ((1, 10), "funds[1].use"),
        ((True, 1), "funds[0].use"),
        ((1, "2"), "funds[1].use"),
    ],
)
def test_an_order_with_a_hole_or_an_odd_place_is_refused(given_use: tuple[Any, Any], where: str) -> None:
    library, grant = ({} if use is None else {"use": use} for use in given_use)
    with pytest.raises(InputError) as refused:
        read_problem(as_bytes(of_two_purses(library=library, grant=grant)), name="p.json")
    assert where in str(refused.value)


def test_a_price_of_any_sign_gives_a_true_bound() -> None:
    pay = Pay("f", "s", "b")
    priced = Priced([Row([(1, pay)], 7, 7), Row([(1, pay)], None, 9)], {pay: 9})
    # the last two are too large for whole numbers of 64 bits
    for price in (-2.0, -0.5, 0.0, 0.5, 1.0, 2.0, 1e6, -1e6):
        assert priced.at_least([price, -price], {pay: 1}) <= 7
    assert priced.at_least([1.0, 0.0], {pay: 1}) == 7
    assert priced.at_least([1.0 + 1e6, -1e6], {pay: 1}) == 7 - 2 * 10**6


def in_order(problem: dict[str, Any]) -> bytes:
    """The shared problem with the usual order: scheme and OAB, gemeente, school, library."""
    use = {"mbv2": 1, "school": 4, "library": 5}
    for fund in problem["funds"]:
        fund["use"] = use.get(fund["id"], 1 if fund["id"].startswith("oab") else 3)
    return json.dumps(problem).encode()


def test_the_river_area_spends_the_grant_before_its_own_money(shared: Path) -> None:
    problem = json.loads((shared / "problems" / "rivierengebied-2019.json").read_bytes())
    plan = solve(read_problem(in_order(problem)))
    assert plan.objective == 20_508_008
    assert plan.money_by_use == {1: 22_923_768, 3: 26_193_000, 4: 8_545_692, 5: 2_494_420}
    assert plan.money_at_least == plan.money_by_use
