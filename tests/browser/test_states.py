"""Pages as they are when work is done: a result beside the one before, what ifs, a knot with its ways out.

test_every_page.py opens every address; what stands there only after somebody calculated, chose or mistyped is
looked at here, with everything open that can be opened.
"""

import re
import threading
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.planning.models import DemandExplanation, KeysComparison, SchoolReasons, WaysOut
from doorlezen.planning.proposals import dividing, explaining, finding_ways_out, school_reasons
from doorlezen.planning.scenarios import calculating, editing, queries
from doorlezen.planning.scenarios.models import Scenario
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.people import Neighbourhood, a_neighbourhood
from tests.planning import proposing
from tests.planning.calculating import TEXT, a_scenario, work_it_off
from tests.planning.stated import a_stated_demand
from tests.web.schools.figures import figures, own_list
from tests.words import NO_PLAN

LINGE = "/o/bibliotheek-de-linge/"
SCENARIOS = f"{LINGE}plannen/scenarios/"
_JOBS = {
    DemandExplanation.TASK: explaining.explain_demand,
    WaysOut.TASK: finding_ways_out.find_ways_out,
    SchoolReasons.TASK: school_reasons.explain_schools,
    KeysComparison.TASK: dividing.compare_keys,
}


def work() -> None:
    """Do every job of planning that waits, as a worker would."""
    work_it_off()
    for job in ProcrastinateJob.objects.filter(status="todo", task_name__in=_JOBS).order_by("id"):
        ProcrastinateJob.objects.filter(pk=job.pk).update(status="succeeded")
        _JOBS[job.task_name](job.args["row"], stop=threading.Event())


def look(page: Page, address: str, *holds: str) -> None:
    """Open a page and everything in it; it holds these words, and all of it is accessible."""
    page.goto(address)
    look_at_it(page, *holds)


def look_at_it(page: Page, *holds: str) -> None:
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    for words in holds:
        expect(page.locator("main")).to_contain_text(words)
    check_accessible(page)


@pytest.fixture
def people(transactional_db: None) -> Neighbourhood:
    neighbourhood = a_neighbourhood()
    figures()
    own_list(neighbourhood.linge.slug, "00AP00;dbos-po;2018-08-01;;uitvoering")
    return neighbourhood


@pytest.fixture
def director(people: Neighbourhood) -> Actor:
    return people.actor(people.linge, Role.DIRECTOR)


def calculated_twice(director: Actor) -> Scenario:
    """A scenario whose plan stands beside the one before it: a day less, and one demand gone."""
    scenario = a_scenario(director)
    calculating.calculate(director, scenario=scenario.pk, now=timezone.now())
    work()
    opened = queries.opened(director, scenario.pk)
    tree = {**opened.tree, "leesconsulent": {**opened.tree["leesconsulent"], "hours_per_week": 2}}
    editing.save(director, scenario=scenario.pk, seen=1, tree=tree, part="mensen", now=timezone.now())
    calculating.calculate(director, scenario=scenario.pk, now=timezone.now())
    work()
    return scenario


def test_what_came_out_of_a_scenario(page: Page, log_in: LogIn, director: Actor) -> None:
    scenario = calculated_twice(director)
    log_in(director.person)
    here = f"{SCENARIOS}{scenario.pk}/"
    look(page, f"{here}uitkomst/", "Tegenover plan 1", "Scholen die minder krijgen")
    look(page, here, "Dit scenario in het kort", "Tegenover plan 1")
    look(page, f"{here}geld/", "Zo kwam het uit", "Meer")
    look(page, f"{here}aanpak/", "Zo kwam het uit")
    look(page, f"{here}vergelijk-aanpak/")
    look(page, SCENARIOS, "Plan 2")
    for question, holds in (
        ({"vraag": "days", "amount": "1"}, "Scholen die meer krijgen"),
        ({"vraag": "school", "of": "00AP00", "amount": "2"}, "Of schuif"),
        ({"vraag": "school", "of": "00AP00", "amount": "3"}, "Deze school kan kiezen uit"),
        ({"vraag": "demand", "of": "e01"}, "Zonder de eis"),
        ({"vraag": "money", "of": "eigen", "amount": "5000"}, "Tegenover het scenario zoals het nu is"),
    ):
        look(page, f"{here}en-als/?{urlencode(question)}", holds)


