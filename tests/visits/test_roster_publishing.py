"""A roster that is published: its visits on real days, and what gives way when another is published."""

import datetime
import uuid
from collections import Counter
from itertools import pairwise

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.engine.roster import read_roster, read_roster_problem
from doorlezen.language import InputError
from doorlezen.register.models import Address
from doorlezen.relations.domain.school_year_days import days_of_schools
from doorlezen.relations.models import OwnSchoolDays
from doorlezen.rosters.models import TeamRoster
from doorlezen.team.domain import member_details
from doorlezen.team.domain.filled_parameters import fill_parameter
from doorlezen.team.models import SchoolVisiting, TeamMember
from doorlezen.visits.domain.roster_publishing import PutInTheYear, publish, what_publishing_does
from doorlezen.visits.domain.visit_queries import YearOfSchool, visits_between, visits_of_school
from doorlezen.visits.models import Visit, VisitReport, VisitState
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, frozen, of_the_register, somebody

pytestmark = pytest.mark.django_db
YEAR = "2026-2027"
DAY = datetime.date
BEFORE = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
FIRST, LAST = DAY(2026, 8, 1), DAY(2027, 7, 31)


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    return a_leader(neighbourhood, problem=of_the_register())


@pytest.fixture
def anne(leader: Actor) -> TeamMember:
    return somebody(leader, "Anne Vos")


def rows(leader: Actor) -> list[Visit]:
    return visits_between(leader, first=FIRST, last=LAST)


def state(visits: list[Visit]) -> list[tuple[object, ...]]:
    return [(one.pk, one.day, one.begins, one.state, one.why, one.sequence, one.member_id) for one in visits]


