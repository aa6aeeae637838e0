"""One year beside years that stay: its plans are the ways to plan that year anew, tried one by one."""

from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from doorlezen.engine.allocation import (
    Effort,
    Payment,
    Plan,
    Problem,
    check,
    read_problem,
    solve,
)
from doorlezen.engine.allocation.explain.each_year import joined
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.focus import focus_on_year
from doorlezen.engine.allocation.explain.softening import softened
from doorlezen.engine.allocation.posed.names import at
from doorlezen.engine.allocation.posed.requirements import Outcome, Scale
from tests.engine.drawing import as_bytes
from tests.engine.years_brute import OneYear, YearsBrute, value_of
from tests.engine.years_cases import YEARS, good
from tests.engine.years_drawing import purses_over_years, years_problems
from tests.examples import examples, problem_examples

some = problem_examples(40, filtered=True)
ONE = Effort(workers=1)
MOST = 600


def planned(drawn: dict[str, Any]) -> tuple[Problem, Plan]:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assume(plan.status == "optimal")
    return problem, plan


class Ways(YearsBrute):
    """Every way to plan one year anew, judged with the other years as planned, by bookkeeping alone."""

    def __init__(self, problem: dict[str, Any], plan: Plan, year: str) -> None:
        self.problem = problem
        self.years = problem["school_years"]
        self.place = self.years.index(year)
        self.one = OneYear(problem, year)
        self.hours, self.spent, self.each = [], [], []
        for other in self.years:
            brute = OneYear({**problem, "schools": [], "requirements": []}, other)
            schools = [{k: value_of(v, other) for k, v in s.items()} for s in problem["schools"]]
            brute.schools = {school["code"]: school for school in schools}
            brute.problem = {**brute.problem, "requirements": self.one.problem["requirements"]}
            menus = problem["menus"]
            quarters = {
                code: next(
                    o["quarters"] for o in menus[school["menu"]] if o["id"] == plan.choices[at(other, code)]
                )
                for code, school in brute.schools.items()
            }
            paid = {
                (row.fund[10:], row.school[10:], row.bouwsteen): row.cents
                for row in plan.payments
                if row.fund.startswith(other)
            }
            self.hours.append(quarters)
            self.spent.append(summed(paid))
            self.each.append(brute.met(quarters, paid))
        self.everything = {demand["id"] for demand in problem["requirements"]}

    def right(self, quarters: dict[str, int], paid: dict[tuple[str, str, str], int]) -> bool:
        """Whether this year may be so; the capacity and what is paid were kept already."""

        def here(values: list[Any], value: Any) -> list[Any]:
            return [*values[: self.place], value, *values[self.place + 1 :]]

        met = self.met(here(self.hours, quarters), here(self.each, self.one.met(quarters, paid)))
        return met == self.everything and self.money_suffices(here(self.spent, summed(paid)))


def summed(paid: Any) -> dict[str, int]:
    spent: dict[str, int] = {}
    for (fund, _, _), cents in paid.items():
        spent[fund] = spent.get(fund, 0) + cents
    return spent


def every_way(drawn: dict[str, Any], year: str) -> list[Plan]:
    """Every set of choices for one year and every way to pay for it, whatever the funds hold."""
    one = OneYear(drawn, year)
    plans = []
    for options in product(*(drawn["menus"][school["menu"]] for school in one.schools.values())):
        chosen = dict(zip(one.schools, options, strict=True))
        due = [
            ((code, part), cost.get("fixed", 0) + cost.get("per_pupil", 0) * one.schools[code]["pupils"])
            for code, option in chosen.items()
            for part, cost in option["cost"].items()
        ]
        for paid in one.ways_to_pay(due, {}):
            rows = tuple(sorted(Payment(*key, cents) for key, cents in paid.items() if cents))
            plans.append(
                Plan("", "feasible", None, None, 0, {code: o["id"] for code, o in chosen.items()}, rows, {})
            )
            assume(len(plans) <= MOST)
    return plans


@some
@given(years_problems(), st.integers(0, 2))
def test_the_plans_of_a_year_are_the_ways_to_plan_it_anew(drawn: dict[str, Any], place: int) -> None:
    as_by_bookkeeping(drawn, place)


