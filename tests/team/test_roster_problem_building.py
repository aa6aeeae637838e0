"""A roster problem out of an adopted plan and the people: a file that the reader takes."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.engine.roster import read_roster_problem, write_roster_problem
from doorlezen.planning.proposals import deciding
from doorlezen.planning.proposals.models import Proposal
from doorlezen.register.models import Listing, School
from doorlezen.relations.models import Consultant
from doorlezen.team.domain import competence_list, member_details, members
from doorlezen.team.domain.planned_schools import adopted_plan, planned_schools
from doorlezen.team.domain.roster_problem_building import build_roster_problem
from doorlezen.team.domain.school_visits import say_visiting
from doorlezen.team.models import TeamMember
from doorlezen.team.travelling import GeoPoint, crow_flies, travel_speeds
from tests.people import Neighbourhood
from tests.planning import proposing

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2020, 8, 1)


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Iterator[Actor]:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    made = proposing.a_proposal(director, proposing.a_problem())
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    deciding.propose(adviser, proposal=made.pk, now=timezone.now())
    deciding.adopt(director, proposal=made.pk, now=timezone.now())
    with scope(organisation=neighbourhood.linge):
        yield adviser


@pytest.fixture
def plan(leader: Actor) -> Proposal:
    found = adopted_plan(leader)
    assert found is not None
    return found


def somebody(leader: Actor, name: str, **values: Any) -> TeamMember:
    given: dict[str, Any] = {
        "function": "leesconsulent",
        "since": SINCE,
        "contract_quarters": 96,
        "schools_quarters": 72,
        "half_days": {"th-pm": 150, "mo-am": 210},
    }
    return members.add_member(leader, name=name, **{**given, **values})


def test_the_file_is_read_back_as_the_same_problem(leader: Actor, plan: Proposal) -> None:
    somebody(leader, "Noor Kantlijn")
    somebody(leader, "Otto Omslag", travel_mode="bicycle", schools_quarters=20, contract_quarters=20)
    built = build_roster_problem(leader, plan)
    data = write_roster_problem(built.problem)
    assert write_roster_problem(read_roster_problem(data)) == data
    asked = sum(school.quarters for school in planned_schools(plan))
    minutes = sum(map(built.problem.minutes_of, built.problem.schools))
    assert minutes == asked * 15 * built.problem.cycle_weeks > 0
    assert [person.half_days for person in built.problem.people] == [{"mo-am": 210, "th-pm": 150}] * 2
    assert [person.max_minutes for person in built.problem.people] == [72 * 15, 20 * 15]


def test_what_schools_ask_and_people_can_wish_and_agreed_stands_in_it(leader: Actor, plan: Proposal) -> None:
    noor, otto = somebody(leader, "Noor Kantlijn"), somebody(leader, "Otto Omslag")
    code = "00AP00"
    school = School.objects.get(pk=code)
    last = datetime.date(int(plan.school_year[:4]), 7, 31)
    for member, until in ((noor, None), (otto, last)):
        member_details.say_competence(
            leader, member=member, competence="meertalig", course_on=None, holds_until=until
        )
    competence_list.ask_competence(leader, competence="meertalig", school=school)
    member_details.say_wish(leader, member=noor, school=school, wish=4)
    member_details.say_wish(leader, member=otto, school=school, wish=-2)
    member_details.agree_not_there(leader, member=otto, school=school, not_there=True)
    say_visiting(leader, school=school, every=None, half_days=["th-pm", "mo-am"], must=True)
    problem = build_roster_problem(leader, plan).problem
    asked = problem.school[code]
    assert (asked.competences, asked.half_days, asked.must) == (("meertalig",), ("mo-am", "th-pm"), True)
    first, second = problem.people
    assert (first.competences, first.wishes, first.not_at) == (("meertalig",), {code: 4}, ())
    # what held until the day before the year does not count, and where somebody does not go is no wish
    assert (second.competences, second.wishes, second.not_at) == ((), {}, (code,))


def test_travel_is_the_crow_by_the_speed_and_nothing_beyond_the_limit(leader: Actor, plan: Proposal) -> None:
    codes = ("00AP00", "01BR00")
    assert {school.code for school in planned_schools(plan)} > set(codes)
    for code, latitude in zip(codes, ("51.90", "52.00"), strict=True):
        Listing.objects.filter(pk=code).update(latitude=latitude, longitude="5.40", place=f"Plaats {code}")
    near = somebody(leader, "Noor Kantlijn", home_place=f"Plaats {codes[0]}", travel_limit=10)
    built = build_roster_problem(leader, plan)
    travel = built.problem.travel
    assert [built.able(code) for code in codes] == [1, 0]
    kilometres = crow_flies(GeoPoint(51.90, 5.40), GeoPoint(52.00, 5.40))
    assert round(kilometres, 1) == 11.1
    # 11.12 km × 1.3 at 45 km an hour is 19.3 minutes: 20, and 4 to get in and out
    assert travel.between(*codes) == 24
    assert travel.between(f"p{near.pk}", codes[0]) == 0
    assert travel.between(f"p{near.pk}", codes[1]) is None
    assert travel_speeds().source == "aanname van Doorlezen"


def test_who_cannot_be_in_a_roster_is_named(leader: Actor, plan: Proposal) -> None:
    somebody(leader, "Noor Kantlijn")
    somebody(leader, "Otto Omslag", half_days={})
    somebody(leader, "Puck Kapittel", since=datetime.date(2090, 1, 1))
    somebody(leader, "Quirine Vroeger", until=SINCE)
    built = build_roster_problem(leader, plan)
    assert [person.name for person in built.problem.people] == ["Noor Kantlijn"]
    assert built.remarks[0] == "Zonder dagdelen of uren voor scholen, dus niet in het rooster: Otto Omslag."
    assert "Noor Kantlijn" in built.remarks[1]


def test_who_came_last_year_is_known_by_the_account(
    leader: Actor, plan: Proposal, neighbourhood: Neighbourhood
) -> None:
    her = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    noor = somebody(leader, "Noor Kantlijn", person=her)
    first = int(plan.school_year[:4])
    for code, year in (("00AP00", f"{first - 1}-{first}"), ("01BR00", plan.school_year)):
        Consultant.objects.create(
            organisation=neighbourhood.linge,
            school_id=code,
            school_year=year,
            person=her,
            assigned_at=timezone.now(),
        )
    school = build_roster_problem(leader, plan).problem.school
    assert (school["00AP00"].last_year, school["01BR00"].last_year) == (f"p{noor.pk}", None)
