"""A conflict found by its parts is minimal in the whole, as trying every plan says; and its ways out."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doorlezen.engine.allocation import Effort, read_problem, solve
from doorlezen.engine.allocation.explain import Questions, explain
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.knot import ways_out
from doorlezen.engine.allocation.explain.ways_out import WholeKnot
from doorlezen.engine.allocation.explain.ways_out_large import explain_large_conflict
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import without_bystanders
from doorlezen.engine.allocation.solving.parts.alone import alone
from doorlezen.engine.allocation.solving.parts.clash import conflict_by_parts, impossible_part
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes, problems
from tests.examples import problem_examples

ONE = Effort(workers=1)
some = problem_examples(40, filtered=True)


@some
@given(problems(most_demands=4), st.integers(1, 3))
def test_a_conflict_found_by_parts_is_minimal_in_the_whole(drawn: dict[str, Any], largest: int) -> None:
    brute = Brute(drawn)
    everything = {demand["id"] for demand in drawn["requirements"]}
    assume(brute.best(everything) is None)
    found = set(conflict_by_parts(read_problem(as_bytes(drawn)), ONE, fewest=0, largest=largest))
    assert brute.best(found) is None
    for demand in found:
        assert brute.best(found - {demand}) is not None


@some
@given(problems(most_demands=4))
def test_who_can_stand_aside_changes_nothing(drawn: dict[str, Any]) -> None:
    problem, brute = read_problem(as_bytes(drawn)), Brute(drawn)
    demands = problem.requirements
    for count in range(len(demands) + 1):
        for chosen in combinations(demands, count):
            program = without_bystanders(Model(problem).program(chosen))
            possible = not Solver(program).maximise([], ONE).infeasible
            assert possible == (brute.best({demand.id for demand in chosen}) is not None)


@some
@given(problems(most_demands=4), st.integers(1, 3))
def test_some_schools_alone_can_all_that_they_can_in_the_whole(drawn: dict[str, Any], count: int) -> None:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assume(plan.status == "optimal")
    codes = [school.code for school in problem.schools][:count]
    by_itself = Exact(alone(problem, codes), None, ONE)
    # what the plan chooses for these schools can be chosen and paid, and meets what is asked of them
    assert by_itself.payable(by_itself.problem, {code: plan.choices[code] for code in codes})


@some
@given(problems(most_demands=4), st.integers(1, 3))
def test_a_way_out_found_in_a_part_is_the_cheapest_of_the_whole(drawn: dict[str, Any], largest: int) -> None:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assume(plan.conflict)
    assert plan.conflict is not None
    exact, _ = ways_out(WholeKnot(Exact(problem, None, ONE)), plan.conflict)
    told, not_reached = explain_large_conflict(
        problem, plan.conflict, effort=ONE, patience=15, largest=largest
    )
    if ("people", "") in not_reached:
        demands = tuple(demand for demand in problem.requirements if demand.id in plan.conflict)
        assert impossible_part(replace(problem, requirements=demands), ONE, largest=largest) is None
        assert len(not_reached) == len(plan.conflict) + 2
        return
    named = {which for what, which in not_reached if what == "softer"}
    known = {softer.id: softer for softer in told.softer}
    for softer in exact.softer:
        if softer.id in named:
            continue
        assert (known[softer.id].value, known[softer.id].scale) == (softer.value, softer.scale)
        assert (known[softer.id].objective is None) == (softer.objective is None)
    if ("money", "") not in not_reached:
        assert (told.money is None) == (exact.money is None)
        if told.money and exact.money:
            assert told.money.cents == exact.money.cents
    assert exact.people is None


def many_schools(*demands: dict[str, Any]) -> dict[str, Any]:
    """520 schools in 26 gemeenten with money of their own, one purse and the people for all of them."""
    menu = [
        {"id": f"{quarters}q", "quarters": quarters, "cost": {"expertise": {"fixed": cents}}, "points": cents}
        for quarters, cents in ((0, 0), (4, 300), (8, 500))
    ]
    codes = [f"{at // 100:02d}AA{at % 100:02d}" for at in range(520)]
    gemeenten = [f"{at // 20:04d}" for at in range(520)]
    places = sorted(set(gemeenten))
    school = {"pupils": 90, "score": 5, "collaboration": True, "last_year_quarters": 4, "menu": "m"}
    fund = {"name": "geld", "bouwstenen": ["expertise"]}
    inside = {
        place: [code for code, at in zip(codes, gemeenten, strict=True) if at == place] for place in places
    }
    return {
        "format": "doorlezen-problem/1",
        "title": "many",
        "school_year": "2026-2027",
        "schools": [
            {**school, "code": code, "name": code, "municipality": place, "weight": 1 + number % 7}
            for number, (code, place) in enumerate(zip(codes, gemeenten, strict=True))
        ],
        "menus": {"m": menu},
        "capacity_quarters": 1500,
        "funds": [
            {**fund, "id": "all", "cents": 40_000, "schools": "all"},
            *({**fund, "id": place, "cents": 3_000, "schools": inside[place]} for place in places),
        ],
        "requirements": [
            {"by": demand["place"], "text": demand["id"], "schools": inside[demand["place"]]}
            | {key: value for key, value in demand.items() if key != "place"}
            for demand in demands
        ],
    }


def test_a_large_problem_tells_which_demands_clash_and_the_ways_out() -> None:
    problem = read_problem(
        as_bytes(
            many_schools(
                {"id": "other", "place": "0001", "kind": "keep", "percent": 50},
                {"id": "most", "place": "0007", "kind": "at_most_schools", "count": 12},
                {"id": "everybody", "place": "0007", "kind": "min_quarters", "quarters": 4},
            )
        )
    )
    plan = solve(problem, effort=Effort(gap=0.001, workers=2))
    assert (plan.status, plan.conflict) == ("infeasible", ("everybody", "most"))
    told = explain(problem, plan, Questions(), effort=Effort(workers=2))
    assert told.not_reached == []
    assert told.conflict is not None
    assert told.conflict.gap == 0.001
    assert {softer.id: (softer.scale.demanded, softer.value) for softer in told.conflict.softer} == {
        "everybody": (4, 0),
        "most": (12, 20),
    }
    assert (told.conflict.money, told.conflict.people, told.conflict.both) == (None, None, None)


def test_a_clash_over_what_all_share_is_named_without_ways_out() -> None:
    document = many_schools({"id": "everybody", "place": "0007", "kind": "min_quarters", "quarters": 8})
    document["funds"][0]["cents"] = 1_000
    problem = read_problem(as_bytes(document))
    plan = solve(problem, effort=Effort(gap=0.001, workers=2))
    # 20 schools of € 5 each; their gemeente has € 30 and all together € 10
    assert (plan.status, plan.conflict) == ("infeasible", ("everybody",))
    # the purse of all is in it, so that the conflict lies in no single part
    told = explain(problem, plan, Questions(), effort=Effort(workers=2))
    assert told.conflict is not None
    assert (told.conflict.demands, told.conflict.softer) == (("everybody",), ())
    assert told.not_reached == [("softer", "everybody"), ("money", ""), ("people", "")]


@pytest.mark.long
def test_a_conflict_over_money_is_answered_where_the_best_plan_after_it_takes_long_to_prove(
    shared: Path,
) -> None:
    problem = read_problem((shared / "problems" / "rivierengebied-2019.json").read_bytes())
    funds = (
        fund if fund.cents is None else replace(fund, cents=fund.cents * 60 // 100)
        for fund in problem.funds
        if fund.id != "school"
    )
    demands = (of for of in problem.requirements if "school" not in getattr(of, "funds", ()))
    short = replace(problem, funds=tuple(funds), requirements=tuple(demands), sha256="")
    plan = solve(short, effort=Effort(workers=1))
    assert plan.conflict == ("r04",)
    told = explain(short, plan, Questions(), effort=Effort(workers=1), patience=3)
    assert told.conflict is not None
    (softer,) = told.conflict.softer
    assert (softer.id, told.not_reached) == ("r04", [])
    assert softer.value is not None
    assert softer.objective is not None
    assert 0 <= told.conflict.gap < 0.05
    assert (told.conflict.money, told.conflict.people) == (None, None)
