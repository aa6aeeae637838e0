"""The ways out of a conflict over several years are the cheapest there are, as trying every plan says."""

from copy import deepcopy
from itertools import product
from typing import Any

from hypothesis import assume, given, settings

from doorlezen.engine.allocation import Effort, read_problem, solve
from doorlezen.engine.allocation.explain import MoreOverYears, Questions, Scale, explain
from tests.engine.drawing import as_bytes
from tests.engine.years_brute import YearsBrute, value_of
from tests.engine.years_drawing import purses_over_years, years_problems
from tests.examples import examples, problem_examples

some = problem_examples(25, filtered=True)
ONE = Effort(workers=1)


@some
@given(years_problems(most_demands=3))
def test_every_way_out_over_the_years_is_the_cheapest(drawn: dict[str, Any]) -> None:
    as_cheap_as_can_be(drawn)


@settings(some, max_examples=examples(12))
@given(purses_over_years())
def test_how_much_money_over_the_years_is_enough(drawn: dict[str, Any]) -> None:
    # every school must have something in every year: then money is what lacks
    drawn["funds"] = drawn["funds"][:1]
    asks = {"kind": "min_quarters", "schools": "all", "quarters": 1}
    drawn["requirements"].append({"id": "some", "by": "0281", "text": "everybody something", **asks})
    as_cheap_as_can_be(drawn)


def as_cheap_as_can_be(drawn: dict[str, Any]) -> None:
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assume(plan.status == "infeasible")
    assert plan.conflict is not None
    answer = explain(problem, plan, Questions(), effort=ONE).conflict
    assert answer is not None
    everything = {demand["id"] for demand in drawn["requirements"]}
    demands = {demand["id"]: demand for demand in drawn["requirements"]}
    assert [softer.id for softer in answer.softer] == list(plan.conflict)
    for softer in answer.softer:
        others = everything - {softer.id}
        if softer.value is None:
            assert YearsBrute(drawn).best(others) is None
            assert YearsBrute(drawn).best(set(softer.remaining)) is None
            continue
        variants = changed(demands[softer.id], softer.scale, softer.value)
        brute = YearsBrute({**drawn, "requirements": [*drawn["requirements"], *variants]})
        assert brute.best(others | {"enough"}) == softer.objective
        assert brute.best(others | {"stricter"}) is None
    means(drawn, everything, answer)


def changed(demand: dict[str, Any], scale: Scale, value: int) -> list[dict[str, Any]]:
    """The demand with this value, and with the one before it, which is a step stricter."""
    stricter = value - 1 if scale.loosest > scale.demanded else value + 1
    return [
        {**demand, "id": "enough", scale.parameter: value},
        {**demand, "id": "stricter", scale.parameter: stricter},
    ]


def means(drawn: dict[str, Any], everything: set[str], answer: Any) -> None:
    """The money and the time that is enough, less of which is not, however it is spread over the years."""
    for more, name in ((answer.money, "cents"), (answer.people, "quarters")):
        if more is None:
            assert YearsBrute(more_of(drawn, name, None)).best(everything) is None
            continue
        assert isinstance(more, MoreOverYears)
        given_in = dict(getattr(more, f"{name}_in"))
        total = sum(given_in.values())
        assert total == getattr(more, name)
        assert YearsBrute(more_of(drawn, name, given_in)).best(everything) == more.objective
        if total > 3:
            continue
        for spread in product(range(total), repeat=len(drawn["school_years"])):
            if sum(spread) == total - 1:
                less = dict(zip(drawn["school_years"], spread, strict=True))
                assert YearsBrute(more_of(drawn, name, less)).best(everything) is None


def more_of(drawn: dict[str, Any], name: str, amounts: dict[str, int] | None) -> dict[str, Any]:
    """The problem with so much more in each year; None: without a limit."""
    document, years = deepcopy(drawn), drawn["school_years"]
    if name == "cents":
        purse = {"id": "more", "name": "more", "schools": "all", "bouwstenen": ["expertise", "collectie"]}
        cents = None if amounts is None else {year: amounts.get(year, 0) for year in years}
        document["funds"].append({**purse, "cents": cents})
        return document
    capacity = {year: value_of(drawn["capacity_quarters"], year) for year in years}
    document["capacity_quarters"] = {
        year: None if most is None or amounts is None else most + amounts.get(year, 0)
        for year, most in capacity.items()
    }
    return document
