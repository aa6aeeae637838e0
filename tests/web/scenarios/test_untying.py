"""A scenario that cannot be: one click makes a scenario of a way out, and that one has a plan."""

import html
import re
import threading
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.planning.models import WaysOut
from doorlezen.planning.proposals import finding_ways_out
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios import editing, queries
from doorlezen.planning.scenarios.models import Scenario
from tests.people import Neighbourhood, client_of
from tests.planning.calculating import TEXT, a_scenario, work_it_off
from tests.web.schools.figures import figures

LINGE = "/o/bibliotheek-de-linge"
EVERYBODY = """[[demand]]
id = "all"
by = "library"
text = "Elke school een uur"
kind = "min_hours"
schools = "all"
hours = 1
"""
AT_MOST_ONE = """[[demand]]
id = "few"
by = "library"
text = "Hooguit de helft van de scholen"
kind = "at_most_schools"
schools = "all"
percent = 50
"""
SPENT = """[[demand]]
id = "spent"
by = "0281"
text = "Geef veel uit aan boeken"
kind = "spend_at_least"
funds = ["gem-0281"]
amount = "1000.01"
"""


def fewer(hours: str) -> str:
    assert TEXT.count("hours_per_week = 10") == 1
    return TEXT.replace("hours_per_week = 10", hours)


def with_demands(*demands: str) -> str:
    return TEXT.replace("[last_year.hours]", "\n".join((*demands, "[last_year.hours]")))


CASES = {
    "hours": (fewer("hours_per_week = 1"), {"softer", "people"}),
    "fte": (fewer("fte = 0.1\nhours_per_fte = 10\npercent_at_schools = 95"), {"softer", "people"}),
    "money": (
        TEXT.replace("total = 20000", "total = 100").replace('"15000.50"', '"1.00"'),
        {"softer", "money"},
    ),
    "clash": (with_demands(EVERYBODY, AT_MOST_ONE), {"softer"}),
    "spent": (with_demands(SPENT), {"softer"}),
    "both": (
        fewer("hours_per_week = 1").replace("total = 20000", "total = 100").replace('"15000.50"', '"1.00"'),
        {"softer", "both"},
    ),
}


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def at(scenario: Scenario) -> str:
    return f"{LINGE}/plannen/scenarios/{scenario.pk}/uitkomst/"


def calculated(client: Client, scenario: Scenario) -> str:
    """What its page says once it is calculated, its ways out too."""
    assert client.post(at(scenario), {"doe": "bereken"}).status_code == 302
    work_it_off()
    with scopes_disabled():
        waiting = list(
            WaysOut.objects.filter(answer__isnull=True).order_by("pk").values_list("pk", flat=True)
        )
    for row in waiting:
        finding_ways_out.find_ways_out(row, stop=threading.Event())
    return html.unescape(client.get(at(scenario)).content.decode())


def ways_on(page: str) -> list[dict[str, str]]:
    """What each button of a way out sends."""
    forms = re.findall(
        r"<form[^>]*>(?:(?!</form>).)*value=\"uitweg\"(?:(?!</form>).)*</form>", page, re.DOTALL
    )
    return [dict(re.findall(r'name="(plan|uitweg)" value="([^"]*)"', form)) for form in forms]


def newest(actor: Actor) -> Scenario:
    return max(queries.scenarios_of(actor), key=lambda scenario: scenario.pk)


def take(client: Client, scenario: Scenario, way: dict[str, str]) -> Any:
    return client.post(at(scenario), {"doe": "uitweg", **way})


@pytest.mark.parametrize("case", CASES)
def test_each_way_out_becomes_a_scenario_that_has_a_plan(adviser: Actor, case: str) -> None:
    text, kinds = CASES[case]
    client, scenario = client_of(adviser.person), a_scenario(adviser, text)
    page = calculated(client, scenario)
    ways = ways_on(page)
    assert {way["uitweg"].partition(":")[0] for way in ways} == kinds
    with scopes_disabled():
        plan_page = client.get(f"{LINGE}/plannen/{Proposal.objects.get().pk}/", follow=True)
    assert ways_on(html.unescape(plan_page.content.decode())) == ways
    for way in ways:
        landed = take(client, scenario, way)
        made = newest(adviser)
        assert landed["Location"] == at(made)
        assert made.title.startswith("Linge: ")
        before = html.unescape(client.get(at(made)).content.decode())
        assert "Dit is een kopie van “Linge” met deze uitweg erin." in before
        assert 'value="bereken"' in before
        assert "Zo komt het uit" in before
        assert "te doen voor je kunt rekenen" not in before
        after = calculated(client, made)
        assert "bewezen het beste" in after
        assert ways_on(after) == []
        assert take(client, scenario, way)["Location"] == at(newest(adviser))
        assert newest(adviser) == made  # asked twice it is one


