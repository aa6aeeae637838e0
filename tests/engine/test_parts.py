"""Taking a problem apart: the bound is never below the best value, the plan is always valid."""

from typing import Any

import pytest
from hypothesis import given

from doorlezen.engine.allocation import Effort, Plan, check, read_problem, solve
from doorlezen.engine.allocation.posed.requirements import Choice, Row
from doorlezen.engine.allocation.programs.cpsat import Found
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.parts.decompose import Decomposition, parts_of
from doorlezen.engine.allocation.solving.parts.priced import limits_at, whole_prices
from doorlezen.engine.allocation.solving.parts.split import split
from doorlezen.engine.allocation.solving.relaxation import relaxed
from doorlezen.engine.allocation.solving.solve import looked_at_again
from tests.engine.brute import Brute
from tests.engine.drawing import as_bytes, problems
from tests.examples import problem_examples

thorough = problem_examples(150)


@thorough
@given(problems(most_demands=3))
def test_whatever_the_prices_the_bound_is_true_and_the_plan_valid(drawn: dict[str, Any]) -> None:
    """Every school a part of its own, every row that spans two schools a link."""
    best = Brute(drawn).best({demand["id"] for demand in drawn["requirements"]})
    problem = read_problem(as_bytes(drawn))
    model = Model(problem)
    program = model.program(problem.requirements)
    if any(not menu for menu in program.menus):
        assert best is None
        return
    parts = split(program, largest=1)
    assert sum(len(part.menus) for part in parts.programs) == len(problem.schools)
    found = Decomposition(program, parts, model.objective(), Effort(), lambda _best, _bound: None).run()
    if best is None:
        assert found.values is None
        return
    assert found.bound is not None
    assert found.bound >= best
    if found.values is not None:
        assert found.objective is not None
        assert found.objective <= best
        plan = Plan(
            problem.sha256,
            "feasible",
            found.objective,
            found.bound,
            0.0,
            model.choices(found.values),
            model.payments_made(found.values),
            {demand.id: True for demand in problem.requirements},
        )
        assert check(problem, plan) == []


@thorough
@given(problems(most_demands=3))
def test_a_bound_that_rests_on_no_solver_is_true_and_refuses_more(
    drawn: dict[str, Any],
) -> None:
    best = Brute(drawn).best({demand["id"] for demand in drawn["requirements"]})
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=Effort())
    if best is None:
        assert plan.assured is None
        return
    assert plan.assured is not None
    assert plan.assured >= best
    model = Model(problem)
    relaxation = relaxed(model.program(problem.requirements), model.objective())
    claimed = Found({}, plan.assured + 1, plan.assured + 1, infeasible=False)
    with pytest.raises(AssertionError, match="worth more than there can be"):
        looked_at_again(claimed, relaxation)


def test_schools_that_share_a_narrow_row_are_one_part_and_wide_rows_are_links(shared: Any) -> None:
    problem = read_problem((shared / "problems" / "rivierengebied-2019.json").read_bytes())
    model = Model(problem)
    parts = split(model.program(problem.requirements))
    gemeenten = [
        {problem.school[menu[0].school].municipality for menu in part.menus} for part in parts.programs
    ]
    assert sorted(name for names in gemeenten for name in names) == sorted(
        {school.municipality for school in problem.schools}
    )
    assert len(parts.links) == 4
    assert parts_of(model.program(problem.requirements)) is None


def test_a_price_counts_only_with_the_limit_of_its_sign() -> None:
    links = [Row([(1, Choice("a", "b"))], None, 7), Row([(1, Choice("a", "b"))], 3, None)]
    assert whole_prices([1.5, -0.25], links) == [1_500_000, -250_000]
    assert whole_prices([-1.5, 0.25], links) == [0, 0]
    assert limits_at([2, -5], links) == 2 * 7 - 5 * 3
