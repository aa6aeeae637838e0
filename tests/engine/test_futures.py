"""Futures: the stable plan equals brute force over shared choices; drawing, reading and risks."""

import copy
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorlezen.engine.allocation import Effort, check, read_problem
from doorlezen.engine.allocation.futures import (
    MEASURES,
    Flip,
    Flips,
    Future,
    as_future,
    become,
    draw_futures,
    near_the_drempel,
    read_flips,
    risks,
    stable_plan,
    write_flips,
)
from doorlezen.engine.allocation.futures.future import after
from doorlezen.engine.allocation.keys.figures import quarters_of
from doorlezen.engine.allocation.posed.extending import extend
from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.language import InputError
from tests.engine.drawing import as_bytes, problems
from tests.engine.every_choice import every_choice, value_of
from tests.engine.test_problem_format import GOOD
from tests.examples import examples, problem_examples

thorough = problem_examples(60)
ONE = Effort(workers=1)


@st.composite
def with_flips(draw: st.DrawFn) -> tuple[dict[str, Any], list[Flip], dict[str, Any]]:
    """A problem, flips of some of its schools, and the problem as a file would hold it after them."""
    problem = draw(problems(most_demands=2))
    other = copy.deepcopy(problem)
    codes = [school["code"] for school in problem["schools"]]
    paid = {f["id"]: set(codes if f["schools"] == "all" else f["schools"]) for f in problem["funds"]}
    flips = []
    for school in other["schools"]:
        if not draw(st.booleans()):
            continue
        code = school["code"]
        crosses = [name for name in paid if draw(st.booleans())]
        leaves = tuple(name for name in crosses if code in paid[name])
        joins = tuple(name for name in crosses if code not in paid[name])
        weight, menu = draw(st.none() | st.integers(0, 3)), draw(st.sampled_from([None, "a", "b"]))
        flips.append(Flip(code, Decimal("2.5"), weight, menu, leaves, joins))
        school["score"] = 2.5
        school["weight"] = school["weight"] if weight is None else weight
        school["menu"] = menu or school["menu"]
        for name in crosses:
            paid[name] ^= {code}
    for fund in other["funds"]:
        fund["schools"] = [code for code in codes if code in paid[fund["id"]]]
    return problem, flips, other


def shared(worlds: list[dict[str, Any]]) -> list[tuple[dict[str, int], list[int]]]:
    """The hours, and the value in each world, of every set of choices that is valid in all of them."""
    by_world = [
        {
            tuple((code, option["id"], option["quarters"]) for code, option in chosen.items()): chosen
            for chosen in every_choice(world)
        }
        for world in worlds
    ]
    everywhere = set.intersection(*(set(found) for found in by_world))
    return [
        (
            {code: quarters for code, _, quarters in key},
            [value_of(world, found[key]) for world, found in zip(worlds, by_world, strict=True)],
        )
        for key in sorted(everywhere)
    ]


@thorough
@given(with_flips(), st.sampled_from(MEASURES))
def test_the_stable_plan_is_the_best_in_the_worst_of_all_shared_choices(
    drawn: tuple[dict[str, Any], list[Flip], dict[str, Any]], measure: str
) -> None:
    today, flips, later = drawn
    problem = read_problem(as_bytes(today))
    future = Future("later", after(problem, flips))
    now, becoming = become(problem, [future], effort=ONE)
    best = [
        max((value_of(world, one) for one in every_choice(world)), default=None) for world in (today, later)
    ]
    assert (now.plan and now.plan.objective) == best[0]
    if now.plan is None:
        assert now.infeasible
        return
    there = becoming[0].plan
    assert (there and there.objective, becoming[0].infeasible) == (best[1], best[1] is None)
    choices = shared([today, later])
    hours_today = quarters_of(problem, now.plan.choices)
    assert becoming[0].holds == any(
        tuple((code, option["id"]) for code, option in one.items()) == tuple(now.plan.choices.items())
        for one in every_choice(later)
    )
    if there is None:
        assert choices == []
        return
    bounds = [now.plan.bound or 0, there.bound or 0]
    found = stable_plan(
        [Future("", problem), future], measure=measure, best=bounds, today=hours_today, effort=ONE
    )
    assert found.infeasible == (not choices)
    if not choices:
        return
    base = bounds if measure == "regret" else [0, 0]

    def score(hours: dict[str, int], values: list[int]) -> tuple[int, int, int]:
        least = min(value - from_ for value, from_ in zip(values, base, strict=True))
        return least, values[0], -sum(abs(hours[code] - hours_today[code]) for code in hours)

    mine = quarters_of(problem, found.plans[0].choices)
    assert found.proven
    assert score(mine, list(found.values)) == max(score(*one) for one in choices)
    assert found.worst is not None
    assert (found.worst.value, found.worst.bound) == (score(mine, list(found.values))[0],) * 2
    assert found.plans[0].choices == found.plans[1].choices
    assert (mine, list(found.values)) in choices
    assert check(problem, found.plans[0]) == []
    assert check(future.problem, found.plans[1]) == []


