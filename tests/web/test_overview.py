"""The first page of an organisation: it tells what stands on the pages that it leads to."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from doorlezen.accounts.roles import Role
from doorlezen.planning.scenarios.making import make
from doorlezen.planning.scenarios.starting import started
from doorlezen.web.pages.partner_first_page import what_is_missing
from tests.people import Neighbourhood, client_of
from tests.planning import proposing
from tests.planning.stated import a_stated_demand

pytestmark = pytest.mark.django_db

LINGE, TIEL = "/o/bibliotheek-de-linge/", "/o/gemeente-tiel/"


def page_of(client: Client, address: str = LINGE) -> str:
    return html.unescape(client.get(address).text)


def test_partners_meet_their_own_part_first(neighbourhood: Neighbourhood) -> None:
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    contact = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    adviser = neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)
    homes = {officer: TIEL}
    homes[contact] = f"/o/{neighbourhood.school_in_tiel.slug}/"
    homes[adviser] = f"/o/{neighbourhood.poi.slug}/"
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposal = proposing.a_proposal(actor)
    for client in (officer, contact):
        assert "Er is nog geen plan met je gedeeld." in page_of(client, homes[client])
    assert "Nog geen gedeeld plan" in page_of(adviser, homes[adviser])
    proposing.share(actor, proposal=proposal.pk)
    told = page_of(officer, TIEL)
    assert "Van je 3 scholen krijg" in told
    assert "Plan 1 voor 2026–2027 van Bibliotheek De Linge, voorgesteld" in told
    assert "Je vroeg de bibliotheek nog niets." in told
    assert "Je school krijgt" in page_of(contact, homes[contact])
    assert "Plan 1 voor 2026–2027" in page_of(adviser, homes[adviser])
    a_stated_demand(neighbourhood)
    assert "1 vraag van je wacht op antwoord van de bibliotheek." in page_of(officer, TIEL)


def test_a_library_has_its_four_questions_answered(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposal = proposing.a_proposal(actor)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    trial = page_of(client)
    assert "Er is nog geen plan voorgesteld of vastgesteld" in trial
    assert "Er ligt 1 concept van een plan. Er is er nog geen voorgesteld." in trial
    proposing.share(actor, proposal=proposal.pk)
    told = page_of(client)
    assert "Plan 1 voor 2026–2027 is voorgesteld. Jij kunt het vaststellen." in told
    assert "Vier vragen, beantwoord voor je 6 scholen" in told
    assert re.search(r"Ze krijgen bij jou [\d,]+ uur per week, andere scholen [\d,]+\.", told)
    assert told.count('class="answer"') == 4
    assert "/plannen/2026-2027-1/#eisen" in told
    # a leesconsulent sees the hours of a plan, not its money
    leesconsulent = page_of(neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT))
    assert leesconsulent.count('class="answer"') == 3
    assert "€" not in leesconsulent
    neighbour = page_of(
        neighbourhood.client(neighbourhood.maas, Role.DIRECTOR), "/o/bibliotheek-maas-en-waal/"
    )
    assert "Er is nog geen plan voorgesteld of vastgesteld" in neighbour


def test_what_waits_is_told_to_who_can_do_it(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    client = client_of(adviser.person)
    told = page_of(client)
    assert "Je lijst met samenwerkingen is er nog niet." in told
    assert "Er is nog geen scenario." in told
    tree = started(adviser, school_year="2026-2027", gemeenten=("0281",), today=datetime.date(2026, 11, 30))
    make(adviser, title="Eerste", tree=tree, now=timezone.now())
    assert "Eerste: nog 3 dingen te doen voor je kunt rekenen." in page_of(client)
    finance = page_of(neighbourhood.client(neighbourhood.linge, Role.FINANCE))
    assert "Eerste" not in finance


def test_it_counts_the_schools(neighbourhood: Neighbourhood, settings: Settings) -> None:
    settings.STORY_DAY = datetime.date(2026, 11, 30)
    told = page_of(neighbourhood.client(neighbourhood.linge, Role.DIRECTOR))
    unknown = (
        "Wie in aanmerking komt, is niet vast te stellen: de voorwaarden van het structurele geld: "
        "niet gevonden (gezocht november 2026)."
    )
    assert f"Je 2 scholen staan in geen editie van de achterstandsscores. {unknown}" in told


@pytest.mark.parametrize("count", [1, 3])
def test_one_plan_and_three_cost_the_same(
    neighbourhood: Neighbourhood, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    for number in range(count):
        plan = proposing.a_proposal(actor, proposing.a_problem(title=f"Overzicht {number}"))
        proposing.share(actor, proposal=plan.pk)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    client.get(LINGE)
    with django_assert_num_queries(12):
        assert client.get(LINGE).status_code == 200


@pytest.mark.parametrize(
    ("missing", "libraries", "told"),
    [
        (0, 0, "Je helpt nog geen bibliotheek"),
        (0, 1, "Je bibliotheek heeft haar plan voor 2026–2027 vastgesteld en gedeeld"),
        (1, 1, "Van je bibliotheek mist nog iets voor 2026–2027"),
        (0, 3, "Je 3 bibliotheken hebben hun plan voor 2026–2027 vastgesteld en gedeeld"),
        (1, 3, "Van 1 van je 3 bibliotheken mist nog iets voor 2026–2027"),
        (2, 3, "Van 2 van je 3 bibliotheken mist nog iets voor 2026–2027"),
    ],
)
def test_a_poi_reads_of_how_many_something_is_missing(missing: int, libraries: int, told: str) -> None:
    assert what_is_missing(missing, libraries, "2026-2027") == told
