"""Explaining a problem in parts: the bounds hold what brute force finds; what is told of a part is a plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from doorlezen.engine.allocation import Effort, Plan, Problem, check, read_problem, solve
from doorlezen.engine.allocation.explain import Questions, explain
from doorlezen.engine.allocation.explain.bounds import Bounds, gained
from doorlezen.engine.allocation.explain.exact import Best, Exact
from doorlezen.engine.allocation.explain.focus import focus
from doorlezen.engine.allocation.explain.funds import holding
from doorlezen.engine.allocation.explain.large import explain_large
from doorlezen.engine.allocation.explain.limits import Limit, without
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.parts.nearby import Between, Nearby
from doorlezen.engine.allocation.solving.parts.split import Parts, split
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes, problems
from tests.engine.test_tidy_parts import values_of
from tests.examples import problem_examples

ONE = Effort(workers=1)
some = problem_examples(100, filtered=True)


def planned(drawn: dict[str, Any]) -> tuple[Problem, Plan]:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assume(plan.status == "optimal")
    return problem, plan


def in_parts(problem: Problem) -> Parts:
    """Every school a part of its own."""
    program = Model(problem).program(problem.requirements)
    return split(program, largest=1)


def holds(bounds: Between | None, best: int | None) -> None:
    if bounds is None or best is None:
        assert best is None
        assert bounds is None or bounds.at_least is None
        return
    assert bounds.at_least is None or bounds.at_least <= best
    assert best <= bounds.at_most


@some
@given(problems(most_demands=3), st.integers(0, 2), st.integers(0, 8))
def test_bounds_on_changed_problems_hold_the_best_value(
    drawn: dict[str, Any], which: int, cents: int
) -> None:
    problem, plan = planned(drawn)
    nearby = Nearby(problem, in_parts(problem), values_of(plan), ONE)
    names = {demand["id"] for demand in drawn["requirements"]}
    holds(nearby.now, plan.objective)
    for name in sorted(names):
        holds(nearby.best(without(problem, [Limit("demand", name)])), Brute(drawn).best(names - {name}))
    fund = drawn["funds"][which % len(drawn["funds"])]
    changed = {
        **drawn,
        "funds": [{**each, "cents": cents} if each is fund else each for each in drawn["funds"]],
    }
    try:
        found = nearby.best(holding(problem, fund["id"], cents))
    except OutOfTimeError:
        return
    holds(found, Brute(changed).best(names))


def whole(plan: Plan, part: Problem, best: Best) -> Plan:
    """The plan with the schools of a part as in this answer."""
    here = {school.code for school in part.schools}
    model = Model(part)
    return replace(
        plan,
        status="feasible",
        money_by_use=None,
        choices={**plan.choices, **best.choices},
        payments=tuple(
            sorted(
                [
                    *(row for row in plan.payments if row.school not in here),
                    *model.payments_made(best.values),
                ]
            )
        ),
    )


@some
@given(problems(most_demands=4), st.integers(1, 3))
def test_what_is_best_for_some_schools_is_a_plan_of_the_whole(drawn: dict[str, Any], count: int) -> None:
    problem, plan = planned(drawn)
    part, own = focus(problem, plan, [school.code for school in problem.schools][:count])
    assert plan.objective is not None
    assert own.objective is not None
    others = plan.objective - own.objective
    exact = Exact(part, own, ONE)
    best = exact.nearest(part)
    assert best is not None
    # the whole plan is the best there is, so that its part is too
    assert best.value == own.objective
    assert best.choices == dict(own.choices)
    for school in part.schools:
        for option in part.options(school.code):
            forced = exact.nearest(part, {school.code: frozenset({option.id})})
            if forced is not None:
                made = replace(whole(plan, part, forced), objective=others + forced.value)
                assert check(problem, made) == []


@some
@given(problems(most_demands=3))
def test_everything_told_of_a_problem_in_parts_fits_the_exact_answers(drawn: dict[str, Any]) -> None:
    problem, plan = planned(drawn)
    names = [demand.id for demand in problem.requirements]
    questions = Questions([school.code for school in problem.schools], names, people=True)
    told = explain_large(problem, plan, questions, in_parts(problem), effort=ONE, patience=15)
    exact = explain(problem, plan, questions, effort=ONE)
    assert told.elsewhere_as_is
    assert not exact.elsewhere_as_is
    assert told.not_reached == []
    loss: Mapping[str, int | None] = {answer.code: answer.loss for answer in exact.schools}
    price = {answer.id: answer.price.given_the_others for answer in exact.demands}
    for bound in told.bounds:
        if bound.what == "school":
            lost = loss[bound.which]
            fits(bound, None if lost is None else -lost)
        elif bound.what == "demand":
            fits(bound, price[bound.which])
        else:
            assert exact.people is not None
            block = next(block for block in exact.people.blocks if block.quarters == bound.change)
            fits(bound, None if block.value is None else block.value - exact.people.value)


def fits(bound: Bounds, gain: int | None) -> None:
    if gain is None:
        assert bound.least is None
        return
    assert bound.most is not None
    assert gain <= bound.most
    assert bound.least is None or bound.least <= gain


def test_a_change_that_only_allows_more_never_costs_anything() -> None:
    now = Between(100, 110)
    assert gained("fund", "f", 5, now=now, then=Between(100, 115), eases=True) == Bounds(
        "fund", "f", 5, 0, 15
    )
    assert gained("fund", "f", -5, now=now, then=Between(90, 115), eases=False) == Bounds(
        "fund", "f", -5, -20, 0
    )
    assert gained("fund", "f", -5, now=now, then=None, eases=False) == Bounds("fund", "f", -5, None, None)
