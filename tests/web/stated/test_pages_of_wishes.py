"""A gemeente asks something on the site, the library answers and takes it into a scenario."""

import re
import threading
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.planning.proposals import explaining
from doorlezen.planning.proposals.models import DemandExplanation
from doorlezen.planning.scenarios import making, queries
from doorlezen.planning.stated.models import StatedDemand
from doorlezen.reports.explained.demands import softer
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.planning.stated import ASKED, a_stated_demand
from tests.planning.test_stated import OWN
from tests.reports import screen_reader

TIEL, LINGE = "/o/gemeente-tiel/wensen/", "/o/bibliotheek-de-linge/wensen/"


@pytest.fixture
def officer(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def test_from_a_question_to_an_answer(neighbourhood: Neighbourhood, officer: Client, adviser: Client) -> None:
    given = {
        "gemeente": "0281",
        "library": str(neighbourhood.linge.pk),
        "text": "Iedere school een vast gezicht",
        "weight": "wens",
        "source": "",
        "since": "2026-08-01",
        "until": "",
    }
    assert officer.post(f"{TIEL}nieuw/", given | {"weight": ""}).status_code == 422
    answer = officer.post(f"{TIEL}nieuw/", given)
    asked = StatedDemand._base_manager.get()
    assert answer.headers["Location"] == f"{TIEL}{asked.pk}/"
    assert "Eén vraag van een gemeente wacht op je antwoord." in adviser.get(LINGE).text
    first = unescape(adviser.get("/o/bibliotheek-de-linge/").text)
    assert "Gemeente Tiel vraagt: “Iedere school een vast gezicht”." in first
    wordless = adviser.post(f"{LINGE}{asked.pk}/doe/antwoord/", {"answer": ""})
    assert wordless.status_code == 422
    assert "Schrijf er een zin bij voor de gemeente." in wordless.text
    adviser.post(f"{LINGE}{asked.pk}/doe/antwoord/", {"answer": "Bij 8 van de 10 scholen lukt dat."})
    seen = officer.get(f"{TIEL}{asked.pk}/").text
    assert "Bij 8 van de 10 scholen lukt dat." in seen
    assert "Wijs af" not in seen
    assert "Gemeente Tiel vraagt" not in adviser.get("/o/bibliotheek-de-linge/").text


def test_a_wish_is_taken_into_a_scenario(neighbourhood: Neighbourhood, adviser: Client) -> None:
    asked = a_stated_demand(neighbourhood)
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    made = making.take_in(actor, file=Source("x.toml", OWN.encode()), now=timezone.now())
    address = f"{LINGE}{asked.pk}/doe/overnemen/"
    assert adviser.post(address, {"scenario": "999", "kind": "max_hours"}).status_code == 302
    assert len(queries.opened(actor, made.pk).tree["demand"]) == 1
    answer = adviser.post(address, {"scenario": str(made.pk), "kind": "max_hours"})
    assert answer.headers["Location"].endswith(f"/scenarios/{made.pk}/eisen/")
    assert queries.opened(actor, made.pk).tree["demand"][-1]["id"] == f"wens-{asked.pk}"
    page = adviser.get(answer.headers["Location"]).text
    assert ASKED in page


def test_in_a_plan_it_has_a_price_and_the_cheapest_softening(
    neighbourhood: Neighbourhood, officer: Client, adviser: Client
) -> None:
    asked = a_stated_demand(neighbourhood)
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    problem = proposing.a_problem()
    demand = next(one for one in problem["requirements"] if one["id"] == "r-0281")
    demand["id"] = f"wens-{asked.pk}"
    plan = proposing.share(director, proposal=proposing.a_proposal(director, problem).pk)
    address = f"{asked.pk}/"
    before = unescape(adviser.get(LINGE + address).text)
    assert "In Plan 1 voor 2026–2027" in before
    assert "Wat goedkoper is." not in before
    with scopes_disabled():
        found = DemandExplanation.objects.get(proposal=plan, demand=demand["id"])
    explaining.explain_demand(found.pk, stop=threading.Event())
    answer = explaining.answers_of(plan, "2026-2027")[demand["id"]]
    said = {whole: softer(answer, whole=whole) for whole in (True, False)}
    assert answer.price.given_the_others
    library = unescape(adviser.get(LINGE + address).text)
    theirs = unescape(officer.get(TIEL + address).text)
    assert f"<strong>Wat goedkoper is.</strong> {said[True]}" in library
    assert f"<strong>Wat goedkoper is.</strong> {said[False]}" in theirs
    assert "eigen scholen" in theirs
    # the same on the page of the demand and on the sheet for the alderman
    (link,) = re.findall(r'href="([^"]*/eisen/[0-9]+/)"', library)
    assert said[True] in unescape(adviser.get(link).text)
    sheet = adviser.get(f"/o/bibliotheek-de-linge/plannen/{plan.pk}/gemeenten/0281/gespreksblad.pdf")
    (page,) = screen_reader.pages(sheet.content)
    assert said[False] in page
    assert "Wat goedkoper" not in unescape(
        neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT).get(LINGE + address).text
    )
