"""Every verdeelsleutel and every point of the frontier equals brute force, written from the words alone."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from doorlezen.engine.allocation import Effort, check, read_problem
from doorlezen.engine.allocation.keys import KEYS, compare, figures_of, frontier
from doorlezen.engine.allocation.keys.figures import gini
from doorlezen.engine.allocation.keys.proportional import logarithm
from tests.engine.drawing import as_bytes, problems
from tests.engine.every_choice import Options, every_choice, value_of
from tests.examples import examples, problem_examples

thorough = problem_examples(60)
ONE = Effort(workers=1)
NEVER = Fraction(10**6)


def reached(problem: dict[str, Any], chosen: Options) -> int:
    return sum(chosen[s["code"]]["quarters"] > 0 and s["pupils"] > 0 for s in problem["schools"])


def least(problem: dict[str, Any], chosen: Options) -> Fraction:
    """The lowest hours per pupil among schools with hours; beyond every level where there is none."""
    return min(
        (
            Fraction(chosen[school["code"]]["quarters"], school["pupils"])
            for school in problem["schools"]
            if school["pupils"] and chosen[school["code"]]["quarters"]
        ),
        default=NEVER,
    )


def moved(problem: dict[str, Any], chosen: Options) -> int:
    return sum(abs(chosen[s["code"]]["quarters"] - s["last_year_quarters"]) for s in problem["schools"])


def fairness(problem: dict[str, Any], chosen: Options) -> int:
    thousandths = {0: 0, 1: 0, 2: 693, 3: 1099, 4: 1386, 5: 1609, 6: 1792}
    return sum(s["pupils"] * thousandths[chosen[s["code"]]["quarters"]] for s in problem["schools"])


OWN_GOALS: dict[str, Any] = {
    "need": lambda problem, chosen: (),
    "reach": lambda problem, chosen: (reached(problem, chosen),),
    "equal": lambda problem, chosen: (reached(problem, chosen), least(problem, chosen)),
    "proportional": lambda problem, chosen: (fairness(problem, chosen),),
    "last-year": lambda problem, chosen: (-moved(problem, chosen),),
}


def test_every_key_is_compared_with_brute_force() -> None:
    assert list(KEYS) == list(OWN_GOALS)


@thorough
@given(problems(most_demands=3))
def test_every_key_reaches_its_goals_in_its_order(drawn: dict[str, Any]) -> None:
    choices = every_choice(drawn)
    problem = read_problem(as_bytes(drawn))
    comparison = compare(problem, list(KEYS.values()), effort=ONE)
    assert comparison.infeasible == (not choices)
    if not choices:
        assert [division.plan for division in comparison.divisions] == [None] * len(KEYS)
        return
    first = comparison.divisions[0].plan
    assert first is not None
    for division in comparison.divisions:

        def score(chosen: Options, own: Any = OWN_GOALS[division.key.id]) -> Any:
            return (*own(drawn, chosen), value_of(drawn, chosen), -moved(drawn, chosen))

        plan, figures = division.plan, division.figures
        assert plan is not None
        assert figures is not None
        by_id = {name: {option["id"]: option for option in menu} for name, menu in drawn["menus"].items()}
        chosen = {s["code"]: by_id[s["menu"]][plan.choices[s["code"]]] for s in drawn["schools"]}
        assert score(chosen) == max(map(score, choices))
        assert division.proven
        assert check(problem, plan) == []
        assert plan.bound == max(value_of(drawn, one) for one in choices)
        assert (figures.value, figures.moved) == (value_of(drawn, chosen), moved(drawn, chosen))
        assert figures.lowest == (None if least(drawn, chosen) == NEVER else least(drawn, chosen))
        assert division.other_than_need == sum(
            problem.option(code, plan.choices[code]).quarters
            != problem.option(code, first.choices[code]).quarters
            for code in problem.school
        )


@thorough
@given(problems(most_demands=3))
def test_the_frontier_is_every_point_that_no_plan_beats(drawn: dict[str, Any]) -> None:
    all_points = {(reached(drawn, one), least(drawn, one)): one for one in every_choice(drawn)}
    best = {
        point
        for point in all_points
        if point[0] and not any(other != point and dominates(other, point) for other in all_points)
    }
    found = frontier(read_problem(as_bytes(drawn)), effort=ONE, points=10).points
    assert [(point.reached, point.lowest) for point in found] == sorted(best)
    assert all(point.proven for point in found)
    for point in found:
        values = [
            value_of(drawn, one)
            for one in every_choice(drawn)
            if reached(drawn, one) >= point.reached and least(drawn, one) >= point.lowest
        ]
        assert (point.value, point.bound) == (max(values), max(values))


def dominates(one: tuple[int, Fraction], other: tuple[int, Fraction]) -> bool:
    return one[0] >= other[0] and one[1] >= other[1]


def test_gini_is_that_of_all_pupils() -> None:
    assert gini([(4, 100), (8, 200)]) == 0
    assert gini([(4, 100), (0, 100)]) == Fraction(1, 2)
    assert gini([(4, 100), (0, 300)]) == Fraction(3, 4)
    assert gini([(6, 100), (2, 100)]) == Fraction(1, 4)
    assert gini([(6, 100), (2, 100), (9, 0)]) == Fraction(1, 4)
    assert gini([(0, 100)]) is None


@given(problems(most_demands=0))
@settings(max_examples=examples(30))
def test_gini_is_half_the_mean_difference_between_two_pupils(drawn: dict[str, Any]) -> None:
    problem = read_problem(as_bytes(drawn))
    choices = {school.code: problem.options(school.code)[-1].id for school in problem.schools}
    pupils = [
        Fraction(problem.option(school.code, choices[school.code]).quarters, school.pupils)
        for school in problem.schools
        for _ in range(school.pupils)
    ]
    if not sum(pupils):
        assert figures_of(problem, choices).gini is None
        return
    apart = sum(abs(a - b) for a in pupils for b in pupils) / Fraction(len(pupils) ** 2)
    assert figures_of(problem, choices).gini == apart / (2 * sum(pupils) / Fraction(len(pupils)))


@pytest.mark.parametrize(("quarters", "thousandths"), [(0, 0), (1, 0), (2, 693), (8, 2079), (24, 3178)])
def test_logarithms_are_rounded_to_thousandths(quarters: int, thousandths: int) -> None:
    assert logarithm(quarters) == thousandths


def test_without_time_nothing_is_claimed(shared: Path) -> None:
    problem = read_problem((shared / "problems/rivierengebied-2019.json").read_bytes())
    comparison = compare(problem, list(KEYS.values()), effort=ONE, guard=0.0)
    assert not comparison.infeasible
    assert [(division.plan, division.proven) for division in comparison.divisions] == [(None, False)] * 5
    assert frontier(problem, effort=ONE, guard=0.0).points == ()


def test_on_a_real_problem_need_is_the_known_optimum_and_the_frontier_falls(shared: Path) -> None:
    problem = read_problem((shared / "problems/rivierengebied-2019.json").read_bytes())
    need, reach = compare(problem, [KEYS["need"], KEYS["reach"]], effort=Effort(workers=2)).divisions
    assert need.plan is not None
    assert (need.plan.status, need.plan.objective) == ("optimal", 20_508_008)
    assert reach.figures is not None
    assert (reach.figures.served, reach.proven) == (129, True)
    points = frontier(problem, effort=Effort(workers=2), points=3).points
    assert [point.reached for point in points] == sorted({point.reached for point in points})
    levels = [point.lowest for point in points]
    assert levels == sorted(set(levels), reverse=True)
    assert (points[-1].reached, all(point.proven for point in points)) == (129, True)
