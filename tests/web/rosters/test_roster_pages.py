"""The pages of rosters: made with a button, looked at per person and school, frozen, thrown away."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals.models import PlanState, Proposal
from doorlezen.register.models import School
from doorlezen.rosters.domain import roster_making
from doorlezen.team.domain.planned_schools import adopted_plan, planned_schools
from doorlezen.team.domain.school_visits import say_visiting
from doorlezen.team.models import TeamMember
from doorlezen.web.pages.rosters.roster_view import so_far
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, a_roster, somebody, work_off
from tests.web.read_page import page

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/roosters/"


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    made = a_leader(neighbourhood)
    somebody(made, "Anne Vos")
    return made


@pytest.fixture
def browser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def test_the_button_makes_a_roster_and_its_page_says_how_good_it_is(leader: Actor, browser: Client) -> None:
    assert "Maak het rooster" in page(browser, "/o/bibliotheek-de-linge/team/rooster/")
    answer = browser.post(f"{HERE}maken/")
    at = answer["Location"]
    assert "Het rooster wordt gezocht." in page(browser, at)
    part = browser.get(at, headers={"HX-Request": "true"}).content.decode().strip()
    # it takes the place of the progress: anything around it would come once more with every look
    assert (part.startswith('<div class="progress"'), part.count("<div"), "<form" in part) == (True, 1, False)
    work_off()
    # and once it is over the page is asked for anew, with its tables
    assert browser.get(at, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    found = page(browser, at)
    assert "Bewezen: beter kan niet." in found
    assert "Anne Vos" in found
    assert "Wie wanneer komt" in found
    assert "Zoek verder" not in found


def test_the_week_of_somebody_names_her_half_days_only(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    at = re.search(rf'href="({HERE}{row.pk}/week/p\d+/)"', page(browser, f"{HERE}{row.pk}/"))
    assert at is not None
    week = page(browser, at[1])
    assert "De week van Anne Vos" in week
    assert ("maandagochtend" in week, "vrijdagmiddag" in week) == (True, False)
    assert browser.get(f"{HERE}{row.pk}/week/p0/").status_code == 404


def test_a_roster_is_frozen_made_loose_and_thrown_away(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    at = f"{HERE}{row.pk}/"
    browser.post(f"{at}vastzetten/")
    assert ("Maak het weer los" in page(browser, at), "Gooi het rooster weg" in page(browser, at)) == (
        True,
        False,
    )
    browser.post(f"{at}losmaken/")
    assert browser.post(f"{at}weggooien/")["Location"] == HERE
    assert browser.get(at).status_code == 404
    assert browser.post(f"{at}nergens/").status_code == 404


def test_without_people_the_page_says_who_is_missing(neighbourhood: Neighbourhood, browser: Client) -> None:
    a_leader(neighbourhood)
    answer = browser.post(f"{HERE}maken/", follow=True)
    assert "Niemand in het team heeft dagdelen en uren voor scholen" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_with_one_roster_as_with_three(
    leader: Actor, browser: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        if number:
            somebody(leader, f"Iemand {number}")
        roster_making.make(leader, now=timezone.now())
    browser.get(HERE)
    with django_assert_num_queries(QUERIES):
        found = page(browser, HERE)
    assert [f"Rooster {number} van" in found for number in (1, 2, 3)] == [
        number <= count for number in (1, 2, 3)
    ]


QUERIES = 4


def test_the_file_is_the_roster(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    answer = browser.get(f"{HERE}{row.pk}/rooster.json")
    assert answer.content == bytes(row.answer or b"")
    empty = roster_making.make(a_second(leader), now=timezone.now())
    assert browser.get(f"{HERE}{empty.pk}/rooster.json").status_code == 404


def a_second(leader: Actor) -> Actor:
    somebody(leader, "Bo de Wit")
    return leader


def test_a_roster_that_cannot_be_names_its_knot_and_where_it_is_changed(
    leader: Actor, browser: Client
) -> None:
    with scope(organisation=leader.organisation):
        plan = adopted_plan(leader)
        assert plan is not None
        code = planned_schools(plan)[0].code
        school, _ = School.objects.get_or_create(pk=code)
        # nobody works on Friday afternoon
        say_visiting(leader, school=school, every=None, half_days=["fr-pm"], must=True)
    row = a_roster(leader)
    found = page(browser, f"{HERE}{row.pk}/")
    assert "Er is geen rooster waarin elke school zit die erin moet." in found
    assert "Waarom het niet kan" in found
    assert f'href="/o/bibliotheek-de-linge/team/rooster/{code}/"' in found
    assert "Zet het rooster vast" not in found
    assert "kan niet" in page(browser, HERE)


def test_the_page_says_what_changed_since_the_roster_was_made(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    changed = "Er is sindsdien iets veranderd"
    assert changed not in page(browser, f"{HERE}{row.pk}/")
    with scope(organisation=leader.organisation):
        TeamMember.objects.all().delete()
        Proposal.objects.filter(pk=row.proposal_id).update(state=PlanState.REPLACED)
    found = page(browser, f"{HERE}{row.pk}/")
    assert changed in found
    assert "1 van de mensen in dit rooster staat niet meer in het team." in found
    assert "Het plan waaruit dit rooster gemaakt is, geldt niet meer." in found


def test_what_the_worker_told_last_is_said_in_words() -> None:
    assert so_far(None) == so_far({"stage": "roster", "best": None, "bound": 5}) == ""
    told = so_far({"stage": "roster", "best": 198, "bound": 200})
    assert told == "Er is al een rooster; hooguit 1,01% beter is mogelijk."
    assert so_far({"stage": "conflict", "best": None, "bound": None}).startswith("Zo kan het niet;")
