"""The pages on which a library decides about a plan, and the one that lays two plans side by side."""

import re

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals.models import Proposal
from tests.people import Neighbourhood
from tests.planning import proposing

pytestmark = pytest.mark.django_db

LINGE = "/o/bibliotheek-de-linge"
FIRST, SECOND = f"{LINGE}/plannen/2026-2027-1/", f"{LINGE}/plannen/2026-2027-2/"


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


@pytest.fixture
def plans(neighbourhood: Neighbourhood) -> list[Proposal]:
    """Two plans for one year; the second with fewer hours to give."""
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    tight = proposing.a_problem(title="Krap", capacity_quarters=25, requirements=[])
    return [proposing.a_proposal(actor), proposing.a_proposal(actor, tight)]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.text)


def state(plan: Proposal) -> str:
    with scopes_disabled():
        return str(Proposal.objects.values_list("state", flat=True).get(pk=plan.pk))


def test_from_a_draft_to_what_holds(director: Client, plans: list[Proposal]) -> None:
    assert "Er liggen 2 plannen. Er is er nog geen vastgesteld." in read(director, f"{LINGE}/plannen/")
    page = read(director, FIRST)
    assert "Dit plan is een concept." in page
    assert "Stel dit plan vast" not in page
    assert director.post(f"{FIRST}doe/voorstellen/")["Location"] == FIRST
    assert "Stel dit plan vast" in read(director, FIRST)
    assert director.post(f"{FIRST}vaststellen/")["Location"] == FIRST
    assert "Het verandert niet meer." in read(director, FIRST)
    assert "Plan 1 voor 2026–2027 geldt." in read(director, f"{LINGE}/plannen/")
    director.post(f"{SECOND}doe/voorstellen/")
    assert "Nu geldt Plan 1 voor 2026–2027." in read(director, f"{SECOND}vaststellen/")
    director.post(f"{SECOND}vaststellen/")
    assert [state(plan) for plan in plans] == ["replaced", "adopted"]


def test_what_cannot_be_done_says_why_and_changes_nothing(director: Client, plans: list[Proposal]) -> None:
    for address, said in (
        (f"{FIRST}vaststellen/", "Alleen een plan dat voorgesteld is, kun je vaststellen."),
        (f"{FIRST}delen/", "Dit plan is nog een concept. Stel het eerst voor; daarna kun je het delen."),
    ):
        page = read(director, address)
        assert said in page
        assert 'name="delen"' not in page
    assert "kun je vaststellen" in director.post(f"{FIRST}vaststellen/", follow=True).text
    assert "nog een concept" in director.post(f"{FIRST}delen/", {"delen": "ja"}, follow=True).text
    assert state(plans[0]) == "draft"
    assert director.post(f"{FIRST}doe/iets-anders/").status_code == 404


def test_four_eyes_are_asked_for_in_the_settings(
    neighbourhood: Neighbourhood, director: Client, plans: list[Proposal]
) -> None:
    settings = {"name": "Bibliotheek De Linge", "colour": "", "colour_dark": "", "four_eyes": "on"}
    assert director.post(f"{LINGE}/instellingen/", settings).status_code == 302
    assert Organisation.objects.get(pk=neighbourhood.linge.pk).four_eyes
    director.post(f"{FIRST}doe/voorstellen/")
    page = read(director, FIRST)
    assert "Vaststellen kan hier niet: je hebt dit plan zelf voorgesteld" in page
    assert "Je hebt dit plan zelf voorgesteld" in read(director, f"{FIRST}vaststellen/")
    director.post(f"{FIRST}vaststellen/")
    assert state(plans[0]) == "proposed"
    # only a library has plans
    school = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    assert 'name="four_eyes"' not in read(school, "/o/school-de-bogerd/instellingen/")


def test_a_draft_is_thrown_away_after_asking(director: Client, plans: list[Proposal]) -> None:
    assert "Wat weg is, komt niet terug." in read(director, f"{SECOND}weggooien/")
    assert director.post(f"{SECOND}weggooien/")["Location"] == f"{LINGE}/plannen/"
    assert director.get(SECOND).status_code == 404
    director.post(f"{FIRST}doe/voorstellen/")
    assert "Alleen een concept kun je weggooien." in read(director, f"{FIRST}weggooien/")
    director.post(f"{FIRST}weggooien/")
    assert state(plans[0]) == "proposed"


