"""The story adds up, and says what the plan file says."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.engine.allocation import Cost, Fund, Option, Payment, Plan, Problem, School, check, read_plan
from doorlezen.reports.purse_styles import kind_of
from doorlezen.reports.story import Story
from doorlezen.reports.telling import bouwsteen, tell
from tests.reports import cases
from tests.words import HALF

BOUWSTENEN = ("collectie", "expertise", "monitor")
FUNDS = tuple(
    Fund(name, name, None, (), BOUWSTENEN) for name in ("mbv2", "gem-1", "oab-1", "library", "potje")
)


@st.composite
def problems_with_plans(draw: st.DrawFn) -> tuple[Problem, Plan]:
    """Schools in up to three gemeenten, each with one paid option; every cost split over funds at random."""
    schools, menus, payments = [], {}, []
    for index in range(draw(st.integers(1, 8))):
        code = f"{index:02}AA00"
        cost = draw(st.dictionaries(st.sampled_from(BOUWSTENEN), st.integers(1, 10**7), max_size=3))
        quarters = draw(st.integers(0, 40))
        menus[code] = (Option("o", quarters, {name: Cost(fixed=cents) for name, cents in cost.items()}, 1),)
        score = draw(st.none() | st.decimals(0, 3000, places=2))
        pupils, last = draw(st.integers(0, 900)), draw(st.integers(0, 40))
        place = draw(st.sampled_from(("0281", "0216", "0214")))
        schools.append(School(code, code, place, pupils, score, True, last, 1, code))
        for name, cents in cost.items():
            first = draw(st.integers(0, cents))
            payers = draw(st.permutations([fund.id for fund in FUNDS]))
            parts = [(payers[0], first), (payers[1], cents - first)]
            payments += [Payment(fund, code, name, part) for fund, part in parts if part]
    codes = tuple(school.code for school in schools)
    funds = tuple(Fund(fund.id, fund.name, None, codes, BOUWSTENEN) for fund in FUNDS)
    problem = Problem("", ("2026-2027",), tuple(schools), menus, {"2026-2027": None}, funds, ())
    value = len(schools)
    plan = Plan("", "optimal", value, value, 0.0, dict.fromkeys(codes, "o"), tuple(payments), {})
    assert check(problem, plan) == []
    return problem, plan


def spent_in(story: Story) -> dict[str, Counter[str]]:
    """Cents by fund, by school, by bouwsteen and by gemeente, as the rows of schools say."""
    found: dict[str, Counter[str]] = {key: Counter() for key in ("fund", "school", "bouwsteen", "gemeente")}
    for gemeente in story.gemeenten:
        for school in gemeente.schools:
            for paid in school.paid:
                found["fund"][paid.fund] += paid.cents
                found["school"][school.code] += paid.cents
                found["bouwsteen"][paid.bouwsteen] += paid.cents
                found["gemeente"][gemeente.code] += paid.cents
    return found


def assert_adds_up(problem: Problem, plan: Plan, story: Story) -> None:
    """Every sum of the story equals the same sum over the plan's own payments and choices."""
    total = sum(payment.cents for payment in plan.payments)
    said = spent_in(story)
    place = {school.code: school.municipality for school in problem.schools}
    assert said["fund"] == Counter(_sums(plan, lambda row: row.fund))
    assert said["school"] == Counter(_sums(plan, lambda row: row.school))
    assert said["bouwsteen"] == Counter(_sums(plan, lambda row: row.bouwsteen))
    assert said["gemeente"] == Counter(_sums(plan, lambda row: place[row.school]))
    assert story.sums.cents == total
    assert sum(story.sums.by_kind.values()) == total
    assert Counter(story.sums.cost) == said["bouwsteen"]
    assert sum(fund.spent for fund in story.funds) == total
    assert {fund.id: Counter(fund.in_gemeente).total() for fund in story.funds} == {
        fund.id: fund.spent for fund in story.funds
    }
    quarters = {code: problem.option(code, option).quarters for code, option in plan.choices.items()}
    assert story.sums.quarters == sum(quarters.values())
    assert story.sums.reached == sum(value > 0 for value in quarters.values())
    for gemeente in story.gemeenten:
        assert gemeente.sums.cents == sum(school.cents for school in gemeente.schools)
        assert gemeente.sums.cents == sum(flow.cents for flow in gemeente.flows)
        assert gemeente.sums.cents == said["gemeente"][gemeente.code]
        for school in gemeente.schools:
            assert school.cents == sum(paid.cents for paid in school.paid)
            assert school.quarters == quarters[school.code]


def _sums(plan: Plan, key):  # type: ignore[no-untyped-def]
    total: Counter[str] = Counter()
    for payment in plan.payments:
        total[key(payment)] += payment.cents
    return total


@given(problems_with_plans())
def test_whatever_the_plan_every_sum_equals_that_of_its_payments(drawn: tuple[Problem, Plan]) -> None:
    assert_adds_up(*drawn, tell(*drawn))


def test_a_solved_plan_adds_up() -> None:
    problem, plan = cases.problem_of(), cases.plan_of()
    assert_adds_up(problem, plan, tell(problem, plan))