def test_what_is_mistyped_in_a_scenario(page: Page, log_in: LogIn, director: Actor) -> None:
    scenario = calculated_twice(director)
    log_in(director.person)
    page.goto(f"{SCENARIOS}{scenario.pk}/geld/")
    page.get_by_label("Bedrag voor het schooljaar").first.fill("-3")
    expect(page.get_by_text("Schrijf een bedrag").first).to_be_visible(timeout=20_000)
    look_at_it(page)
    page.goto(f"{SCENARIOS}{scenario.pk}/mensen/")
    hours = page.get_by_label("Uren per schoolweek, samen")
    hours.fill("3")
    expect(page.get_by_text("Wat je nu typt, zit hier nog niet in.")).to_be_visible(timeout=20_000)
    expect(hours).to_be_focused()
    look_at_it(page)
    opened = queries.opened(director, scenario.pk)
    tree = {**opened.tree, "leesconsulent": {**opened.tree["leesconsulent"], "hours_per_week": 4}}
    editing.save(director, scenario=scenario.pk, seen=2, tree=tree, part="mensen", now=timezone.now())
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("Iemand anders veranderde intussen hetzelfde")).to_be_visible()
    look_at_it(page)


def test_plans_side_by_side_and_everything_about_one(page: Page, log_in: LogIn, director: Actor) -> None:
    calculated_twice(director)
    log_in(director.person)
    page.goto(f"{LINGE}plannen/")
    second = page.get_by_role("link", name="Plan 2 voor", exact=False).first.get_attribute("href")
    assert second is not None
    look(page, second)
    look(page, f"{second}vergelijk/", "naast")
    look(page, f"{second}gemeenten/0281/", "Gespreksblad")
    look(page, f"{second}scholen/00AP00/", "Waarom")
    look(page, f"{second}verdeelsleutels/")
    page.get_by_role("button", name="Reken het uit").click()
    work()
    look(page, f"{second}verdeelsleutels/", "Wat elke verdeelsleutel doet")
    look(page, f"{second}eisen/1/")


def test_a_plan_that_cannot_be_with_its_ways_out(page: Page, log_in: LogIn, director: Actor) -> None:
    knot = proposing.a_proposal(director, proposing.conflicting()).pk
    scenario = a_scenario(director, TEXT.replace("hours_per_week = 10", "hours_per_week = 1"))
    calculating.calculate(director, scenario=scenario.pk, now=timezone.now())
    work()
    log_in(director.person)
    look(page, f"{LINGE}plannen/{knot}/", "De goedkoopste uitwegen")
    look(page, f"{SCENARIOS}{scenario.pk}/uitkomst/", NO_PLAN)
    page.get_by_role("button", name="uur per week meer van leesconsulenten").click()
    page.wait_for_url(re.compile(r"/uitkomst/$"))
    look_at_it(page)
    page.get_by_role("button", name="Bereken").click()
    page.get_by_text("er is nu geen computer die rekent").wait_for()
    work()
    page.reload()
    page.get_by_text("bewezen het beste").first.wait_for()


def test_a_question_of_a_gemeente_and_its_answer(
    page: Page, log_in: LogIn, people: Neighbourhood, director: Actor
) -> None:
    asked = a_stated_demand(people)
    log_in(director.person)
    look(page, f"{LINGE}wensen/", asked.text)
    look(page, f"{LINGE}wensen/{asked.pk}/", asked.text)
    page.get_by_role("button", name="Antwoord", exact=False).first.click()
    look_at_it(page)
    look(page, LINGE, asked.text)


def test_a_trial_without_an_account(page: Page, people: Neighbourhood) -> None:
    page.goto("/proef/")
    page.get_by_label("Welke gemeenten bedient je bibliotheek?").fill("Tiel, Nergenshuizen")
    page.get_by_role("button", name="Laat mijn scholen zien").click()
    look_at_it(page)
    page.get_by_label("Welke gemeenten bedient je bibliotheek?").fill("Tiel, Buren")
    page.get_by_role("button", name="Laat mijn scholen zien").click()
    page.wait_for_url("**/proef/*/")
    look_at_it(page, "2 scholen")
    work()
    page.reload()
    look_at_it(page, "Van je 2 scholen krijg")


@pytest.mark.parametrize(
    ("row", "told"),
    [("01BR00;Sam;sam@school.example", "Krijgt een uitnodiging"), ("99ZZ99;Sam;geen-adres", "Klopt niet.")],
)
def test_a_list_of_partners_before_anybody_is_invited(
    page: Page, log_in: LogIn, director: Actor, row: str, told: str
) -> None:
    log_in(director.person)
    look(page, f"{LINGE}partners/", "Niet uitgenodigd")
    page.goto(f"{LINGE}partners/lijst/")
    data = f"vestigingscode;naam;e-mailadres\r\n{row}\r\n".encode()
    page.get_by_label("Je lijst").set_input_files(
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    look_at_it(page, told)