def test_the_archive_is_apart(director: Client, plans: list[Proposal]) -> None:
    director.post(f"{SECOND}doe/archief/", follow=True)
    page = read(director, f"{LINGE}/plannen/")
    before, _, after = page.partition("In het archief")
    assert ("Plan 2 voor" in before, "Plan 2 voor" in after) == (False, True)
    assert "Haal terug uit het archief" in read(director, SECOND)
    director.post(f"{SECOND}doe/terug/", follow=True)
    assert "In het archief" not in read(director, f"{LINGE}/plannen/")


def test_sharing_lists_who_sees_it_and_who_cannot(director: Client, plans: list[Proposal]) -> None:
    director.post(f"{FIRST}doe/voorstellen/")
    page = read(director, f"{FIRST}delen/")
    assert "Als je dit plan deelt, zien 3 mensen bij 3 organisaties het." in page
    assert "Van deze gemeenten kan nog niemand het zien:" in page
    assert "Van 5 scholen in dit plan kan nog niemand het zien." in page
    assert "/partners/uitnodigen/?wie=0214&amp;plan=2026-2027-1" in page
    director.post(f"{FIRST}delen/", {"delen": "ja"})
    assert "Het is sinds" in read(director, FIRST)
    assert "Trek het delen in" in read(director, f"{FIRST}delen/")


def test_a_partner_reads_it_under_the_name_of_the_library(
    neighbourhood: Neighbourhood, director: Client, plans: list[Proposal]
) -> None:
    director.post(f"{FIRST}doe/voorstellen/")
    director.post(f"{FIRST}delen/", {"delen": "ja"})
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    at = "/o/gemeente-tiel/plannen/bibliotheek-de-linge-2026-2027-1/"
    assert f'href="{at}"' in read(officer, "/o/gemeente-tiel/plannen/")
    page = read(officer, at)
    assert "Voorstellen, vaststellen, delen" not in page
    # by the number alone the officer's own plan is meant, and a gemeente has none
    assert officer.get("/o/gemeente-tiel/plannen/2026-2027-1/").status_code == 404
    other = at.replace("-1/", "-2/")
    assert officer.get(other).status_code == 404


def test_two_plans_side_by_side(
    neighbourhood: Neighbourhood, director: Client, plans: list[Proposal]
) -> None:
    page = read(director, f"{SECOND}vergelijk/")
    assert "Plan 2 voor 2026–2027 naast Plan 1 voor 2026–2027" in page
    assert "Elke school die iets anders krijgt" in page
    assert "Per pot" in page
    assert director.get(f"{SECOND}vergelijk.xlsx?met=2026-2027-1").status_code == 200
    assert director.get(f"{SECOND}vergelijk/?met=2026-2027-9").status_code == 404
    assert director.get(f"{SECOND}vergelijk/?met=onzin").status_code == 404
    # who sees no money compares the hours
    reader = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    hours = read(reader, f"{SECOND}vergelijk/")
    assert ("uur per week" in hours, "€" in hours, "euro" in hours) == (True, False, False)


def test_the_plan_that_holds_is_what_others_are_laid_beside(director: Client, plans: list[Proposal]) -> None:
    for step in ("doe/voorstellen/", "vaststellen/"):
        director.post(f"{FIRST}{step}")
    assert "naast Plan 1" in read(director, f"{SECOND}vergelijk/")
    assert "naast Plan 2" in read(director, f"{FIRST}vergelijk/")


def test_a_gemeente_compares_its_own_part(
    neighbourhood: Neighbourhood, director: Client, plans: list[Proposal]
) -> None:
    for at in (FIRST, SECOND):
        director.post(f"{at}doe/voorstellen/")
        director.post(f"{at}delen/", {"delen": "ja"})
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    page = read(officer, "/o/gemeente-tiel/plannen/bibliotheek-de-linge-2026-2027-2/vergelijk/")
    assert "Elke school die iets anders krijgt" in page
    for secret in ("Buren", "Subsidie Buren"):
        assert secret not in page
        assert secret in read(director, f"{SECOND}vergelijk/")


@pytest.mark.parametrize("count", [0, 2])
def test_comparing_takes_the_same_queries_however_many_plans_there_are(
    neighbourhood: Neighbourhood,
    director: Client,
    plans: list[Proposal],
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    for number in range(count):
        proposing.a_proposal(actor, proposing.a_problem(title=f"Nog een {number}"))
    read(director, f"{SECOND}vergelijk/?met=2026-2027-1")
    with django_assert_num_queries(8):
        read(director, f"{SECOND}vergelijk/?met=2026-2027-1")