@given(with_flips())
@settings(max_examples=examples(60))
def test_a_flip_changes_what_it_says_and_nothing_else(
    drawn: tuple[dict[str, Any], list[Flip], dict[str, Any]],
) -> None:
    today, flips, later = drawn
    made, read = after(read_problem(as_bytes(today)), flips), read_problem(as_bytes(later))
    assert (made.schools, made.requirements) == (read.schools, read.requirements)
    assert [in_order(fund) for fund in made.funds] == [in_order(fund) for fund in read.funds]
    assert made.sha256 == ""


def in_order(fund: Fund) -> Fund:
    return replace(fund, schools=tuple(sorted(fund.schools)))


@given(with_flips())
@settings(max_examples=examples(40))
def test_flips_survive_their_file(drawn: tuple[dict[str, Any], list[Flip], dict[str, Any]]) -> None:
    problem = read_problem(as_bytes(drawn[0]))
    flips = Flips(Decimal("0.1"), "drawn", tuple(drawn[1]))
    assert read_flips(write_flips(flips, problem), problem) == flips


PROBLEM = read_problem(json.dumps(GOOD).encode())
FIRST, SECOND = (school["code"] for school in GOOD["schools"])


def flip_file(**changes: Any) -> bytes:
    flip = {"school": FIRST, "score": 0, **changes.pop("flip", {})}
    document = {
        "format": "doorlezen-futures/1",
        "problem_sha256": PROBLEM.sha256,
        "band": 0.1,
        "source": "CBS, 1 oktober 2019",
        "flips": [flip],
        **changes,
    }
    return json.dumps(document).encode()


BAD_FILES = [
    (flip_file(format="x"), "format: moet 'doorlezen-futures/1' zijn, niet 'x'"),
    (flip_file(problem_sha256="0"), "problem_sha256: hoort bij een ander probleem; maak dit bestand opnieuw"),
    (flip_file(flip={"score": None}), "flips[0].score: moet minstens 0 zijn, niet None"),
    (flip_file(flip={"score": -1}), "flips[0].score: moet minstens 0 zijn, niet -1"),
    (flip_file(flip={"leaves": ["none"]}), 'flips[0].leaves[0]: "none" komt in dit bestand niet voor'),
    (flip_file(flip={"wieght": 3}), "flips[0].wieght: deze sleutel bestaat hier niet"),
    (flip_file(flips=[{"school": FIRST, "score": 0}] * 2), f"flips[1].school: '{FIRST}' staat er twee keer"),
    (flip_file(more=1), "more: deze sleutel bestaat hier niet"),
    (flip_file()[:-9], None),
]


@pytest.mark.parametrize(("data", "line"), BAD_FILES)
def test_a_wrong_file_of_flips_is_refused_with_its_path(data: bytes, line: str | None) -> None:
    with pytest.raises(InputError) as wrong:
        read_flips(data, PROBLEM, name="f.json")
    if line is None:
        assert str(wrong.value).startswith("f.json, regel 1: hier is het bestand niet te lezen")
    else:
        assert str(wrong.value) == f"f.json: {line}"


def world(*scores: float | None) -> Any:
    """Schools of 100 pupils with these scores, one scheme for all of them and one other purse."""
    schools = [
        {**GOOD["schools"][0], "code": f"0{at}AA00", "pupils": 100, "score": score, "weight": 1, "menu": "m"}
        for at, score in enumerate(scores)
    ]
    menu = [
        {"id": "0q", "quarters": 0, "cost": {}, "points": 0},
        {"id": "4q", "quarters": 4, "cost": {"expertise": {"fixed": 1000}}, "points": 10},
    ]
    funds = [
        {"id": name, "name": name, "cents": cents, "schools": "all", "bouwstenen": ["expertise"]}
        for name, cents in (("scheme", 2000), ("own", 1000))
    ]
    return read_problem(
        json.dumps(
            {**GOOD, "schools": schools, "menus": {"m": menu}, "funds": funds, "requirements": []}
        ).encode()
    )


