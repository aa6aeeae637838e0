"""The first page of an organisation: it tells what stands on the pages that it leads to."""

import datetime
import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals.sharing import share
from tests.people import Neighbourhood
from tests.planning import proposing

pytestmark = pytest.mark.django_db

LINGE, TIEL = "/o/bibliotheek-de-linge/", "/o/gemeente-tiel/"


def doors(client: Client, address: str) -> dict[str, str]:
    """What each door says, by its name."""
    page = client.get(address).content.decode()
    found = re.findall(r'doors__link" href="[^"]*">([^<]*)</a>(?:<p>(.*?)</p>)?', page)
    return {name: html.unescape(told) for name, told in found}


def test_it_tells_the_newest_plan_to_each_their_part(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert doors(director, LINGE)["Plannen"].startswith("Welke school krijgt hoeveel uren")
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposal = proposing.a_proposal(actor)
    whole = doors(director, LINGE)["Plannen"]
    assert re.fullmatch(r"2026–2027, voorstel 1: Van je 6 scholen krijg(t|en) er .*\.", whole)
    assert doors(officer, TIEL)["Plannen"].startswith("Welke school krijgt hoeveel uren")  # not shared yet
    share(actor, proposal=proposal.pk)
    part = doors(officer, TIEL)["Plannen"]
    assert part.startswith("Bibliotheek De Linge. 2026–2027, voorstel 1: Van je 3 scholen krijg")
    assert doors(neighbourhood.client(neighbourhood.maas, Role.DIRECTOR), "/o/bibliotheek-maas-en-waal/")[
        "Plannen"
    ].startswith("Welke school")


def test_it_counts_the_schools(neighbourhood: Neighbourhood, settings: Settings) -> None:
    settings.STORY_DAY = datetime.date(2026, 11, 30)
    told = doors(neighbourhood.client(neighbourhood.linge, Role.DIRECTOR), LINGE)["Scholen"]
    unknown = (
        "Wie in aanmerking komt, is niet vast te stellen: de voorwaarden van het structurele geld: "
        "niet gevonden (gezocht november 2026)."
    )
    assert told == f"Je 2 scholen staan in geen editie van de achterstandsscores. {unknown}"


@pytest.mark.parametrize("count", [1, 3])
def test_one_plan_and_three_cost_the_same(
    neighbourhood: Neighbourhood, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    for number in range(count):
        proposing.a_proposal(actor, proposing.a_problem(title=f"Overzicht {number}"))
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    client.get(LINGE)
    with django_assert_num_queries(7):
        assert client.get(LINGE).status_code == 200