def test_each_turn_of_the_year_is_one_visit_on_a_school_day(leader: Actor, anne: TeamMember) -> None:
    row = frozen(leader)
    does = what_publishing_does(leader, roster=row.pk, today=BEFORE.date())
    done = publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    visits = rows(leader)
    planned = [one for one in visits if one.state == VisitState.PLANNED]
    assert done == PutInTheYear(new=len(visits), changed=0, cancelled=0)
    assert (does.planned, does.dropped) == (len(planned), len(visits) - len(planned))
    answer = read_roster(bytes(row.answer or b""))
    days = days_of_schools(leader.organisation, list(answer.schools), school_year=YEAR)
    for one in planned:
        of = days[one.school_id].days
        assert of is not None
        assert of.holds(one.day)
        assert one.half_day.partition("-")[0] == ("mo", "tu", "we", "th", "fr")[one.day.weekday()]
        assert one.begins >= (datetime.time(8, 45) if one.half_day.endswith("am") else datetime.time(13))
    weeks = {one.school_id: days[one.school_id].weeks for one in visits}
    problem = read_roster_problem(bytes(row.problem))
    for code, count in weeks.items():
        assert count is not None
        every = problem.school[code].visits[0].every
        told = [one for one in visits if one.school_id == code and one.number == 0]
        assert abs(len(told) - count // every) <= 2


def test_two_visits_of_a_half_day_follow_each_other_with_the_way_between(leader: Actor) -> None:
    somebody(leader, "Anne Vos", half_days={"mo-am": 240}, schools_quarters=16, contract_quarters=16)
    row = frozen(leader)
    publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    together = Counter(one.day for one in rows(leader) if one.state == VisitState.PLANNED)
    for day, count in together.items():
        visits = visits_between(leader, first=day, last=day)
        on = [one for one in visits if one.state == VisitState.PLANNED]
        assert len(on) == count
        for one, after in pairwise(on):
            ends = datetime.datetime.combine(day, one.begins) + datetime.timedelta(minutes=one.minutes)
            assert datetime.datetime.combine(day, after.begins) >= ends


def begin_at(leader: Actor, *, morning: int, afternoon: int) -> None:
    with scope(organisation=leader.organisation):
        fill_parameter(leader, key="morning_begins", value=morning, source="afspraak met de scholen")
        fill_parameter(leader, key="afternoon_begins", value=afternoon, source="afspraak met de scholen")


def test_half_days_begin_when_the_library_says(leader: Actor) -> None:
    somebody(leader, "Anne Vos", half_days={"mo-am": 210, "th-pm": 210})
    begin_at(leader, morning=9 * 60 + 15, afternoon=13 * 60 + 30)
    publish(leader, roster=frozen(leader).pk, today=BEFORE.date(), now=BEFORE)
    visits = rows(leader)
    first = {part: min(one.begins for one in visits if one.half_day.endswith(part)) for part in ("am", "pm")}
    assert first == {"am": datetime.time(9, 15), "pm": datetime.time(13, 30)}
    dropped = {(one.half_day[-2:], one.begins) for one in visits if one.state == VisitState.CANCELLED}
    assert dropped <= set(first.items())


def test_a_morning_that_ends_late_puts_nobody_in_two_places(leader: Actor) -> None:
    somebody(leader, "Anne Vos", half_days={"mo-am": 300, "mo-pm": 300}, schools_quarters=40)
    begin_at(leader, morning=11 * 60, afternoon=11 * 60 + 30)
    with scope(organisation=leader.organisation):
        for school, half_day in zip(of_the_register()["schools"], ("mo-am", "mo-pm"), strict=True):
            SchoolVisiting.objects.create(
                organisation=leader.organisation, school_id=school["code"], every=1, half_days=[half_day]
            )
    row = frozen(leader)
    publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    travel = read_roster_problem(bytes(row.problem)).travel
    planned = [one for one in rows(leader) if one.state == VisitState.PLANNED]
    both = 0
    for one, after in pairwise(sorted(planned, key=lambda one: (one.day, one.begins))):
        if one.day == after.day:
            both += one.half_day != after.half_day
            ends = datetime.datetime.combine(one.day, one.begins) + datetime.timedelta(minutes=one.minutes)
            way = datetime.timedelta(minutes=travel.between(one.school_id, after.school_id) or 0)
            assert datetime.datetime.combine(after.day, after.begins) >= ends + way
    assert both > 0


def test_study_days_and_absences_move_or_drop_a_visit_and_say_why(leader: Actor, anne: TeamMember) -> None:
    row = frozen(leader)
    publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    some = next(one for one in rows(leader) if one.state == VisitState.PLANNED)
    with scope(organisation=leader.organisation):
        OwnSchoolDays.objects.create(
            organisation=leader.organisation, school_id=some.school_id, school_year=YEAR, kind="study",
            first=some.day, last=some.day, said_at=BEFORE,
        )  # fmt: skip
        away, back = DAY(2027, 3, 1), DAY(2027, 3, 14)
        member_details.add_absence(leader, member=anne, kind="leave", first=away, last=back)
    again = frozen_again(leader)
    publish(leader, roster=again.pk, today=BEFORE.date(), now=BEFORE)
    visits = rows(leader)
    moved = next(one for one in visits if one.turn_on == some.turn_on and one.school_id == some.school_id)
    assert (moved.pk, moved.why) == (some.pk, "own_day")
    assert moved.state == VisitState.CANCELLED or moved.day > some.day
    assert moved.sequence == some.sequence + 1
    gone = [one for one in visits if one.turn_on and away <= one.turn_on <= back]
    assert gone
    assert {one.why for one in gone} == {"away"}
    of = YearOfSchool.of(visits_of_school(leader, school=some.school_id, school_year=YEAR))
    assert of.planned < of.asked


def frozen_again(leader: Actor) -> TeamRoster:
    """A second roster for the same year: somebody came, so that the team is another."""
    somebody(leader, f"Bo {uuid.uuid4().hex[:6]}", half_days={"fr-pm": 120}, schools_quarters=1)
    return frozen(leader)


def test_the_same_again_changes_no_row_and_the_roster_before_is_replaced(
    leader: Actor, anne: TeamMember
) -> None:
    first = frozen(leader)
    publish(leader, roster=first.pk, today=BEFORE.date(), now=BEFORE)
    before = state(rows(leader))
    second = frozen_again(leader)
    publish(leader, roster=second.pk, today=BEFORE.date(), now=BEFORE)
    with scope(organisation=leader.organisation):
        states = dict(TeamRoster.objects.values_list("pk", "state"))
    assert (states[first.pk], states[second.pk]) == ("replaced", "published")
    assert state(rows(leader)) == before
    with pytest.raises(InputError):
        publish(leader, roster=second.pk, today=BEFORE.date(), now=BEFORE)


def test_what_is_past_or_told_is_never_touched(leader: Actor, anne: TeamMember) -> None:
    publish(leader, roster=frozen(leader).pk, today=BEFORE.date(), now=BEFORE)
    planned = [one for one in rows(leader) if one.state == VisitState.PLANNED]
    told = planned[-1]
    with scope(organisation=leader.organisation):
        VisitReport.objects.create(
            id=uuid.uuid4(), organisation=leader.organisation, visit=told, school=told.school,
            school_year=YEAR, day=told.day, quarters=4, made_at=BEFORE, received_at=BEFORE,
        )  # fmt: skip
        TeamMember.objects.filter(pk=anne.pk).update(half_days={"we-am": 210, "fr-am": 210})
    halfway = datetime.datetime(2027, 1, 15, 12, tzinfo=datetime.UTC)
    before = {row[0]: row for row in state(rows(leader))}
    done = publish(leader, roster=frozen(leader).pk, today=halfway.date(), now=halfway)
    after = {row[0]: row for row in state(rows(leader))}
    past = {one.pk for one in planned if one.day <= halfway.date()} | {told.pk}
    assert {pk: after[pk] for pk in past} == {pk: before[pk] for pk in past}
    assert done.new + done.changed > 0
    assert done.cancelled == sum(
        after[pk][3] == "cancelled" and before[pk][3] == "planned" and after[pk][4] == "other"
        for pk in before
    )


def test_nothing_is_published_that_is_not_frozen_or_cannot_be_counted(
    leader: Actor, anne: TeamMember
) -> None:
    row = frozen(leader)
    with scope(organisation=leader.organisation):
        TeamRoster.objects.filter(pk=row.pk).update(state="draft")
    with pytest.raises(InputError):
        publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    with scope(organisation=leader.organisation):
        TeamRoster.objects.filter(pk=row.pk).update(state="frozen")
    Address.objects.update(holiday_region="")
    with pytest.raises(InputError) as refused:
        publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    assert "in welke vakantieregio deze school ligt" in refused.value.what
    assert rows(leader) == []


def test_who_left_the_team_is_in_no_year(leader: Actor, anne: TeamMember) -> None:
    row = frozen(leader)
    with scope(organisation=leader.organisation):
        anne.delete()
    with pytest.raises(InputError) as refused:
        publish(leader, roster=row.pk, today=BEFORE.date(), now=BEFORE)
    assert refused.value.what == "iemand uit dit rooster is niet meer in het team; maak een nieuw rooster"


def test_a_leesconsulent_sees_the_own_visits_and_another_library_none(
    neighbourhood: Neighbourhood, leader: Actor
) -> None:
    her = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    somebody(leader, "Anne Vos")
    publish(leader, roster=frozen(leader).pk, today=BEFORE.date(), now=BEFORE)
    own = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    assert rows(own) == []
    with scope(organisation=leader.organisation):
        TeamMember.objects.update(person=her)
    assert len(rows(own)) == len(rows(leader)) > 0
    assert rows(neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)) == []
    with pytest.raises(Refused):
        rows(neighbourhood.actor(neighbourhood.linge, Role.FINANCE))
    with pytest.raises(Refused):
        publish(own, roster=1, today=BEFORE.date(), now=timezone.now())
