"""And if …? One change of a library file, and the same figure as a full calculation of the changed file."""

import threading
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.documents.toml_text import parse_toml
from doorlezen.engine.allocation import Effort, check, read_plan, read_problem, solve
from doorlezen.language import FieldError
from doorlezen.planning.build import Built, build
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.many import HowGood, Task, answer
from doorlezen.planning.models import Calculation
from doorlezen.planning.scenarios import queries, what_if
from doorlezen.planning.scenarios.calculating import calculate
from doorlezen.planning.scenarios.posing import posed
from doorlezen.planning.scenarios.what_if import WhatIf, changed
from tests.examples import examples
from tests.people import Neighbourhood
from tests.planning.calculating import a_scenario, work_it_off
from tests.planning.small import TOML, WORLD
from tests.web.schools.figures import figures

TREE = parse_toml(TOML.encode(), name="klein.toml")
TREE["demand"][0]["id"] = "e01"
CODES = ("01AA00", "01BB00", "01CC00", "02AA00", "02BB00")
CHANGES = st.one_of(
    st.builds(
        WhatIf, st.just("money"), st.sampled_from(["rijk", "eigen", "gem-0001"]), st.integers(0, 900_000)
    ),
    st.builds(WhatIf, st.just("days"), st.just(""), st.integers(-1, 3)),
    st.just(WhatIf("demand", "e01")),
    st.builds(WhatIf, st.just("school"), st.sampled_from(CODES), st.sampled_from([0, 4, 8, 16])),
)


def built(tree: dict[str, Any]) -> Built:
    library = examine(tree, name="klein.toml").library
    assert library is not None
    return build(library, WORLD)


def full(of: Built) -> Any:
    """What a worker makes of a calculation that was asked for on a page."""
    done = answer(Task("p", of.data, None, HowGood(prices=True)), threading.Event())
    assert done.file is not None
    return read_plan(done.file)


@given(change=CHANGES)
@settings(max_examples=examples(120), deadline=None)
def test_a_what_if_says_what_a_full_calculation_says(change: WhatIf) -> None:
    of = built(changed(TREE, change, name="School"))
    quick, whole = solve(of.problem, effort=Effort(workers=1), few_purses=False), full(of)
    assert check(of.problem, quick) == []
    assert (quick.status, quick.objective, quick.choices) == (whole.status, whole.objective, whole.choices)
    assert quick.money_by_use == whole.money_by_use


def test_a_change_is_one_place_of_the_file() -> None:
    assert changed(TREE, WhatIf("money", "eigen", 500_000))["fund"][1]["total"] == "20000.50"
    assert changed(TREE, WhatIf("days", amount=-1))["leesconsulent"]["hours_per_week"] == 2
    in_fte = {**TREE, "leesconsulent": {"fte": 2, "hours_per_fte": 36, "percent_at_schools": 70}}
    assert str(changed(in_fte, WhatIf("days", amount=-1))["leesconsulent"]["fte"]) == "1.8"
    assert changed(TREE, WhatIf("demand", "e01"))["demand"] == []
    once = changed(TREE, WhatIf("school", "01AA00", 8), name="De Arend")
    again = changed(once, WhatIf("school", "01AA00", 16), name="De Arend")
    assert [(one["kind"], one["hours"], one["schools"]) for one in again["demand"][1:]] == [
        ("min_hours", 4, {"codes": ["01AA00"]}),
        ("max_hours", 4, {"codes": ["01AA00"]}),
    ]
    assert len({one["id"] for one in again["demand"]}) == 3
    assert len(TREE["demand"]) == 1


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (WhatIf("money", "eigen", -1_500_051), "in deze pot zit €\u00a015.000,50; er kan niet meer uit"),
        (WhatIf("money", "weg", 1), "kies een pot waarvan het bedrag is ingevuld"),
        (WhatIf("days", amount=-2), "zoveel dagen zijn er niet"),
        (WhatIf("demand", "e99"), "kies een eis die er staat"),
    ],
)
def test_what_cannot_be_changed_is_refused(change: WhatIf, line: str) -> None:
    with pytest.raises(FieldError) as wrong:
        changed(TREE, change)
    assert wrong.value.what == line


def test_hours_that_a_school_cannot_choose_are_refused_with_those_it_can() -> None:
    of = built(TREE)
    what_if.refuse_hours(of, WhatIf("school", "01AA00", 8))
    with pytest.raises(FieldError, match="deze school kan kiezen uit 0, 2, 4 uur per week"):
        what_if.refuse_hours(of, WhatIf("school", "01AA00", 12))
    with pytest.raises(FieldError, match="kies een school van dit scenario"):
        what_if.refuse_hours(of, WhatIf("school", "99ZZ99", 8))


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def test_a_plan_that_was_calculated_is_not_sought_again(
    adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = a_scenario(adviser)
    calculate(adviser, scenario=scenario.pk, now=timezone.now())
    work_it_off()
    monkeypatch.setattr(what_if, "AT_ONCE", 0.0)
    of = posed(queries.opened(adviser, scenario.pk).tree)
    known = what_if.plan_of(of)
    assert known is not None
    calculated = Calculation.objects.get(sha256=of.problem.sha256)
    assert known == read_plan(bytes(calculated.plan or b""))


def test_what_takes_longer_than_a_page_may_is_left_to_a_worker(
    adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "AT_ONCE", 0.0)
    tree = changed(queries.opened(adviser, a_scenario(adviser).pk).tree, WhatIf("money", "eigen", 12_300))
    of = posed(tree)
    assert (what_if.plan_of(of), what_if.asked(of)) == (None, None)
    what_if.ask_worker(adviser, of)
    work_it_off()
    plan = what_if.plan_of(of)
    assert plan is not None
    assert check(read_problem(of.data), plan) == []


def test_only_one_page_at_a_time_seeks_a_plan(adviser: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what_if, "WAIT", 0.01)
    tree = changed(queries.opened(adviser, a_scenario(adviser).pk).tree, WhatIf("money", "eigen", 45_600))
    with what_if._turn:
        assert what_if.plan_of(posed(tree)) is None
    assert what_if.plan_of(posed(tree)) is not None
