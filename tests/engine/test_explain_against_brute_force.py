"""Every statement of `explain` equals what trying every plan there is says."""

from functools import reduce
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from doorlezen.engine.allocation import Effort, Problem, read_problem, solve
from doorlezen.engine.allocation.explain.alone import moved_alone
from doorlezen.engine.allocation.explain.demands import DemandAnswer, explain_demand
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import Extra
from doorlezen.engine.allocation.explain.funds import BLOCKS, explain_fund
from doorlezen.engine.allocation.explain.knot import ways_out
from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.engine.allocation.explain.people import explain_people
from doorlezen.engine.allocation.explain.schools import SchoolAnswer, explain_school
from doorlezen.engine.allocation.explain.ways_out import WholeKnot
from doorlezen.engine.allocation.posed.requirements import Scale
from tests.engine.drawing import as_bytes, problems
from tests.engine.every_plan import Every, Plans, lifted, open_to, rules, size, with_fund_cents
from tests.examples import problem_examples

SMALL = 4000
ONE = Effort(workers=1)
some = problem_examples(100, filtered=True)


def planned(drawn: dict[str, Any]) -> Exact:
    """The drawn problem beside its best plan; only where there is one."""
    assume(size(drawn) <= SMALL)
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assume(plan.status == "optimal")
    return Exact(problem, plan, ONE)


def of_all_best(plans: Plans, present: dict[str, str]) -> tuple[int, int] | None:
    """The best value, and the fewest schools that a plan of that value changes."""
    best = plans.best()
    if best is None:
        return None
    return best, min(changed(plan, present) for plan in plans.meeting() if plan.value == best)


def changed(plan: Every, present: dict[str, str]) -> int:
    return sum(plan.chosen[code] != option for code, option in present.items())


def moved_by(problem: Problem, moved: tuple[Move, ...], present: dict[str, str]) -> None:
    """Every move is of another school, and begins at what the present plan gives."""
    codes = [move.school for move in moved]
    assert codes == [school.code for school in problem.schools if school.code in set(codes)]
    now = {code: problem.option(code, option).quarters for code, option in present.items()}
    assert [move.quarters_before for move in moved] == [now[code] for code in codes]


@some
@given(problems(most_demands=3))
def test_what_a_school_is_told(drawn: dict[str, Any]) -> None:
    exact = planned(drawn)
    assert exact.plan is not None
    present, best = dict(exact.plan.choices), exact.plan.objective
    for code in present:
        answer = explain_school(exact, code)
        menu = exact.problem.options(code)
        more = sorted(option.quarters for option in menu if option.quarters > answer.quarters)
        assert answer.next_quarters == (more[0] if more else None)
        if not more:
            continue
        step = {option.id for option in menu if option.quarters == more[0]}
        stops(drawn, answer, present, step)
        takes(drawn, answer, present, step)
        forced = of_all_best(Plans(open_to(drawn, {code: step})), present)
        found = None if answer.loss is None else (best - answer.loss, len(answer.moved))
        assert found == forced
        moved_by(exact.problem, answer.moved, present)


