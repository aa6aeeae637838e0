"""The whole country: planned once within a thousandth; stopped on the way and explained in the long run."""

import threading
import time
from pathlib import Path

import pytest
from bench.instances.generate import generate

from doorlezen.engine.allocation import Effort, Plan, Problem, check, read_problem, solve
from doorlezen.engine.allocation.explain import Questions, explain
from tests.engine.test_same_plans import file_of


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


def test_the_plan_of_the_country_is_the_same_file(plan: Plan) -> None:
    assert file_of(plan) == "39c6d9ac061fdd9c70e8480bb3187df4e0031b05605dc90dd259125c7e3a185f"


@pytest.mark.long
def test_a_school_and_a_demand_are_explained(country: Problem, plan: Plan) -> None:
    questions = Questions(schools=["12BI00"], demands=["r03"])
    told = explain(country, plan, questions, effort=Effort(workers=2))
    assert told.not_reached == []
    assert [(bound.what, bound.which) for bound in told.bounds] == [("school", "12BI00"), ("demand", "r03")]
    assert None not in {bound.most for bound in told.bounds}


COUNTRY, REGION = "the country", "a region"
STOPPED = (REGION, pytest.param(COUNTRY, marks=pytest.mark.long))
"""The whole country in the long run; in the usual one a region that takes a solver some seconds too."""


def read(name: str, request: pytest.FixtureRequest) -> tuple[Problem, int]:
    """The problem, and the value of a plan that there is."""
    if name == COUNTRY:
        return request.getfixturevalue("country"), 1_295_079_913
    made = generate(family="region", tightness="tight", seed=1, count=600)
    assert made.reference.objective is not None
    return read_problem(made.problem), made.reference.objective


@pytest.mark.parametrize("name", STOPPED)
def test_a_plan_out_of_time_is_unknown_or_valid_with_a_true_bound(
    name: str, request: pytest.FixtureRequest
) -> None:
    problem, known = read(name, request)
    for seconds in (0.0, 8.0 if name == COUNTRY else 2.0):
        plan = solve(problem, effort=Effort(deadline=time.monotonic() + seconds), with_prices=True)
        assert check(problem, plan) == []
        assert plan.prices is None
        if plan.objective is not None:
            assert plan.status == "feasible"
            assert plan.bound is None or plan.bound >= known
        else:
            assert plan.status == "unknown"


@pytest.mark.parametrize("name", STOPPED)
def test_a_stop_from_outside_ends_the_search(name: str, request: pytest.FixtureRequest) -> None:
    problem, _ = read(name, request)
    effort = Effort()
    threading.Timer(4.0 if name == COUNTRY else 0.5, effort.stop.set).start()
    started = time.monotonic()
    plan = solve(problem, effort=effort)
    assert plan.status in {"feasible", "unknown"}
    assert time.monotonic() - started < 60
