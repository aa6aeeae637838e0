"""What brute force does not show: real problems, equal output, time limits, sums too large."""

import json
from dataclasses import replace
from typing import Any

import pytest

from doorlezen.engine.allocation import Effort, Price, Progress, check, read_problem, solve, write_plan
from doorlezen.engine.allocation.posed.requirements import Choice
from doorlezen.language import InputError
from tests.engine.test_problem_format import GOOD


def river(shared: Any, twin: str = "") -> Any:
    return read_problem((shared / "problems" / f"rivierengebied-2019{twin}.json").read_bytes())


def without_seconds(plan: Any) -> dict[str, Any]:
    document = json.loads(write_plan(plan))
    del document["seconds"]
    return document


def test_the_river_area_is_proven_priced_and_the_same_on_every_run(shared: Any) -> None:
    problem = river(shared)
    plan = solve(problem, with_prices=True)
    assert (plan.status, plan.objective, plan.bound, plan.gap) == ("optimal", 20_508_008, 20_508_008, 0.0)
    assert check(problem, plan) == []
    assert plan.prices is not None
    assert plan.prices["r01"] == Price(422_558, 413_829)
    again = solve(problem)
    assert without_seconds(again) == {**without_seconds(plan), "prices": None}


def test_demands_that_cannot_be_met_together_give_a_minimal_conflict(shared: Any) -> None:
    problem = river(shared, "-conflict")
    plan = solve(problem)
    assert (plan.status, plan.conflict, plan.choices) == ("infeasible", ("r12", "r13"), {})
    assert check(problem, plan) == []


def test_money_and_people_alone_allow_no_plan_then_no_demand_is_to_blame() -> None:
    document = {**GOOD, "capacity_quarters": 4, "menus": {"with-score": [GOOD["menus"]["with-score"][1]]}}
    plan = solve(read_problem(json.dumps(document).encode()))
    assert (plan.status, plan.conflict) == ("infeasible", ())


def test_no_schools_is_a_plan_of_nothing() -> None:
    document = {**GOOD, "schools": [], "funds": [], "requirements": []}
    plan = solve(read_problem(json.dumps(document).encode()), with_prices=True)
    assert (plan.status, plan.objective, plan.choices, plan.prices) == ("optimal", 0, {}, {})


def test_a_gap_that_is_asked_for_is_kept(shared: Any) -> None:
    plan = solve(river(shared), effort=Effort(gap=0.05))
    assert plan.gap is not None
    assert 0 <= plan.gap <= 0.05


def test_ties_fall_towards_last_year() -> None:
    """Two schools of equal worth, money for one: the one that had hours keeps them."""
    twin = {**GOOD["schools"][0], "code": "00ZZ00", "last_year_quarters": 0}
    document = {
        **GOOD,
        "schools": [twin, GOOD["schools"][0]],
        "capacity_quarters": 8,
        "requirements": [],
        "funds": [{"id": "f", "name": "f", "schools": "all", "bouwstenen": ["expertise", "collectie"]}],
    }
    plan = solve(read_problem(json.dumps(document).encode()))
    assert plan.choices == {"00AP00": "8q", "00ZZ00": "0q"}


def with_purses(*cents: int | None, schools: int) -> Any:
    """So many schools that all take the option of € 5,340, and purses that may pay all of it."""
    purse = {"schools": "all", "bouwstenen": ["expertise", "collectie"]}
    document = {
        **GOOD,
        "schools": [{**GOOD["schools"][0], "code": f"00AA0{index}"} for index in range(schools)],
        "capacity_quarters": None,
        "requirements": [],
        "funds": [{"id": f"f{n}", "name": f"f{n}", "cents": each, **purse} for n, each in enumerate(cents)],
    }
    return read_problem(json.dumps(document).encode())


def test_a_school_is_paid_from_one_purse_where_one_is_enough() -> None:
    plan = solve(with_purses(2 * 534_000, 2 * 534_000, schools=4))
    assert len({(payment.fund, payment.school) for payment in plan.payments}) == 4
    assert plan.tidiness == (4, 4)


def test_a_split_that_must_be_is_proven_to_be_the_only_one() -> None:
    plan = solve(with_purses(534_000 + 1, 534_000 - 1, schools=2))
    assert plan.tidiness == (3, 3)


def test_narrow_money_goes_first() -> None:
    """A purse for one school pays there, though the broad one could."""
    problem = with_purses(None, schools=2)
    narrow = replace(problem.funds[0], id="narrow", schools=("00AA00",))
    problem = replace(problem, funds=(*problem.funds, narrow))
    paid = {(payment.school, payment.fund) for payment in solve(problem).payments}
    assert paid == {("00AA00", "narrow"), ("00AA01", "f0")}


def test_sums_too_large_for_exact_arithmetic_are_refused() -> None:
    huge = {**GOOD["schools"][0], "weight": 10**12}
    option = {"id": "8q", "quarters": 8, "cost": {}, "points": 10**12}
    document = {**GOOD, "schools": [huge], "menus": {"with-score": [option]}, "funds": [], "requirements": []}
    with pytest.raises(InputError, match="te groot om er exact mee te rekenen"):
        solve(read_problem(json.dumps(document).encode()))


def test_choices_are_named_by_school_and_option() -> None:
    assert Choice("00AP00", "8q") == ("00AP00", "8q")


def test_who_stops_while_it_is_sought_which_demands_are_to_blame_is_told_nothing() -> None:
    """There is no plan, but why is not known yet: going on must find it."""
    least = {"id": "least", "by": "x", "text": "x", "kind": "min_quarters", "schools": "all", "quarters": 4}
    most = {"id": "most", "by": "x", "text": "x", "kind": "at_most_schools", "schools": "all", "count": 0}
    problem = read_problem(json.dumps({**GOOD, "requirements": [least, most]}).encode())
    effort = Effort()

    def stop_there(progress: Progress) -> None:
        if progress.stage == "conflict":
            effort.stop.set()

    assert solve(problem, effort=effort, progress=stop_there).status == "unknown"
    assert solve(problem).conflict == ("least",)
