"""A conflict found by its parts is minimal in the whole, as trying every plan says; and its ways out."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from doorlezen.engine.allocation import Effort, read_problem, solve
from doorlezen.engine.allocation.cpsat import Solver
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.ways_out import explain_conflict
from doorlezen.engine.allocation.explain.ways_out_large import explain_large_conflict
from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.parts.alone import alone
from doorlezen.engine.allocation.parts.clash import conflict_by_parts, impossible_part
from doorlezen.engine.allocation.program import without_bystanders
from doorlezen.engine.allocation.values import OutOfTimeError
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes, problems

ONE = Effort(workers=1)
some = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


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
    exact = explain_conflict(Exact(problem, None, ONE), plan.conflict)
    try:
        told, not_reached = explain_large_conflict(
            problem, plan.conflict, effort=ONE, patience=15, largest=largest
        )
    except OutOfTimeError:
        demands = tuple(demand for demand in problem.requirements if demand.id in plan.conflict)
        assert impossible_part(replace(problem, requirements=demands), ONE, largest=largest) is None
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
