"""What each kind of demand states of itself is true of it, and a new kind is one class and one entry."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.engine.allocation import Effort, Problem, check, read_plan, read_problem, solve, write_plan
from doorlezen.engine.allocation.explain import Questions, explain
from doorlezen.engine.allocation.explain.focus import focus
from doorlezen.engine.allocation.explain.large import explain_large
from doorlezen.engine.allocation.explain.softening import softened
from doorlezen.engine.allocation.posed.requirements import (
    KINDS,
    Apart,
    Field,
    FieldRole,
    Outcome,
    Requirement,
    Row,
    Scale,
    Space,
)
from doorlezen.engine.allocation.posed.requirements.base import UNITS
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.parts.alone import alone
from doorlezen.engine.allocation.solving.parts.clash import conflict_by_parts
from doorlezen.engine.allocation.solving.parts.split import split
from doorlezen.language import money
from doorlezen.reports.explained import passages
from doorlezen.reports.telling import tell
from tests.engine.drawing import as_bytes, problems
from tests.examples import problem_examples

some = problem_examples(100, filtered=True)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_a_kind_states_all_that_is_asked_of_it(kind: type[Requirement]) -> None:
    assert not inspect.isabstract(kind)
    way: Any = kind.gives_way
    assert kind.fields[way].part in UNITS


@st.composite
def outcomes(draw: st.DrawFn, problem: Problem) -> Outcome:
    """Some option for every school, every cost paid by one of the funds that may."""
    chosen = {s.code: draw(st.sampled_from(problem.options(s.code))) for s in problem.schools}
    payments = []
    for code, option in chosen.items():
        for bouwsteen, cents in problem.cost(code, option).items():
            may = [f.id for f in problem.funds if code in f.schools and bouwsteen in f.bouwstenen]
            if may:
                payments.append((draw(st.sampled_from(may)), code, bouwsteen, cents))
    return Outcome(
        {code: option.quarters for code, option in chosen.items()},
        {school.code: school.pupils for school in problem.schools},
        {school.code: school.last_year_quarters for school in problem.schools},
        payments,
    )


def among(outcome: Outcome, schools: set[str]) -> Outcome:
    """What an outcome is for these schools."""
    return Outcome(
        {code: quarters for code, quarters in outcome.quarters.items() if code in schools},
        outcome.pupils,
        outcome.last_year_quarters,
        [row for row in outcome.payments if row[1] in schools],
    )


def mixed(outcome: Outcome, other: Outcome, schools: frozenset[str]) -> Outcome:
    """The first outcome at these schools, the second everywhere else."""
    here, elsewhere = among(outcome, set(schools)), among(other, set(other.quarters) - schools)
    return replace(
        other,
        quarters={**here.quarters, **elsewhere.quarters},
        payments=[*here.payments, *elsewhere.payments],
    )


@some
@given(problems(most_demands=4), st.data())
def test_softer_asks_less_at_every_step_and_nothing_at_its_loosest(
    drawn: dict[str, Any], data: st.DataObject
) -> None:
    problem = read_problem(as_bytes(drawn))
    outcome = data.draw(outcomes(problem))
    for demand in problem.requirements:
        scale = demand.scale(problem)
        assert getattr(demand, scale.parameter) == scale.demanded
        met = [softened(demand, scale, step).holds(outcome) for step in range(scale.steps + 1)]
        assert met == sorted(met)
        assert met[-1]


@some
@given(problems(most_demands=4), st.data())
def test_a_demand_is_about_no_schools_but_those_it_says(drawn: dict[str, Any], data: st.DataObject) -> None:
    problem = read_problem(as_bytes(drawn))
    outcome, other = data.draw(outcomes(problem)), data.draw(outcomes(problem))
    for demand in problem.requirements:
        about = demand.about(problem.fund)
        assert demand.holds(mixed(outcome, other, about)) == demand.holds(outcome)
        assert demand.only(about, problem.fund).holds(among(outcome, set(about))) == demand.holds(outcome)


@some
@given(problems(most_demands=4), st.data())
def test_what_is_left_of_a_demand_among_some_of_its_schools(
    drawn: dict[str, Any], data: st.DataObject
) -> None:
    problem = read_problem(as_bytes(drawn))
    outcome = data.draw(outcomes(problem))
    for demand in problem.requirements:
        own = sorted(demand.about(problem.fund))
        holds = {
            codes: demand.only(codes, problem.fund).holds(among(outcome, set(codes)))
            for count in range(1, len(own) + 1)
            for codes in combinations(own, count)
        }
        if demand.apart is Apart.EACH:
            assert demand.holds(outcome) == all(holds[code,] for code in own)
        if demand.apart is not Apart.TOGETHER and demand.holds(outcome):
            assert all(holds.values())


# A kind that is known nowhere else ------------------------------------------------------------------------


@dataclass(frozen=True)
class Dearest(Requirement):
    """What goes to each of these schools stays below an amount."""

    kind = "dearest"
    fields = {"at": Field(FieldRole.SCHOOLS), "ceiling": Field(FieldRole.CENTS_AT_MOST)}
    apart = Apart.EACH
    gives_way = "ceiling"
    at: tuple[str, ...]
    ceiling: int

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.at:
            yield Row(space.spent(code, -1), -self.ceiling)

    def loosest(self, problem: Problem) -> int:
        return max(self.ceiling, *(problem.dearest(code) for code in self.at), 0)

    def holds(self, outcome: Outcome) -> bool:
        return all(outcome.money([code]) <= self.ceiling for code in self.at)


CODES = ("01AA00", "02AA00", "03AA00")


def asked(*demands: Mapping[str, Any]) -> Problem:
    """Three schools that all want the most, under these demands."""
    options = [("0q", 0, 0, 0), ("4q", 4, 300_00, 5), ("8q", 8, 700_00, 9)]
    document = {
        "format": "doorlezen-problem/1",
        "title": "A kind more",
        "school_year": "2026-2027",
        "schools": [
            {
                "code": code,
                "name": code,
                "municipality": "0637",
                "pupils": 100,
                "score": 5,
                "collaboration": True,
                "last_year_quarters": 4,
                "weight": 1,
                "menu": "m",
            }
            for code in CODES
        ],
        "menus": {
            "m": [
                {"id": name, "quarters": quarters, "cost": {"expertise": {"fixed": cents}}, "points": points}
                for name, quarters, cents, points in options
            ]
        },
        "capacity_quarters": 20,
        "funds": [
            {
                "id": "own",
                "name": "Eigen geld",
                "cents": 2_000_00,
                "schools": "all",
                "bouwstenen": ["expertise"],
            }
        ],
        "requirements": [
            {"id": f"r{at}", "by": "0637", "text": "In hun woorden", **demand}
            for at, demand in enumerate(demands)
        ],
    }
    return read_problem(as_bytes(document))


def test_a_new_kind_is_one_class_and_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "dearest", Dearest)
    one = Effort(workers=1)
    problem = asked({"kind": "dearest", "at": [CODES[0], CODES[1]], "ceiling": 300_00})
    plan = solve(problem, effort=one, with_prices=True)
    assert check(problem, plan) == []
    assert (plan.objective, plan.choices[CODES[0]], plan.prices) == (19, "4q", {"r0": (4, 4)})
    assert check(problem, replace(plan, choices={**plan.choices, CODES[0]: "8q"})) != []
    told = explain(problem, plan, Questions(CODES, ["r0"], ["own"], people=True), effort=one)
    (answer,) = told.demands
    assert (answer.scale, answer.free_at) == (Scale("ceiling", 300_00, 700_00, "cents"), 700_00)
    written = read_plan(write_plan(plan))
    said = [line for part in passages(tell(problem, written, None), told) for line in part.lines]
    assert "Deze eis kost pas niets meer als de eis niets meer vraagt." in said
    # by its parts: what is asked of a school by itself, and what other schools make of it
    parts = split(Model(problem).program(problem.requirements), largest=1)
    by_parts = explain_large(problem, plan, Questions(CODES, ["r0"]), parts, effort=one, patience=15)
    assert [(bounds.which, bounds.least) for bounds in by_parts.bounds][-1] == ("r0", 4)
    part, _ = focus(problem, plan, [CODES[0], CODES[2]])
    assert [demand.about(part.fund) for demand in part.requirements] == [{CODES[0]}]
    assert alone(problem, [CODES[2]]).requirements == ()


def test_a_new_kind_clashes_and_gives_way_as_all_others_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "dearest", Dearest)
    one = Effort(workers=1)
    problem = asked(
        {"kind": "dearest", "at": "all", "ceiling": 200_00},
        {"kind": "min_quarters", "schools": [CODES[1]], "quarters": 4},
    )
    assert conflict_by_parts(problem, one, fewest=0, largest=1) == ("r0", "r1")
    plan = solve(problem, effort=one)
    told = explain(problem, plan, Questions(), effort=one)
    assert told.conflict is not None
    assert [(softer.id, softer.value) for softer in told.conflict.softer] == [("r0", 300_00), ("r1", 0)]
    said = " ".join(line for part in passages(tell(problem, plan, None), told) for line in part.lines)
    assert f"{money(300_00)} in plaats van {money(200_00)}" in said
