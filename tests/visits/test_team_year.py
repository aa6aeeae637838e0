"""The year for who leads the team: every figure against the visits that it is counted from."""

import pytest
from django.test import Client
from django_scopes import scope
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.relations.domain.school_year_days import school_days_of
from doorlezen.team.domain.filled_parameters import fill_parameter
from doorlezen.visits.domain.done_hours import done_hours
from doorlezen.visits.domain.team_year import team_year
from doorlezen.visits.models import VisitState
from tests.people import Neighbourhood
from tests.visits.test_changing import ASKED, IN_NOVEMBER, coming
from tests.visits.test_repairing import a_year, member
from tests.visits.test_roster_publishing import rows

pytestmark = pytest.mark.django_db
YEAR, TODAY = "2026-2027", IN_NOVEMBER.date()
HERE = "/o/bibliotheek-de-linge/bezoeken/team/"


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    return a_year(neighbourhood)


def test_load_and_hours_are_those_of_the_visits(leader: Actor) -> None:
    found = team_year(leader, school_year=YEAR, today=TODAY)
    visits = rows(leader)
    planned = [one for one in visits if one.state == VisitState.PLANNED]
    anne = next(one for one in found.people if one.name == "Anne Vos")
    assert anne.visits == sum(one.minutes for one in planned if one.member_id == anne.number)
    assert anne.schools == {one.school_id for one in planned if one.member_id == anne.number}
    weeks = {one.weeks for one in school_days_of(leader, sorted(anne.schools), school_year=YEAR).values()}
    assert len(weeks) == 1
    assert anne.contract == 18 * 60 * (weeks.pop() or 0)
    assert anne.room == anne.contract - anne.visits - anne.travel
    done = {one.code: one for one in done_hours(leader, school_year=YEAR, today=TODAY).schools}
    for school in found.schools:
        assert school.planned == done[school.code].planned * 15
        of = school_days_of(leader, [school.code], school_year=YEAR)[school.code]
        assert school.asked == done[school.code].weekly * 15 * (of.weeks or 0)
        missed = [one for one in visits if one.school_id == school.code and one.state == VisitState.CANCELLED]
        assert sum(school.dropped.values()) == sum(one.minutes for one in missed)


def test_who_alone_knows_a_school_and_what_it_costs(leader: Actor) -> None:
    found = team_year(leader, school_year=YEAR, today=TODAY)
    assert {one.name: one.alone for one in found.people} == {"Anne Vos": 2, "Bo Krans": 0}
    assert found.cents is None
    with scope(organisation=leader.organisation):
        fill_parameter(leader, key="hour_cost", value=54, source="eigen begroting")
    from doorlezen.visits.domain.changing import WantedChange, change
    from doorlezen.visits.domain.visit_places import VisitPlace, place_of

    visit = coming(leader)
    place = place_of(visit)
    bo = VisitPlace(
        member(leader, "Bo Krans").pk, place.day, place.half_day, place.begins, place.minutes, False
    )
    change(
        leader, [WantedChange(visit.pk, visit.sequence, bo)], ASKED, anyway=True, today=TODAY, now=IN_NOVEMBER
    )
    again = team_year(leader, school_year=YEAR, today=TODAY)
    assert {one.name: one.alone for one in again.people} == {"Anne Vos": 1, "Bo Krans": 0}
    assert again.cents == again.load * 5400 // 60


def test_only_leaders_see_it_and_only_their_own(leader: Actor, neighbourhood: Neighbourhood) -> None:
    for role in (Role.LEESCONSULENT, Role.FINANCE):
        with pytest.raises(Refused):
            team_year(neighbourhood.actor(neighbourhood.linge, role), school_year=YEAR, today=TODAY)
    other = team_year(neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR), school_year=YEAR, today=TODAY)
    assert (other.people, [one for one in other.schools if one.planned]) == ((), [])


def test_the_page_and_the_workbook(
    leader: Actor, neighbourhood: Neighbourhood, django_assert_max_num_queries: DjangoAssertNumQueries,
    settings: object,
) -> None:  # fmt: skip
    settings.STORY_DAY = TODAY  # type: ignore[attr-defined]
    browser: Client = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    browser.get(HERE)
    with django_assert_max_num_queries(60):
        page = browser.get(HERE).content.decode()
    assert ("Anne Vos" in page, "Wie hoeveel doet, het hele jaar" in page, "niet openbaar" in page) == (
        True,
    ) * 3
    answer = browser.get(f"{HERE}team.xlsx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
