"""The week of the library and the year of a school, as pages; and the button that publishes."""

import datetime
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.visits.domain.roster_publishing import publish
from doorlezen.visits.domain.visit_queries import visits_between
from doorlezen.visits.models import Visit
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, frozen, of_the_register, somebody
from tests.web.read_page import page

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/bezoeken/"
BEFORE = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    made = a_leader(neighbourhood, problem=of_the_register())
    somebody(made, "Anne Vos")
    return made


@pytest.fixture
def browser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def first_visit(leader: Actor) -> Visit:
    return visits_between(leader, first=datetime.date(2026, 8, 1), last=datetime.date(2027, 7, 31))[0]


def test_a_frozen_roster_says_what_publishing_does_and_the_button_does_it(
    leader: Actor, browser: Client
) -> None:
    row = frozen(leader)
    at = f"/o/bibliotheek-de-linge/roosters/{row.pk}/"
    assert re.search(r"Bekendmaken zet \d+ bezoeken in de agenda, vanaf ", page(browser, at))
    answer = browser.post(f"{at}bekendmaken/", follow=True)
    assert "Het rooster is bekend:" in answer.content.decode()
    assert "bekendgemaakt" in page(browser, "/o/bibliotheek-de-linge/roosters/")


def test_a_week_has_its_visits_and_leads_to_the_ones_beside_it(leader: Actor, browser: Client) -> None:
    publish(leader, roster=frozen(leader).pk, today=BEFORE.date(), now=BEFORE)
    one = first_visit(leader)
    found = page(browser, f"{HERE}?vanaf={one.day}")
    assert ("Anne Vos" in found, f"school/{one.school_id}/" in found) == (True, True)
    for link in re.findall(r'href="([^"]*vanaf=[^"]*)"', found):
        page(browser, link)
    for odd in ("gisteren", "9999-12-31", "0001-01-01", "2026-13-01", ""):
        page(browser, f"{HERE}?vanaf={odd}")


def test_the_year_of_a_school_says_how_many_hours_it_so_gets(leader: Actor, browser: Client) -> None:
    publish(leader, roster=frozen(leader).pk, today=BEFORE.date(), now=BEFORE)
    one = first_visit(leader)
    found = page(browser, f"{HERE}school/{one.school_id}/?vanaf={one.day}")
    assert re.search(r"Volgens het rooster [\d¼½¾]+ uur in 2026–2027\.", found)
    assert browser.get(f"{HERE}school/02CK00/").status_code == 404
    assert browser.get(f"{HERE}school/99ZZ99/").status_code == 404


@pytest.mark.parametrize("days", [1, 200])
def test_a_week_asks_as_much_with_few_visits_as_with_many(
    leader: Actor, browser: Client, days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(leader, roster=frozen(leader).pk, today=BEFORE.date(), now=BEFORE)
    one = first_visit(leader)
    browser.get(HERE)
    with django_assert_num_queries(QUERIES):
        page(browser, f"{HERE}?vanaf={one.day + datetime.timedelta(days=days)}")


QUERIES = 4