@some
@given(problems(most_demands=1), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_how_much_money_a_school_lacks(drawn: dict[str, Any], cents: list[int]) -> None:
    """Money is all that is scarce here, and several cents of it are needed."""
    drawn["capacity_quarters"] = None
    drawn["funds"] = [
        {**fund, "cents": held, "schools": "all", "max_cents_per_school": None, "max_cents_per_pupil": None}
        for fund, held in zip(drawn["funds"], cents, strict=False)
    ]
    exact = planned(drawn)
    assert exact.plan is not None
    present = dict(exact.plan.choices)
    for code in present:
        answer = explain_school(exact, code)
        if answer.next_quarters is not None:
            menu = exact.problem.options(code)
            step = {option.id for option in menu if option.quarters == answer.next_quarters}
            takes(drawn, answer, present, step)


def test_of_equal_plans_the_one_that_changes_the_fewest_schools() -> None:
    """Eight equal schools, room for four: a fifth takes the place of one, and nobody else moves."""
    menu = [{"id": "0", "quarters": 0, "cost": {}, "points": 0}]
    menu.append({"id": "4", "quarters": 4, "cost": {"expertise": {"fixed": 10}}, "points": 3})
    school = {"municipality": "0281", "pupils": 9, "score": None, "collaboration": True, "weight": 2}
    codes = [f"0{index}AA00" for index in range(8)]
    problem = {
        "format": "doorlezen-problem/1",
        "title": "equal",
        "school_year": "2026-2027",
        "schools": [
            {
                **school,
                "code": code,
                "name": code,
                "menu": "m",
                "last_year_quarters": 4 * (code in codes[2:6]),
            }
            for code in codes
        ],
        "menus": {"m": menu},
        "capacity_quarters": 16,
        "funds": [{"id": "f", "name": "f", "cents": None, "schools": "all", "bouwstenen": ["expertise"]}],
        "requirements": [],
    }
    read = read_problem(as_bytes(problem))
    exact = Exact(read, solve(read, effort=ONE), ONE)
    for code in (codes[0], codes[1], codes[6], codes[7]):
        answer = explain_school(exact, code)
        assert (answer.loss, len(answer.moved), sum(move.quarters for move in answer.moved)) == (0, 2, 0)
    fewer, more = explain_people(exact, block=8).blocks
    assert (fewer.value, [move.quarters for move in fewer.moved]) == (12, [-4, -4])
    assert (more.value, [move.quarters for move in more.moved]) == (36, [4, 4])


def stops(drawn: dict[str, Any], answer: SchoolAnswer, present: dict[str, str], step: set[str]) -> None:
    """With all others as they are: the rules that alone hold the step back, or some that do together."""
    kept = open_to(drawn, {**{code: {option} for code, option in present.items()}, answer.code: step})

    def possible(*without: tuple[str, str]) -> bool:
        problem = reduce(lambda p, rule: lifted(p, *rule), without, kept)
        assume(size(problem) <= SMALL)
        return Plans(problem).meeting() != []

    assert answer.possible == possible()
    if answer.possible:
        assert (answer.lifts, answer.together) == ((), ())
        return
    assert sorted(map(tuple, answer.lifts)) == sorted(rule for rule in rules(drawn) if possible(rule))
    money = [rule for rule in rules(drawn) if rule[0] == "money" and rule not in answer.together]
    assert answer.or_other == any(
        possible(*(rule for rule in answer.together if rule != named), other)
        for named in answer.together
        if named.kind == "money"
        for other in money
    )
    if answer.together:
        assert answer.lifts == ()
        assert possible(*answer.together)
        for limit in answer.together:
            assert not possible(*(other for other in answer.together if other != limit))
    elif not answer.lifts:
        assert not possible(*rules(drawn))


def takes(drawn: dict[str, Any], answer: SchoolAnswer, present: dict[str, str], step: set[str]) -> None:
    """With no school getting fewer hours: the least money, the least time, the least of both."""
    menus = {school["code"]: drawn["menus"][school["menu"]] for school in drawn["schools"]}
    now = {
        code: next(option["quarters"] for option in menus[code] if option["id"] == chosen)
        for code, chosen in present.items()
    }
    floor = {
        code: {option["id"] for option in menu if option["quarters"] >= now[code]}
        for code, menu in menus.items()
    }
    free = open_to(drawn, {**floor, answer.code: step})
    capacity, held = drawn["capacity_quarters"], {fund["id"]: fund["cents"] for fund in drawn["funds"]}
    for fund in held:
        free = with_fund_cents(free, fund, None)
    free["capacity_quarters"] = None
    every = Plans(free).meeting()
    cents = [
        sum(max(0, plan.spent(fund) - limit) for fund, limit in held.items() if limit is not None)
        for plan in every
    ]
    quarters = [0 if capacity is None else max(0, sum(plan.quarters.values()) - capacity) for plan in every]
    pairs = sorted(zip(quarters, cents, strict=True))
    money = min((c for q, c in pairs if q == 0), default=None)
    people = min((q for q, c in pairs if c == 0), default=None)
    assert (None if answer.money is None else answer.money.all_cents) == money
    assert answer.people == people
    if money is None and people is None and pairs:
        assert answer.both is not None
        assert (answer.both.quarters, answer.both.all_cents) == pairs[0]
    else:
        assert answer.both is None
    extra = Extra(answer.people, {}) if answer.people else answer.money or answer.both
    if extra is None or not (extra.quarters or extra.cents):
        assert answer.best_then is None
        return
    more = {**drawn, "capacity_quarters": None if capacity is None else capacity + extra.quarters}
    for fund, amount in extra.cents.items():
        more = with_fund_cents(more, fund, (held[fund] or 0) + amount)
    of_all = of_all_best(Plans(more), present)
    assert of_all is not None
    assert answer.best_then is not None
    assert len(answer.best_then) == of_all[1]


def test_what_is_nearest_to_a_school_is_named_first() -> None:
    """A school of one gemeente that lacks time and money: any of three purses would do. The own one pays the
    fewest schools, so that is the one that is named, and the one that would need more."""
    menu = [{"id": "0", "quarters": 0, "cost": {}, "points": 0}]
    menu.append({"id": "4", "quarters": 4, "cost": {"expertise": {"fixed": 100}}, "points": 3})
    codes = [f"0{index}AA00" for index in range(3)]
    fund = {"cents": 50, "bouwstenen": ["expertise"]}
    problem = {
        "format": "doorlezen-problem/1",
        "title": "near",
        "school_year": "2026-2027",
        "schools": [
            {
                "code": code,
                "name": code,
                "municipality": "0281",
                "pupils": 9,
                "score": None,
                "collaboration": True,
                "weight": 1,
                "menu": "m",
                "last_year_quarters": 0,
            }
            for code in codes
        ],
        "menus": {"m": menu},
        "capacity_quarters": 0,
        "funds": [
            {**fund, "id": "all", "name": "all", "schools": "all"},
            {**fund, "id": "own", "name": "own", "schools": [codes[0]]},
            {**fund, "id": "other", "name": "other", "schools": codes[:2]},
            {**fund, "id": "elsewhere", "name": "elsewhere", "cents": 0, "schools": [codes[2]]},
        ],
        "requirements": [],
    }
    problem["funds"][0]["cents"] = 0  # type: ignore[index]
    problem["funds"][1]["cents"] = problem["funds"][2]["cents"] = 40  # type: ignore[index]
    read = read_problem(as_bytes(problem))
    answer = explain_school(Exact(read, solve(read, effort=ONE), ONE), codes[0])
    assert answer.together == (("people", ""), ("money", "own"))
    assert answer.or_other
    assert answer.both == Extra(4, {"own": 20})


def first_soft(scale: Scale, demand: dict[str, Any], plans: Plans, those: list[Every]) -> int | None:
    """The first value from strict to soft at which one of those plans meets the demand, one by one."""
    for step in range(scale.steps + 1):
        value = scale.demanded + (step if scale.loosest > scale.demanded else -step)
        if any(plans.holds({**demand, scale.parameter: value}, plan) for plan in those):
            return value
    return None


@some
@given(problems(most_demands=3))
def test_what_a_demand_is_told(drawn: dict[str, Any]) -> None:
    assume(drawn["requirements"])
    exact = planned(drawn)
    assert exact.plan is not None
    plans, present = Plans(drawn), dict(exact.plan.choices)
    for demand in drawn["requirements"]:
        answer = explain_demand(exact, demand["id"])
        others = plans.everything - {demand["id"]}
        best, without = plans.best(), plans.best(others)
        none, alone = plans.best([]), plans.best([demand["id"]])
        assert None not in (best, without, none, alone)
        assert answer.met is True
        assert answer.price == (without - best, none - alone)  # type: ignore[operator]
        freed = [plan for plan in plans.meeting(others) if plan.value == without]
        assert len(answer.moved) == min(changed(plan, present) for plan in freed)
        moved_by(exact.problem, answer.moved, present)
        assert answer.free_at == first_soft(answer.scale, demand, plans, freed)
        half_the_price(answer, demand, plans, without)
        alone_moves(exact, demand["id"], plans, present)


def half_the_price(answer: DemandAnswer, demand: dict[str, Any], plans: Plans, without: int | None) -> None:
    """The first value before the loosest at which half of the price is won back, one by one; its price."""
    price, scale = answer.price.given_the_others, answer.scale
    assert price is not None
    assert without is not None
    found = None
    never_free = price and answer.free_at == scale.loosest
    for value in map(scale.value, range(1, scale.steps if never_free else 0)):
        softer = {**demand, scale.parameter: value}
        others = plans.meeting(plans.everything - {demand["id"]})
        costs = without - max(plan.value for plan in others if plans.holds(softer, plan))
        if 2 * costs <= price:
            found = (value, costs)
            break
    told = answer.cheaper
    assert (None if told is None else (told.value, told.price)) == found


def alone_moves(exact: Exact, name: str, plans: Plans, present: dict[str, str]) -> None:
    """From a best plan with only this demand, nearest to the present one, to a best plan nearest to that."""
    moved = moved_alone(exact, name)
    assert moved is not None
    only = [plan for plan in plans.meeting([name]) if plan.value == plans.best([name])]
    free = [plan for plan in plans.meeting([]) if plan.value == plans.best([])]
    fewest = min(changed(plan, present) for plan in only)
    cost = {school: problem_cost(exact.problem, school) for school in present}
    told = [
        (move.school, (move.quarters_before, move.cents_before), (move.quarters_after, move.cents_after))
        for move in moved
    ]
    assert any(
        told
        == [
            (code, cost[code][first.chosen[code]], cost[code][then.chosen[code]])
            for code in present
            if first.chosen[code] != then.chosen[code]
        ]
        for first in only
        if changed(first, present) == fewest
        for then in free
        if changed(then, first.chosen) == min(changed(plan, first.chosen) for plan in free)
    )


def problem_cost(problem: Problem, code: str) -> dict[str, tuple[int, int]]:
    """Per option of a school its quarter-hours and its cents."""
    return {
        option.id: (option.quarters, sum(problem.cost(code, option).values()))
        for option in problem.options(code)
    }


@some
@given(problems(most_demands=2))
def test_what_a_fund_is_told(drawn: dict[str, Any]) -> None:
    exact = planned(drawn)
    for fund in drawn["funds"]:
        name, holds = fund["id"], fund["cents"]
        if holds is None:
            assert explain_fund(exact, name).cents is None
            continue
        answer = explain_fund(exact, name, block=1, hours=1)
        unlimited = with_fund_cents(drawn, name, None)
        assume(size(unlimited) <= SMALL)
        _, enough, _ = spending(Plans(unlimited), name)
        sizes = {max(0, holds + blocks) for blocks in BLOCKS}
        sizes |= {enough} if enough < holds + max(BLOCKS) else set()
        assert [tuple(vars(point).values()) for point in answer.points] == [
            (cents, Plans(with_fund_cents(drawn, name, cents)).best()) for cents in sorted(sizes)
        ]
        assert answer.enough == enough
        _, _, spendable = spending(Plans(drawn), name)
        assert answer.spendable == spendable
        expected = [
            (rule, most, value, None)
            for rule in rules(drawn)
            if rule not in {("money", name), ("people", "")}
            for value, _, most in [spending(Plans(lifted(drawn, *rule)), name)]
            if most > spendable and spendable < holds
        ]
        if spendable < holds and drawn["capacity_quarters"] is not None:
            expected += with_more_people(drawn, name, spendable)
        found = [(tuple(keeps.limit), keeps.spendable, keeps.value, keeps.quarters) for keeps in answer.keeps]
        assert (sorted(found, key=repr), answer.undecided) == (sorted(expected, key=repr), ())


def with_more_people(drawn: dict[str, Any], fund: str, spendable: int) -> list[tuple[Any, ...]]:
    """The first of 1, 2, 4, … quarter-hours more with which a best plan spends more; all that count: None."""
    menus = {name: max(option["quarters"] for option in menu) for name, menu in drawn["menus"].items()}
    lacking = sum(menus[school["menu"]] for school in drawn["schools"]) - drawn["capacity_quarters"]
    more = 1
    while lacking > 0:
        held = min(more, lacking)
        plans = Plans({**drawn, "capacity_quarters": drawn["capacity_quarters"] + held})
        value, _, most = spending(plans, fund)
        if most > spendable:
            return [(("people", ""), most, value, None if more >= lacking else more)]
        if more >= lacking:
            return []
        more *= 2
    return []


def spending(plans: Plans, fund: str) -> tuple[int, int, int]:
    """The best value, and the fewest and the most cents that a plan of that value spends from this fund."""
    best = plans.best()
    assert best is not None
    spent = [plan.spent(fund) for plan in plans.meeting() if plan.value == best]
    return best, min(spent), max(spent)


@some
@given(problems(most_demands=3))
def test_what_the_people_are_told(drawn: dict[str, Any]) -> None:
    exact = planned(drawn)
    assert exact.plan is not None
    present, capacity = dict(exact.plan.choices), drawn["capacity_quarters"]
    answer = explain_people(exact, block=2)
    assert (answer.capacity, answer.value) == (capacity, Plans(drawn).best())
    if capacity is None:
        assert answer.blocks == ()
        return
    assert [block.quarters for block in answer.blocks] == {0: [2], 1: [-1, 2]}.get(capacity, [-2, 2])
    for block in answer.blocks:
        expected = of_all_best(Plans({**drawn, "capacity_quarters": capacity + block.quarters}), present)
        found = None if block.value is None else (block.value, len(block.moved))
        assert found == expected


@some
@given(problems(most_demands=4))
def test_every_way_out_is_the_cheapest_one(drawn: dict[str, Any]) -> None:
    assume(size(drawn) <= SMALL)
    plans = Plans(drawn)
    assume(plans.meeting() == [])
    problem = read_problem(as_bytes(drawn))
    plan = solve(problem, effort=ONE)
    assert plan.conflict is not None
    answer, _ = ways_out(WholeKnot(Exact(problem, None, ONE)), plan.conflict)
    assert [softer.id for softer in answer.softer] == list(plan.conflict) == list(answer.demands)
    demands = {demand["id"]: demand for demand in drawn["requirements"]}
    for softer in answer.softer:
        others = plans.meeting(plans.everything - {softer.id})
        assert softer.value == first_soft(softer.scale, demands[softer.id], plans, others)
        if softer.value is None:
            assert plans.meeting(softer.remaining) == []
            assert softer.id not in softer.remaining
        else:
            demand = {**demands[softer.id], softer.scale.parameter: softer.value}
            assert softer.objective == max(p.value for p in others if plans.holds(demand, p))
    means(drawn, answer)


def means(drawn: dict[str, Any], answer: Any) -> None:
    """The least free money at these people, the least time at this money, and the least of both."""
    purse = {"id": "extra", "name": "extra", "cents": None, "schools": "all"}
    free = {**drawn, "funds": [*drawn["funds"], {**purse, "bouwstenen": ["expertise", "collectie"]}]}
    assume(size(free) <= 4 * SMALL)
    capacity = drawn["capacity_quarters"]
    every = Plans({**free, "capacity_quarters": None}).meeting()
    pairs = sorted(
        (0 if capacity is None else max(0, sum(plan.quarters.values()) - capacity), plan.spent("extra"))
        for plan in every
    )
    money = min((cents for quarters, cents in pairs if quarters == 0), default=None)
    people = min((quarters for quarters, cents in pairs if cents == 0), default=None)
    assert (None if answer.money is None else answer.money.cents) == money
    assert (None if answer.people is None else answer.people.quarters) == people
    both = None if answer.both is None else (answer.both.quarters, answer.both.cents)
    assert both == (pairs[0] if money is None and people is None and pairs else None)
