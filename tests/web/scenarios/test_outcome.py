"""A scenario is calculated on its page: how far it is, what came out beside another plan, and what if."""

import json
import threading
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.desk.work import MOST_ATTEMPTS, begin, tell
from doorlezen.planning.domain.answering import answer_calculation
from doorlezen.planning.models import Calculation
from doorlezen.planning.proposals.models import ProposedSchool
from doorlezen.planning.scenarios import calculating, queries, what_if
from doorlezen.planning.scenarios.models import Scenario
from tests.people import Neighbourhood, client_of
from tests.planning.calculating import TEXT, a_scenario, work_it_off
from tests.planning.test_jobs import unproven
from tests.web.schools.figures import figures, more_schools

HTMX = {"hx-request": "true"}


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


@pytest.fixture
def client(adviser: Actor) -> Client:
    return client_of(adviser.person)


def at(scenario: Scenario, rest: str = "uitkomst/") -> str:
    return f"/o/bibliotheek-de-linge/plannen/scenarios/{scenario.pk}/{rest}"


def words(answer: Any) -> str:
    assert isinstance(answer, HttpResponse)
    return " ".join(unescape(answer.content.decode()).split())


def do(client: Client, scenario: Scenario, what: str, rest: str = "uitkomst/", **more: str) -> Any:
    return client.post(at(scenario, rest), {"doe": what, **more}, follow=True)


def asked(client: Client, scenario: Scenario) -> Calculation:
    assert do(client, scenario, "bereken").status_code == 200
    return Calculation.objects.latest("pk")


def test_who_asks_sees_how_far_it_is_and_then_the_plan(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    assert "Dit scenario is nog niet doorgerekend." in words(client.get(at(scenario, "")))
    calculation = asked(client, scenario)
    page = words(client.get(at(scenario)))
    assert "er is nu geen computer die rekent" in page
    assert "Kijk hoe ver het is" in page
    mine = begin(Calculation, calculation.pk)
    assert mine is not None
    tell(mine, {"stage": "plan", "best": 10_000, "bound": 10_031, "done": 0, "of": 0})
    told = client.get(at(scenario), headers=HTMX)
    assert "Beste plan tot nu toe: nog hooguit 0,4% beter mogelijk." in words(told)
    assert "Stop" not in words(told)  # who is about to press it keeps the button
    assert "HX-Retarget" not in told.headers
    work_it_off()
    over = client.get(at(scenario), headers=HTMX)
    assert over.headers["HX-Retarget"] == "#uitkomst"
    for page in (words(over), words(client.get(at(scenario))), words(client.get(at(scenario, "")))):
        assert "Van je 2 scholen krijgen er 2 een leesconsulent" in page
        assert "punten" not in page.partition('id="uitkomst"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        ({"stage": "plan", "best": None, "bound": 9}, "We zoeken een eerste plan."),
        ({"stage": "plan", "best": 9, "bound": 9}, "Het beste plan is er. We leggen de laatste hand eraan."),
        ({"stage": "purses", "best": 9, "bound": 9}, "We kijken nog welke pot wat betaalt."),
        ({"stage": "prices", "best": 9, "bound": 9, "done": 3, "of": 11}, "wat elke eis kost: 3 van 11."),
        ({"stage": "conflict", "best": None, "bound": None}, "We zoeken welke eisen botsen."),
    ],
)
def test_each_stage_has_its_sentence(
    client: Client, adviser: Actor, progress: dict[str, Any], line: str
) -> None:
    scenario = a_scenario(adviser)
    mine = begin(Calculation, asked(client, scenario).pk)
    assert mine is not None
    tell(mine, progress)
    assert line in words(client.get(at(scenario)))


def test_everything_that_is_missing_is_told_where_it_is_filled_in(client: Client, adviser: Actor) -> None:
    text = TEXT.replace('cost_per_hour = "62.00"\n', "").replace("total = 20000", 'total = "-3"')
    scenario = a_scenario(adviser, text)
    answer = do(client, scenario, "bereken")
    assert answer.status_code == 422
    assert "Nog 2 dingen te doen voor je kunt rekenen" in words(answer)
    for part in ("mensen", "geld"):
        assert f'href="{at(scenario, part)}/"' in words(answer)
    assert Calculation.objects.count() == 0