def test_what_is_new_says_where_it_comes_from_and_what_it_cost_before_keeps_its_source(
    adviser: Actor,
) -> None:
    text, _ = CASES["both"]
    client, scenario = client_of(adviser.person), a_scenario(adviser, text)
    way = next(way for way in ways_on(calculated(client, scenario)) if way["uitweg"].startswith("both"))
    take(client, scenario, way)
    made = newest(adviser)
    assert made.title == "Linge: 1 uur per week meer en € 4.859 meer geld"
    tree = queries.opened(adviser, made.pk).tree
    day = timezone.localdate()
    ground = {"source": "uitweg van plan 1 voor 2026–2027", "date": day, "by": "adviseur"}
    bouwstenen = ["expertise", "collectie"]
    assert tree["fund"][-1] == {
        "id": "extra",
        "name": "Extra geld",
        "kind": "library",
        "total": "4859.00",
        "bouwstenen": bouwstenen,
        **ground,
    }
    people = tree["leesconsulent"]
    assert (people["hours_per_week"], people["cost_per_hour"]) == (2, "62.00")
    assert people["source"] == "begroting 2026; de uren: uitweg van plan 1 voor 2026–2027"
    assert (people["date"], people["by"]) == (day, "adviseur")


def test_a_softer_demand_keeps_the_words_of_who_asked_and_says_what_was_made_of_them(adviser: Actor) -> None:
    client, scenario = client_of(adviser.person), a_scenario(adviser, CASES["spent"][0])
    (way,) = ways_on(calculated(client, scenario))
    take(client, scenario, way)
    (demand,) = [
        of for of in queries.opened(adviser, newest(adviser).pk).tree["demand"] if of["id"] == "spent"
    ]
    assert demand["amount"] == "340.90"
    assert demand["text"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Geef veel uit aan boeken (€ 340,90 in plaats van € 1.000,01, uitweg van plan 1 voor 2026–2027)"
    )


def test_a_copy_says_what_was_calculated_and_not_what_changed_since(adviser: Actor) -> None:
    client, scenario = client_of(adviser.person), a_scenario(adviser, CASES["clash"][0])
    page = calculated(client, scenario)
    seen = queries.opened(adviser, scenario.pk)
    later = {**seen.tree, "demand": []}
    editing.save(
        adviser, scenario=scenario.pk, seen=seen.version.number, tree=later, part="eisen", now=timezone.now()
    )
    take(client, scenario, ways_on(page)[0])
    made = queries.opened(adviser, newest(adviser).pk).tree
    assert len(made["demand"]) == len(seen.tree["demand"]) - 1


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"uitweg": "softer:gone"}, 302),
        ({"uitweg": "money:"}, 302),
        ({"uitweg": "x"}, 302),
        ({}, 302),
        ({"uitweg": "softer:few", "plan": "9" * 40}, 404),
        ({"uitweg": "softer:few", "plan": ""}, 404),
    ],
)
def test_what_is_no_way_out_makes_nothing(adviser: Actor, given: dict[str, str], status: int) -> None:
    client, scenario = client_of(adviser.person), a_scenario(adviser, CASES["clash"][0])
    plan = ways_on(calculated(client, scenario))[0]["plan"]
    answer = take(client, scenario, {"plan": plan, **given})
    assert answer.status_code == status
    assert len(queries.scenarios_of(adviser)) == 1
    if status == 302:
        assert "ies een van de uitwegen" in client.get(answer["Location"]).text


def test_who_makes_no_scenarios_and_another_library_make_none(
    neighbourhood: Neighbourhood, adviser: Actor
) -> None:
    client, scenario = client_of(adviser.person), a_scenario(adviser, CASES["clash"][0])
    way = ways_on(calculated(client, scenario))[0]
    finance = neighbourhood.client(neighbourhood.linge, Role.FINANCE)
    plan_page = f"{LINGE}/plannen/{way['plan']}/"
    seen = html.unescape(finance.get(plan_page, follow=True).content.decode())
    assert "is genoeg" in seen
    assert ways_on(seen) == []
    assert take(finance, scenario, way).status_code == 403
    other = a_scenario(adviser, title="Ander")
    assert client.post(at(other), {"doe": "uitweg", **way}).status_code == 404
    assert len(queries.scenarios_of(adviser)) == 2
