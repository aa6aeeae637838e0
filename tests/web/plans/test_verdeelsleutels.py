"""Other verdeelsleutels beside a plan: kept without loss, asked for on a page, told to who sees the whole."""

import json
import threading
from dataclasses import replace
from fractions import Fraction

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.roles import Role
from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation import Effort, read_problem
from doorlezen.engine.allocation.keys import KEYS, compare, frontier
from doorlezen.engine.allocation.keys.kept_comparison import as_kept, read_kept
from doorlezen.planning.models import KeysComparison
from doorlezen.planning.proposals.dividing import compare_keys
from doorlezen.planning.proposals.models import Proposal
from doorlezen.reports import keys
from doorlezen.reports.keys_chart import draw_frontier
from tests.people import Neighbourhood
from tests.planning import proposing

pytestmark = pytest.mark.django_db

AT = "/o/bibliotheek-de-linge/plannen/2026-2027-1/verdeelsleutels/"


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    return proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


def the_comparison() -> KeysComparison:
    with scopes_disabled():
        found = KeysComparison.objects.get()
    assert isinstance(found, KeysComparison)
    return found


def test_what_is_kept_tells_the_same() -> None:
    problem = read_problem(proposing.as_bytes(proposing.a_problem()))
    made = compare(problem, list(KEYS.values()), effort=Effort())
    edge = frontier(problem, effort=Effort())
    read, read_edge = read_kept(problem, json.loads(json.dumps(as_kept(made, edge))))
    assert read_edge is not None
    assert keys.document(problem, read, read_edge) == keys.document(problem, made, edge)
    for one, other in ((made, read),):
        assert [row[1](d) for d in one.divisions for row in keys.side_by_side(one).rows] == [
            row[1](d) for d in other.divisions for row in keys.side_by_side(other).rows
        ]
    assert draw_frontier(read_edge, read) == draw_frontier(edge, made)


def test_the_equal_key_says_what_it_looks_at_beside_a_lower_gini() -> None:
    keys_of = [KEYS["equal"], KEYS["need"]]
    made = compare(read_problem(proposing.as_bytes(proposing.a_problem())), keys_of, effort=Effort())
    equal, need = made.divisions
    assert equal.figures is not None
    looks_at = "“Gelijk” kijkt naar de school met de minste uren per leerling, niet naar de Gini."

    def said(own: Fraction, other: Fraction) -> str:
        figures = [replace(equal.figures, gini=gini) for gini in (own, other)]  # type: ignore[type-var]
        divisions = [replace(of, figures=these) for of, these in zip((equal, need), figures, strict=True)]
        return keys.about_equal(replace(made, divisions=tuple(divisions)))

    assert said(Fraction(2, 5), Fraction(3, 10)) == (
        f"{looks_at} De Gini telt alle leerlingen mee en is hier lager bij “behoefte”: 0,30 tegen 0,40."
    )
    assert said(Fraction(3, 10), Fraction(2, 5)) == said(Fraction(3, 10), Fraction(3, 10)) == looks_at
    assert keys.about_equal(replace(made, divisions=(need,))) == ""


def test_it_is_asked_for_worked_out_and_told(
    neighbourhood: Neighbourhood,
    director: Client,
    proposal: Proposal,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert "Reken het uit" in director.get(AT).text
    assert director.post(AT)["Location"] == AT
    director.post(AT)
    assert "De verdeelsleutels worden uitgerekend." in director.get(AT).text
    compare_keys(the_comparison().pk, stop=threading.Event())
    page = director.get(AT).text
    assert "5 verdeelsleutels naast elkaar" in page
    assert "Elk plan is bewezen het beste voor zijn verdeelsleutel." in page
    assert "“Gelijk” kijkt naar de school met de minste uren per leerling" in page
    assert "Wat meer bereik kost aan gelijkheid" in page
    assert "punten" not in page.partition("<main")[2]
    problem = proposing.a_problem()
    assert all(school["name"] in page for school in problem["schools"])
    with django_assert_num_queries(6):
        director.get(AT)


def test_a_worker_that_stops_gives_it_back(director: Client, proposal: Proposal) -> None:
    director.post(AT)
    stop = threading.Event()
    stop.set()
    compare_keys(the_comparison().pk, stop=stop)
    assert (the_comparison().status, the_comparison().answer) == (WorkStatus.WAITING, None)


def test_who_sees_a_part_does_not_see_it(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposing.share(actor, proposal=proposal.pk)
    partner = "plannen/bibliotheek-de-linge-2026-2027-1/"
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert officer.get(f"/o/gemeente-tiel/{partner}verdeelsleutels/").status_code == 403
    assert "/verdeelsleutels/" not in officer.get(f"/o/gemeente-tiel/{partner}").text
    poi = neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)
    assert poi.get(f"/o/poi-oost/{partner}verdeelsleutels/").status_code == 200


def test_a_plan_that_cannot_be_has_nothing_to_divide(neighbourhood: Neighbourhood, director: Client) -> None:
    proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), proposing.conflicting())
    assert "Er is geen plan, dus er valt niets te vergelijken." in director.get(AT).text
    director.post(AT)
    with scopes_disabled():
        assert KeysComparison.objects.count() == 0
