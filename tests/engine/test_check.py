"""The check finds every kind of lie in a plan. Nothing here needs a solver."""

import json
from dataclasses import replace
from typing import Any

import pytest

from doorlezen.engine.allocation import Payment, Plan, Price, check, read_plan, read_problem, write_plan
from tests.engine.test_problem_format import GOOD
from tests.words import OF_ANOTHER_PROBLEM

PROBLEM = read_problem(json.dumps(GOOD).encode())
RIGHT = Plan(
    problem_sha256=PROBLEM.sha256,
    status="optimal",
    objective=133 * 811,
    bound=133 * 811,
    seconds=0.1,
    choices={"00AP00": "8q", "00AR00": "0q"},
    payments=(
        Payment("library", "00AP00", "collectie", 8000),
        Payment("mbv2", "00AP00", "collectie", 30000),
        Payment("mbv2", "00AP00", "expertise", 496000),
    ),
    requirements={"r01": True},
)


def test_a_right_plan_has_nothing_wrong() -> None:
    assert check(PROBLEM, RIGHT) == []


def paid(*rows: tuple[str, str, str, int]) -> tuple[Payment, ...]:
    return tuple(Payment(*row) for row in rows)


EXPERTISE = ("mbv2", "00AP00", "expertise", 496000)
WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "another problem",
        {"problem_sha256": "0" * 64},
        [OF_ANOTHER_PROBLEM],
    ),
    ("a school without a choice", {"choices": {"00AP00": "8q"}}, ["school 00AR00 heeft geen keuze"]),
    (
        "a choice that is not on the menu",
        {"choices": {"00AP00": "8q", "00AR00": "99q"}},
        ["school 00AR00: keuze 99q staat niet in haar menu"],
    ),
    (
        "a school that is not there",
        {"choices": {**RIGHT.choices, "99ZZ99": "8q"}},
        ["school 99ZZ99 hoort niet bij dit probleem"],
    ),
    (
        "a cent too little",
        {"payments": paid(EXPERTISE, ("mbv2", "00AP00", "collectie", 37999))},
        ["00AP00 × collectie: kost 38000 cent, maar er is 37999 cent betaald"],
    ),
    (
        "money for nothing",
        {"payments": (*RIGHT.payments, Payment("library", "00AR00", "collectie", 1))},
        ["00AR00 × collectie: kost 0 cent, maar er is 1 cent betaald"],
    ),
    (
        "a fund that may not pay this bouwsteen",
        {
            "payments": paid(
                ("library", "00AP00", "expertise", 496000), ("mbv2", "00AP00", "collectie", 38000)
            )
        },
        ["betaling library × 00AP00 × expertise: deze pot mag dit hier niet betalen"],
    ),
    (
        "a row twice",
        {
            "payments": paid(
                EXPERTISE, ("mbv2", "00AP00", "collectie", 8000), ("mbv2", "00AP00", "collectie", 30000)
            )
        },
        ["betaling mbv2 × 00AP00 × collectie staat er 2 keer"],
    ),
    (
        "a demand that the plan calls unmet",
        {"requirements": {"r01": False}},
        ["eis r01 staat in het plan niet als vervuld"],
    ),
    ("a demand left out", {"requirements": {}}, ["eis r01 staat in het plan niet als vervuld"]),
    ("a demand that is not there", {"prices": {"r99": Price(0, 0)}}, ["eis r99 hoort niet bij dit probleem"]),
    (
        "a value too high",
        {"objective": 1, "bound": 1},
        [
            "de waarde is 107863, het plan zegt 1",
            "de bovengrens 1 ligt onder de waarde 107863",
            "een bewezen plan heeft een bovengrens gelijk aan zijn waarde",
        ],
    ),
    (
        "proven without proof",
        {"bound": 10**6},
        ["een bewezen plan heeft een bovengrens gelijk aan zijn waarde"],
    ),
    ("a plan with a conflict", {"conflict": ("r01",)}, ["een plan heeft geen conflict"]),
    (
        "no plan, with choices",
        {"status": "infeasible", "conflict": ()},
        ["de status is infeasible, maar er staan keuzes, betalingen of een waarde in"],
    ),
]


@pytest.mark.parametrize(("changes", "lines"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_every_lie_is_found(changes: dict[str, Any], lines: list[str]) -> None:
    assert check(PROBLEM, replace(RIGHT, **changes)) == lines


def test_limits_of_funds_people_and_demands_are_checked() -> None:
    tight = {
        **GOOD,
        "capacity_quarters": 7,
        "funds": [{**GOOD["funds"][0], "cents": 525999, "max_cents_per_school": 525998}, GOOD["funds"][1]],
        "requirements": [{**GOOD["requirements"][0], "cents": 526001}],
    }
    problem = read_problem(json.dumps(tight).encode())
    assert check(problem, replace(RIGHT, problem_sha256=problem.sha256)) == [
        "mbv2: betaalt 526000 cent, heeft 525999",
        "mbv2 × 00AP00: betaalt 526000 cent, mag hier 525998",
        "8 kwartieren, er zijn er 7",
        "eis r01 is niet vervuld: Besteed het",
    ]


def test_a_conflict_names_demands_that_are_there() -> None:
    plan = Plan(PROBLEM.sha256, "infeasible", None, None, 0.0, {}, (), {}, conflict=("r01", "r77"))
    assert check(PROBLEM, plan) == ["conflict: eis r77 bestaat niet"]


@pytest.mark.parametrize("room", [1, 32_502, 10**6])
def test_a_plan_that_is_nearly_proven_is_read_again(room: int) -> None:
    """Its gap has more decimals than anything that is published."""
    plan = replace(RIGHT, status="feasible", objective=1_295_676_498, bound=1_295_676_498 + room)
    assert read_plan(write_plan(plan)) == plan