def test_stopped_it_shows_what_it_had_and_goes_on(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    calculation = asked(client, scenario)

    def found_by_then(task: Any, heard: threading.Event, told: Any) -> Any:
        do(client, scenario, "stop")
        heard.set()
        return unproven(task.problem)

    answer_calculation(calculation.pk, search=found_by_then, stop=threading.Event())
    page = words(client.get(at(scenario)))
    assert "Het rekenen is gestopt." in page
    assert "een geldig plan, niet bewezen het beste" in page
    assert "Ga verder" in page
    assert "Plan 1 staat bij de plannen." in words(do(client, scenario, "bewaar"))
    assert "Bewaar dit plan" not in words(client.get(at(scenario)))
    asked(client, scenario)
    work_it_off()
    assert "bewezen het beste" in words(client.get(at(scenario)))


def test_what_took_more_than_a_minute_says_how_far_it_is_at_most_and_goes_on(
    client: Client, adviser: Actor
) -> None:
    scenario = a_scenario(adviser)
    asked(client, scenario)
    work_it_off(lambda task, *_: unproven(task.problem))
    page = words(client.get(at(scenario)))
    assert "Een geldig plan; het beste plan is hooguit 0,1% meer waard." in page
    assert "Zo ver kwam het rekenen in een minuut. Je kunt dit plan gebruiken" in page
    assert ("Reken verder" in page, "Bewaar dit plan" in page) == (True, False)
    assert "Plan 1" in words(client.get("/o/bibliotheek-de-linge/plannen/scenarios/"))
    page = words(do(client, scenario, "verder"))
    assert ("We rekenen verder." in page, "hooguit 0,1% meer waard" in page, "Stop" in page) == (True,) * 3
    do(client, scenario, "stop")
    assert 'value="verder">Ga verder' in words(client.get(at(scenario)))
    do(client, scenario, "verder")
    work_it_off()
    page = words(client.get(at(scenario)))
    assert ("bewezen het beste" in page, "Reken verder" in page) == (True, False)


def test_a_what_if_that_takes_more_than_a_minute_leads_to_a_scenario(
    client: Client, adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "AT_ONCE", 0.0)
    scenario = a_scenario(adviser)
    asked(client, scenario)
    work_it_off()
    question = {"vraag": "money", "of": "eigen", "amount": "777"}
    page = words(do(client, scenario, "uitrekenen", "en-als/", **question))
    work_it_off(lambda task, *_: unproven(task.problem))
    page = words(client.get(f"{at(scenario, 'en-als/')}?{urlencode(question)}"))
    assert "Ook in een minuut is niet bewezen wat dan het beste plan is." in page
    assert ("Maak er een nieuw scenario van" in page, "Reken het uit" in page) == (True, False)


def test_a_worker_that_dies_is_told_and_three_times_is_told_with_what_helps(
    client: Client, adviser: Actor
) -> None:
    scenario = a_scenario(adviser)
    calculation = asked(client, scenario)
    begin(Calculation, calculation.pk)
    begin(Calculation, calculation.pk)
    assert "Het rekenen brak één keer af en begon opnieuw." in words(client.get(at(scenario)))
    for _ in range(MOST_ATTEMPTS):
        begin(Calculation, calculation.pk)
    page = words(client.get(at(scenario)))
    assert "Het rekenen brak 3 keer af" in page
    assert "Ga verder" in page
    asked(client, scenario)
    work_it_off()
    assert "bewezen het beste" in words(client.get(at(scenario)))


def test_the_plan_stands_beside_the_one_before_it_with_every_school_that_moves(
    client: Client, adviser: Actor
) -> None:
    scenario = a_scenario(adviser)
    asked(client, scenario)
    work_it_off()
    assert "Tegenover" not in words(client.get(at(scenario)))
    do(client, scenario, "overnemen", "en-als/", vraag="days", amount="-1")
    page = words(client.get(at(scenario)))
    assert "Dit hoort bij versie 1 van het scenario. Er staat nu versie 2." in page
    asked(client, scenario)
    work_it_off()
    page = words(client.get(at(scenario)))
    assert "Tegenover plan 1, dat hiervoor uit dit scenario kwam" in page
    assert "De plank van " in page
    assert "Scholen die minder krijgen" in page
    assert "/plannen/" in page.partition("Scholen die minder krijgen")[2]


def test_a_register_that_changed_since_is_told(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    asked(client, scenario)
    work_it_off()
    assert "Bereken" not in words(client.get(at(scenario)))
    more_schools("0281", 1)
    page = words(client.get(at(scenario)))
    assert "Het register of de regeling is sindsdien veranderd." in page
    assert "Bereken" in page
    adviser.organisation.gemeenten.remove("0214")
    asked(client, scenario)
    work_it_off()
    assert "dit plan gaat ook over een gemeente die niet bij" in words(client.get(at(scenario))).lower()


def test_what_cannot_be_planned_names_the_demands(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser, TEXT.replace("hours_per_week = 10", "hours_per_week = 1"))
    asked(client, scenario)
    work_it_off()
    page = words(client.get(at(scenario)))
    assert "Er is geen plan dat aan alle eisen voldoet." in page
    assert "Elke school met een samenwerking houdt haar uren" in page


def test_a_change_is_shown_taken_over_or_made_a_scenario(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    question = {"vraag": "days", "amount": "-1"}
    for headers in ({}, HTMX):
        page = words(client.get(f"{at(scenario, 'en-als/')}?{urlencode(question)}", headers=headers))
        assert "1 dag leesconsulent minder" in page
        assert "Tegenover het scenario zoals het nu is" in page
        assert "Scholen die minder krijgen" in page
    assert queries.opened(adviser, scenario.pk).scenario.version == 1
    do(client, scenario, "nieuw", "en-als/", **question)
    (made, _) = queries.scenarios_of(adviser)
    assert (made.title, made.copied_from) == ("Linge: 1 dag leesconsulent minder", scenario)
    assert Calculation.objects.filter(status="waiting").count() == 1
    do(client, scenario, "overnemen", "en-als/", **question)
    now = queries.opened(adviser, scenario.pk)
    assert (now.tree["leesconsulent"]["hours_per_week"], now.version.part) == (2, "mensen")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ({"vraag": "money", "of": "eigen", "amount": "5000"}, "€ 5.000 meer in Eigen middelen"),
        (
            {"vraag": "demand", "of": "e01"},
            "Zonder de eis “Elke school met een samenwerking houdt haar uren”",
        ),
        ({"vraag": "school", "of": "00AP00", "amount": "4"}, "4 uur per week voor De Bogerd"),
    ],
)
def test_each_question_is_answered(
    client: Client, adviser: Actor, question: dict[str, str], line: str
) -> None:
    page = client.get(f"{at(a_scenario(adviser), 'en-als/')}?{urlencode(question)}")
    assert page.status_code == 200
    assert line in words(page)
    assert "Van je 2 scholen" in words(page)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ({"vraag": "money", "of": "weg", "amount": "5"}, "weg"),
        ({"vraag": "days", "amount": "-30"}, "Zoveel dagen zijn er niet."),
        (
            {"vraag": "school", "of": "00AP00", "amount": "3"},
            "Deze school kan kiezen uit 0, 2, 4 uur per week.",
        ),
        ({"vraag": "school", "of": "00AP00", "amount": "0,1"}, "in stappen van een kwartier"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    client: Client, adviser: Actor, question: dict[str, str], line: str
) -> None:
    where = f"{at(a_scenario(adviser), 'en-als/')}?{urlencode(question)}"
    page, part = client.get(where), client.get(where, headers=HTMX)
    assert (page.status_code, part.status_code) == (422, 200)  # a script shows nothing of another status
    assert line in words(page)
    assert line in words(part)


def test_what_takes_long_is_worked_out_by_a_worker(
    client: Client, adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "AT_ONCE", 0.0)
    scenario = a_scenario(adviser)
    asked(client, scenario)
    work_it_off()
    question = {"vraag": "money", "of": "eigen", "amount": "777"}
    where = f"{at(scenario, 'en-als/')}?{urlencode(question)}"
    assert "Dit is niet binnen een tel uit te rekenen." in words(client.get(where))
    answer = do(client, scenario, "uitrekenen", "en-als/", **question)
    assert "Dit wordt uitgerekend." in words(answer)
    work_it_off()
    assert "Tegenover het scenario zoals het nu is" in words(client.get(where))


def test_the_list_says_what_came_out_of_each(client: Client, adviser: Actor) -> None:
    every = "/o/bibliotheek-de-linge/plannen/scenarios/"
    scenario = a_scenario(adviser)
    assert "Nog niet doorgerekend" in words(client.get(every))
    asked(client, scenario)
    assert "Wordt doorgerekend" in words(client.get(every))
    do(client, scenario, "stop")
    assert "Gestopt" in words(client.get(every))
    asked(client, scenario)
    work_it_off()
    assert "Plan 1" in words(client.get(every))
    assert "van vóór de laatste verandering" not in words(client.get(every))
    do(client, scenario, "overnemen", "en-als/", vraag="days", amount="-1")
    assert "van vóór de laatste verandering" in words(client.get(every))


def test_who_only_looks_sees_the_plan_and_no_buttons(neighbourhood: Neighbourhood, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    calculating.calculate(adviser, scenario=scenario.pk, now=timezone.now())
    work_it_off()
    finance = neighbourhood.client(neighbourhood.linge, Role.FINANCE)
    page = words(finance.get(at(scenario)))
    assert "Van je 2 scholen" in page
    assert 'name="doe"' not in page
    assert do(finance, scenario, "bereken").status_code == 403
    assert do(finance, scenario, "overnemen", "en-als/").status_code == 403


def test_a_part_shows_what_came_out_last_and_that_it_is_older(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    part = at(scenario, "mensen/")
    assert "Zo kwam het uit" not in words(client.get(part))
    asked(client, scenario)
    work_it_off()
    beside = words(client.get(part)).partition("Zo kwam het uit")[2]
    for line in (
        "plan 1",
        "Van je 2 scholen krijgen er 2 een leesconsulent",
        "Geld per schooljaar",
        "Uren per week",
    ):
        assert line in beside
    assert "Dit hoort bij versie" not in beside
    do(client, scenario, "overnemen", "en-als/", vraag="days", amount="-1")
    assert "Dit hoort bij versie 1 van het scenario. Er staat nu versie 2." in words(client.get(part))


def test_while_somebody_types_the_result_beside_it_says_that_it_is_older(
    client: Client, adviser: Actor
) -> None:
    scenario = a_scenario(adviser)
    asked(client, scenario)
    work_it_off()
    part = at(scenario, "mensen/")
    form = client.get(part).context["part"]
    fields = {
        slot.form.add_prefix(name): slot.form[name].value() or ""
        for slot in form.slots
        for name in slot.form.fields
    }
    typed = fields | {"gezien": "1", "laatste": "ja"}
    line = "Wat je nu typt, zit hier nog niet in."
    assert line not in words(client.post(part, typed, headers=HTMX))
    hours = next(name for name in fields if name.endswith("hours_per_week"))
    assert line in words(client.post(part, typed | {hours: "9"}, headers=HTMX))


def test_hours_are_dragged_among_what_the_school_can_choose(client: Client, adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    where = at(scenario, "en-als/")
    slider = client.get(where).context["slider"]
    assert json.loads(slider.schools)["00AP00"] == [[0, 8, 16], 0]
    asked(client, scenario)
    work_it_off()
    with scopes_disabled():
        gets = dict(ProposedSchool.objects.order_by("code").values_list("code", "quarters"))
    found = json.loads(client.get(where).context["slider"].schools)
    assert {code: possible[now] for code, (possible, now) in found.items()} == gets
    page = client.get(f"{where}?{urlencode({'vraag': 'school', 'of': '00AP00', 'amount': '2'})}")
    assert (page.context["slider"].at, page.context["slider"].said) == (1, "2")
    assert 'max="2" step="1" value="1"' in page.content.decode()
