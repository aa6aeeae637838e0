"""The engine equals brute force: optimum, prices, minimal conflicts, and a check that agrees."""

from typing import Any

from hypothesis import given

from tests.engine.against import as_good_as, priced_as_by
from tests.engine.brute import Brute
from tests.engine.drawing import problems
from tests.examples import problem_examples

thorough = problem_examples(250)


@thorough
@given(problems())
def test_the_best_plan_is_the_best_of_all_plans(drawn: dict[str, Any]) -> None:
    as_good_as(Brute(drawn), drawn)


@thorough
@given(problems(most_demands=3))
def test_every_price_is_the_difference_of_two_best_values(drawn: dict[str, Any]) -> None:
    priced_as_by(Brute(drawn), drawn)