def test_near_are_the_schools_at_most_the_band_above_the_drempel() -> None:
    problem = world(0, 10, 10.01, None, 0.01)
    flips = near_the_drempel(problem, Decimal("0.1"), ["scheme"])
    assert [(flip.school, flip.score, flip.leaves, flip.joins) for flip in flips] == [
        ("01AA00", Decimal(0), ("scheme",), ()),
        ("04AA00", Decimal(0), ("scheme",), ()),
    ]


def test_a_school_whose_payer_stops_is_at_risk_and_the_stable_plan_has_its_price() -> None:
    problem = world(5, 5, 5)
    flips = near_the_drempel(problem, Decimal("0.1"), ["scheme"])
    futures = draw_futures(problem, flips, count=0, seed=0)
    assert [future.name for future in futures] == ["alle dalers dalen"]
    now, becoming = become(problem, futures, effort=ONE)
    assert now.plan is not None
    assert (now.plan.objective, becoming[0].holds) == (30, False)
    assert becoming[0].plan is not None
    assert becoming[0].plan.objective == 10
    found = risks(problem, now.plan, becoming)
    assert sum(risk.cents for risk in found) == 2000
    assert sum(risk.unpaid for risk in found) == 2
    assert sum(risk.least == 0 for risk in found) == 2
    stable = stable_plan(
        [Future("", problem), *futures],
        best=[30, 10],
        today=quarters_of(problem, now.plan.choices),
        effort=ONE,
    )
    assert (stable.values, stable.worst and stable.worst.value) == ((10, 10), 10)


def test_the_same_seed_draws_the_same_futures_each_once() -> None:
    problem = world(5, 5, 5, 5)
    flips = near_the_drempel(problem, Decimal("0.1"), ["scheme"])
    first, again = (draw_futures(problem, flips, count=40, seed=7) for _ in range(2))
    assert first == again
    assert (
        len({tuple(school.score for school in future.problem.schools) for future in first})
        == len(first)
        == 15
    )
    assert draw_futures(problem, flips, count=5, seed=7) != draw_futures(problem, flips, count=5, seed=8)
    assert draw_futures(problem, (), count=5, seed=7) == ()


def test_another_edition_must_have_the_same_schools() -> None:
    with pytest.raises(InputError) as wrong:
        as_future(world(1, 2), world(1, 2, 3), name="next.json")
    assert str(wrong.value) == (
        "next.json: heeft niet dezelfde scholen: 1 verschil, te beginnen met 02AA00; "
        "een plan voor beide kan alleen met dezelfde scholen"
    )
    assert as_future(world(1, 2), world(2, 0), name="next.json").problem == world(2, 0)


@thorough
@given(with_flips())
def test_what_flips_over_the_years_flips_in_each_of_them(
    drawn: tuple[dict[str, Any], list[Flip], dict[str, Any]],
) -> None:
    document, flips, _ = drawn
    one = read_problem(as_bytes(document))
    several = replace(extend(one, 2), sha256="0" * 64)
    assert after(several, flips) == extend(after(one, flips), 2)
    band, funds = Decimal(2), {"scheme"}
    assert near_the_drempel(several, band, funds) == near_the_drempel(one, band, funds)
    written = write_flips(Flips(band, "drawn", tuple(flips)), several)
    assert read_flips(written, several).flips == tuple(flips)


def test_a_plan_over_the_years_stands_every_future() -> None:
    today = extend(read_problem(as_bytes(GOOD)), 2)
    coming = [Future("dure", replace(today, funds=tuple(replace(f, use=None) for f in today.funds)))]
    now, becoming = become(today, coming, effort=ONE)
    assert now.plan is not None
    bounds = [found.plan.bound for found in (now, *becoming) if found.plan and found.plan.bound is not None]
    hours = quarters_of(today, now.plan.choices)
    found = stable_plan([Future("nu", today), *coming], best=bounds, today=hours, effort=ONE)
    assert (found.proven, len(found.plans)) == (True, 2)
    assert all(check(today, plan) == [] and plan.carried is not None for plan in found.plans)
    assert risks(today, now.plan, becoming) == ()
