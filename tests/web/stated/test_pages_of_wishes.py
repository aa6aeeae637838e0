"""A gemeente asks something on the site, the library answers and takes it into a scenario."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.planning.scenarios import making, queries
from doorlezen.planning.stated.models import StatedDemand
from tests.people import Neighbourhood
from tests.planning.stated import ASKED, a_stated_demand
from tests.planning.test_stated import OWN

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
