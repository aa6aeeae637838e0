"""The whole country: planned once within a thousandth, then explained; and stopped on the way."""

import threading
import time
from pathlib import Path

import pytest

from doorlezen.engine.allocation import Effort, Plan, Problem, check, read_problem, solve
from doorlezen.engine.allocation.explain import Questions, explain


@pytest.fixture(scope="module")
def country(shared: Path) -> Problem:
    return read_problem((shared / "problems" / "nederland-2019.json").read_bytes())


@pytest.fixture(scope="module")
def plan(country: Problem) -> Plan:
    return solve(country, effort=Effort(gap=0.001, workers=2))


def test_the_country_is_planned_within_a_thousandth(country: Problem, plan: Plan) -> None:
    assert plan.status == "feasible"
    assert plan.gap is not None
    assert plan.gap <= 0.001
    # proven elsewhere too: no plan is above this, and one of this value is known
    assert plan.bound is not None
    assert plan.bound >= 1_295_679_538
    assert check(country, plan) == []
    assert plan.tidiness is not None
    purses, at_least = plan.tidiness
    assert purses == len({(row.fund, row.school) for row in plan.payments})
    # what each place in the order of spending pays is kept, so that fewer purses can be proven less closely
    assert at_least <= purses <= 1.10 * at_least


def test_a_school_and_a_demand_are_explained(country: Problem, plan: Plan) -> None:
    questions = Questions(schools=["12BI00"], demands=["r03"])
    told = explain(country, plan, questions, effort=Effort(workers=2))
    assert told.not_reached == []
    assert [(bound.what, bound.which) for bound in told.bounds] == [("school", "12BI00"), ("demand", "r03")]
    assert None not in {bound.most for bound in told.bounds}


def test_a_plan_out_of_time_is_unknown_or_valid_with_a_true_bound(country: Problem) -> None:
    for seconds in (0.0, 8.0):
        plan = solve(country, effort=Effort(deadline=time.monotonic() + seconds), with_prices=True)
        assert check(country, plan) == []
        assert plan.prices is None
        if plan.objective is not None:
            assert plan.status == "feasible"
            assert plan.bound is None or plan.bound >= 1_295_079_913
        else:
            assert plan.status == "unknown"


def test_a_stop_from_outside_ends_the_search(country: Problem) -> None:
    effort = Effort()
    threading.Timer(4.0, effort.stop.set).start()
    started = time.monotonic()
    plan = solve(country, effort=effort)
    assert plan.status in {"feasible", "unknown"}
    assert time.monotonic() - started < 60
