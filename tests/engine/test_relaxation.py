"""What is left out at some prices is in no plan worth so much, whatever the prices."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from doorlezen.engine.allocation import read_problem
from doorlezen.engine.allocation.posed.requirements import Choice, Pay
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.relaxation import Relaxation, relaxed
from tests.engine.drawing import as_bytes, problems
from tests.engine.every_plan import Every, Plans, size
from tests.examples import problem_examples


def allowed(relaxation: Relaxation, plan: Every, least: int) -> bool:
    left = relaxation.worth(least)
    choices = {choice for menu in left.menus for choice in menu}
    return choices >= {Choice(*chosen) for chosen in plan.chosen.items()} and all(
        cents <= left.most.get(Pay(*pay), 0) for pay, cents in plan.paid.items()
    )


@problem_examples(150, filtered=True)
@given(problems(most_demands=3), st.lists(st.floats(-3, 3), max_size=5), st.integers(0, 40))
def test_every_plan_that_is_worth_enough_stays(drawn: dict[str, Any], added: list[float], less: int) -> None:
    """At the solver's prices and at any others; the value itself is not beyond the bound."""
    assume(size(drawn) <= 2000)
    problem = read_problem(as_bytes(drawn))
    model = Model(problem)
    program = model.program(problem.requirements)
    found = relaxed(program, model.objective())
    plans = Plans(drawn).meeting()
    if found is None:
        assert not plans
        return
    prices = list(found.prices)
    for number, change in zip(range(len(prices)), added, strict=False):
        prices[number] += change
    for relaxation in (found, Relaxation(program, program.rows, model.objective(), prices)):
        for plan in plans:
            assert relaxation.bound >= plan.value
            assert allowed(relaxation, plan, plan.value)
            assert allowed(relaxation, plan, plan.value - less)
    # and something is left out: beyond the bound there is nothing at all
    assert not any(found.worth(found.bound + 1).menus)