@some
@given(purses_over_years(), st.integers(0, 2))
def test_the_money_of_a_year_is_what_the_other_years_leave(drawn: dict[str, Any], place: int) -> None:
    as_by_bookkeeping(drawn, place)


def as_by_bookkeeping(drawn: dict[str, Any], place: int) -> None:
    problem, plan = planned(drawn)
    year = problem.school_years[place % len(problem.school_years)]
    of, own = focus_on_year(problem, plan, year)
    assert check(of, own) == []
    met = {demand.id: True for demand in of.requirements}
    ways = Ways(drawn, plan, year)
    capacity = value_of(drawn["capacity_quarters"], year)
    best: dict[tuple[str, str], int] = {}
    for way in every_way(drawn, year):
        quarters = {code: of.option(code, option).quarters for code, option in way.choices.items()}
        value = sum(
            of.school[code].weight * of.option(code, option).points for code, option in way.choices.items()
        )
        alone = Plan(of.sha256, "feasible", value, None, 0, way.choices, way.payments, met)
        fits = capacity is None or sum(quarters.values()) <= capacity
        right = fits and ways.right(quarters, {row[:3]: row.cents for row in way.payments})
        assert (check(of, alone) == []) == right
        assert (check(problem, joined(problem, plan, year, alone)) == []) == right
        if right:
            for choice in way.choices.items():
                best[choice] = max(value, best.get(choice, value))
    # the best plan of all years is the best of each year; and the rows say what the judgements say
    exact = Exact(of, own, ONE)
    assert exact.best(of) == own.objective == max(best.values())
    for school in of.schools:
        for option in of.options(school.code):
            found = exact.best(of, {school.code: frozenset({option.id})})
            assert found == best.get((school.code, option.id))


def test_keep_compares_with_the_hours_before_the_plan_and_nearness_with_the_year_before() -> None:
    document = good()
    document["capacity_quarters"] = dict(zip(YEARS, (0, 8, 8), strict=True))
    keep = {"id": "keep", "by": "0637", "text": "driekwart", "kind": "keep", "schools": ["00AP00"]}
    document["requirements"] = [{**keep, "percent": 75, "years": YEARS[1:2]}]
    problem = read_problem(as_bytes(document))
    plan = solve(problem, effort=ONE)
    assert [plan.choices[at(year, "00AP00")] for year in YEARS] == ["0q", "8q", "8q"]
    of, own = focus_on_year(problem, plan, YEARS[1])
    assert of.school["00AP00"].last_year_quarters == 0
    assert problem.school[at(YEARS[1], "00AP00")].last_year_quarters == 8
    exact = Exact(of, own, ONE)
    assert exact.best(of, {"00AP00": frozenset({"0q"})}) is None
    [demand] = of.requirements
    assert [demand.holds(Outcome({"00AP00": hours}, {}, {}, ())) for hours in (0, 5, 6, 8)] == [
        False,
        False,
        True,
        True,
    ]
    assert demand.scale(of) == Scale("percent", 75, 0, "percent")


@settings(some, max_examples=examples(100))
@given(
    st.integers(0, 12), st.integers(0, 8), st.integers(0, 8), st.booleans(), st.integers(0, 12), st.booleans()
)
def test_a_softer_drop_asks_less_at_every_step_and_nothing_at_its_loosest(
    start: int, first: int, second: int, from_the_start: bool, drop: int, percent: bool
) -> None:
    document = good()
    document["schools"][0]["last_year_quarters"] = start
    limit = {"percent": min(100, 8 * drop)} if percent else {"quarters": drop}
    document["requirements"] = [
        {"id": "d", "by": "0637", "text": "gently", "kind": "max_drop", "schools": ["00AP00"], **limit}
        | {"years": YEARS[:2] if from_the_start else YEARS[1:2]}
    ]
    problem = read_problem(as_bytes(document))
    [demand] = problem.requirements
    scale = demand.scale(problem)
    hours = dict(zip((at(year, "00AP00") for year in YEARS[:2]), (first, second), strict=True))
    outcome = Outcome(hours, {}, {at(YEARS[0], "00AP00"): start}, ())
    met = [softened(demand, scale, step).holds(outcome) for step in range(scale.steps + 1)]
    assert met == sorted(met)
    assert met[-1]