@given(problems_with_plans())
def test_schools_stand_in_order_of_need(drawn: tuple[Problem, Plan]) -> None:
    for gemeente in tell(*drawn).gemeenten:
        known = [school for school in gemeente.schools if school.score is not None]
        assert list(gemeente.schools[: len(known)]) == known
        need = [(Fraction(school.score or 0) / max(school.pupils, 1), school.pupils) for school in known]
        assert need == sorted(need, reverse=True)


def test_a_fund_tells_what_is_left_and_where_it_went() -> None:
    funds = cases.story_of().fund
    assert {name: (fund.cents, fund.spent, fund.left) for name, fund in funds.items()} == {
        "mbv2": (900_000, 900_000, 0),
        "gem-0281": (700_000, 548_750, 151_250),
        "gem-0216": (800_000, 748_050, 51_950),
        "school": (None, 79_255, None),
        "potje": (300_000, 183_720, 116_280),
    }
    assert funds["mbv2"].in_gemeente == {"0216": 800_000, "0281": 100_000}
    assert funds["mbv2"].schools == 3


def test_the_sources_say_what_kind_of_purse_a_fund_is() -> None:
    kinds = {
        fund.id: fund.kind for fund in cases.story_of(fund_kinds={"potje": "oab", "mbv2": "other"}).funds
    }
    assert kinds == {
        "gem-0281": "gemeente",
        "gem-0216": "gemeente",
        "potje": "oab",
        "school": "school",
        "mbv2": "other",
    }


def test_names_come_from_the_sources_and_without_them_from_the_codes() -> None:
    with_names, without = cases.story_of(), tell(cases.problem_of(), cases.plan_of())
    assert [row.name for row in with_names.gemeenten] == ["Culemborg", "Tiel"]
    assert [row.name for row in without.gemeenten] == ["Gemeente 0216", "Gemeente 0281"]
    assert {demand.id: demand.by for demand in with_names.demands} == {
        "r1": "Tiel",
        "r2": "Bibliotheek Proef",
        "r3": "Provincie",
    }
    assert {demand.id: demand.by for demand in without.demands} == {
        "r1": "Gemeente 0281",
        "r2": "Bibliotheek",
        "r3": "Provincie",
    }


def test_the_dearest_demand_comes_first_and_those_alike_as_in_the_file() -> None:
    assert [demand.id for demand in cases.story_of().demands] == ["r1", "r2", "r3"]
    problem = cases.problem_of()
    plan = cases.plan_of()
    assert plan.prices is not None
    dear = replace(plan, prices={**plan.prices, "r3": plan.prices["r1"]._replace(given_the_others=99_999)})
    assert [demand.id for demand in tell(problem, dear).demands] == ["r3", "r1", "r2"]


def test_a_conflict_names_its_demands() -> None:
    value = cases.conflicting()
    story = cases.story_of(value)
    assert story.status == "infeasible"
    assert story.conflict is not None
    assert [demand.text for demand in story.conflict] == [
        HALF,
        "Hooguit twee scholen",
    ]
    assert story.sums.quarters == 0
    assert story.sums.schools == 6
    assert story.sums.last_year_quarters == 40


def test_scores_are_kept_as_published() -> None:
    scores = {row.code: row.score for gemeente in cases.story_of().gemeenten for row in gemeente.schools}
    assert scores == {
        "01AA00": Decimal("80.5"),
        "02BB00": Decimal(0),
        "03CC00": None,
        "04DD00": Decimal("410.25"),
        "05EE00": Decimal("12.07"),
        "06FF00": Decimal(0),
    }


@pytest.mark.parametrize(
    ("fund_id", "name", "kind"),
    [
        ("mbv2", "Impulsregeling, doorontwikkeling", "scheme"),
        ("gem-0281", "Subsidie gemeente 0281", "gemeente"),
        ("oab-0281", "Onderwijsachterstandenmiddelen gemeente 0281", "oab"),
        ("school", "Bijdrage van de school", "school"),
        ("library", "Eigen middelen bibliotheek", "library"),
        ("p1", "Bijdrage van de school", "school"),
        ("p2", "Subsidie gemeente Tiel", "gemeente"),
        ("p3", "Kinderfonds", "other"),
    ],
)
def test_a_fund_is_known_by_the_words_of_its_id_then_its_name(fund_id: str, name: str, kind: str) -> None:
    assert kind_of(Fund(fund_id, name, None, (), ())) == kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("netwerk-en-beleid", "Netwerk en beleid"),
        ("expertise", "Expertise"),
        ("lees-en-mediaplan", "Lees- en mediaplan"),
        ("digitaal-portaal", "Digitaal portaal"),
    ],
)
def test_a_bouwsteen_is_shown_in_words(name: str, shown: str) -> None:
    assert bouwsteen(name) == shown


def test_the_river_area(shared) -> None:  # type: ignore[no-untyped-def]
    """A real problem of 129 schools, with a plan that the engine makes in a second."""
    from doorlezen.engine.allocation import read_problem

    data = (shared / "problems" / "rivierengebied-2019.json").read_bytes()
    problem, plan = read_problem(data), read_plan(cases.quickly_solved(data))
    story = tell(problem, plan)
    assert_adds_up(problem, plan, story)
    assert (story.sums.schools, story.sums.with_score) == (129, 58)
