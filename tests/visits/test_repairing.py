"""After somebody falls out, or a school cannot: what is found on the year of a library, and taking it."""

import datetime
from typing import Any

import pytest
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.language import FieldError, InputError
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.accepting_repair import accept_repair
from doorlezen.visits.domain.changing import cancelled, change
from doorlezen.visits.domain.repairing import CameBetween, FoundRepairs, find
from doorlezen.visits.domain.roster_publishing import publish
from doorlezen.visits.models import Visit, VisitState
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, frozen, of_the_register, somebody
from tests.visits.test_changing import ASKED, BEFORE, DAY, IN_NOVEMBER, again, coming
from tests.visits.test_roster_publishing import rows

pytestmark = pytest.mark.django_db
TODAY = IN_NOVEMBER.date()
WEEK = datetime.timedelta(days=6)


def a_year(neighbourhood: Neighbourhood) -> Actor:
    """Anne goes to both schools; Bo has a roster of nothing, and every morning free."""
    made = a_leader(neighbourhood, problem=of_the_register())
    somebody(made, "Anne Vos")
    mornings = {f"{day}-am": 210 for day in ("mo", "tu", "we", "th", "fr")}
    somebody(made, "Bo Krans", half_days=mornings, schools_quarters=1)
    publish(made, roster=frozen(made).pk, today=BEFORE.date(), now=BEFORE)
    return made


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    return a_year(neighbourhood)


def member(leader: Actor, name: str) -> TeamMember:
    with scope(organisation=leader.organisation):
        return TeamMember.objects.get(name=name)


def anne_is_away(leader: Actor, **values: Any) -> FoundRepairs:
    given = {
        "first": DAY(2026, 11, 2),
        "last": DAY(2026, 11, 2) + WEEK,
        "member": member(leader, "Anne Vos").pk,
    }
    return find(leader, CameBetween(**{**given, **values}), today=TODAY)


def test_who_falls_out_is_replaced_and_only_the_own_schools_notice(leader: Actor) -> None:
    found = anne_is_away(leader)
    hurt = [
        one for one in rows(leader)
        if DAY(2026, 11, 2) <= one.day <= DAY(2026, 11, 8) and one.state == VisitState.PLANNED
    ]  # fmt: skip
    assert list(found.hurt) == hurt
    assert hurt
    best = found.best
    assert best is not None
    assert best.repair.proven
    assert best.repair.cost.schools == len({one.school_id for one in hurt})
    assert best.repair.cost.minutes == 0
    anne = member(leader, "Anne Vos").pk
    assert all(one.place.member != anne or one.place.day > DAY(2026, 11, 8) for one in best.changes)


def test_what_is_taken_is_what_was_found_and_somebody_is_written_down_as_away(leader: Actor) -> None:
    found = anne_is_away(leader)
    assert found.best is not None
    untouched = {one.pk: one.sequence for one in rows(leader)}
    made = accept_repair(leader, found.happening, found.best, today=TODAY, now=IN_NOVEMBER)
    changed = {one.visit: one.place for one in found.best.changes}
    assert {one["visit"] for one in made.told} == set(changed)
    for one in rows(leader):
        assert one.sequence == untouched[one.pk] + (one.pk in changed)
    for number, place in changed.items():
        assert (again_place(leader, number)) == (place.member, place.day, place.begins)
    with scope(organisation=leader.organisation):
        away = member(leader, "Anne Vos").absences.values_list("kind", "first", "last")
        assert list(away) == [("away", DAY(2026, 11, 2), DAY(2026, 11, 8))]
    assert anne_is_away(leader).hurt == ()
    assert made.happened == {"why": "away", "remark": ""}


def again_place(leader: Actor, number: int) -> tuple[object, ...]:
    with scope(organisation=leader.organisation):
        row = Visit.objects.get(pk=number)
    return row.member_id, row.day, row.begins


def test_what_changed_meanwhile_is_not_taken(leader: Actor) -> None:
    found = anne_is_away(leader)
    assert found.best is not None
    one = found.visits[found.best.changes[0].visit]
    change(leader, [cancelled(one)], ASKED, today=TODAY, now=IN_NOVEMBER)
    with pytest.raises(InputError):
        accept_repair(leader, found.happening, found.best, today=TODAY, now=IN_NOVEMBER)
    with scope(organisation=leader.organisation):
        assert not member(leader, "Anne Vos").absences.exists()


def test_a_school_that_cannot_is_visited_on_another_day(leader: Actor) -> None:
    visit = coming(leader)
    found = find(leader, CameBetween(visit.day, visit.day, school=visit.school_id), today=TODAY)
    assert found.best is not None
    assert [one.visit for one in found.best.changes] == [visit.pk]
    assert found.best.changes[0].place.day != visit.day
    assert found.best.repair.cost.minutes == 0


def test_one_visit_that_cannot_stay_finds_another_place(leader: Actor) -> None:
    visit = coming(leader)
    found = find(leader, CameBetween(visit.day, visit.day, visit=visit.pk), today=TODAY)
    assert found.best is not None
    assert found.second is not None
    assert again(leader, visit).sequence == visit.sequence  # nothing changes by looking


def test_who_is_ill_all_year_and_days_without_visits(leader: Actor) -> None:
    nothing = anne_is_away(leader, first=DAY(2026, 12, 24), last=DAY(2026, 12, 31))
    assert (nothing.hurt, nothing.best) == ((), None)
    year = anne_is_away(leader, first=DAY(2026, 8, 1), last=DAY(2027, 7, 31))
    coming_up = [one for one in rows(leader) if one.day >= TODAY and one.state == VisitState.PLANNED]
    assert list(year.hurt) == coming_up
    assert year.best is not None


@pytest.mark.parametrize(
    ("first", "last", "what"),
    [
        (DAY(2026, 11, 5), DAY(2026, 11, 4), "de laatste dag komt na de eerste"),
        (DAY(2026, 10, 1), DAY(2026, 10, 8), "dat is voorbij"),
        (DAY(2026, 11, 5), DAY(2027, 11, 4), "kies dagen in één schooljaar"),
        (DAY(2026, 11, 5), DAY(2028, 11, 4), "hooguit een jaar in één keer"),
    ],
)
def test_days_that_nobody_can_mean(
    leader: Actor, first: datetime.date, last: datetime.date, what: str
) -> None:
    with pytest.raises(FieldError) as refused:
        anne_is_away(leader, first=first, last=last)
    assert (refused.value.field, refused.value.what) == ("last", what)


def test_without_a_published_roster_there_is_nothing_to_go_on_with(
    leader: Actor, neighbourhood: Neighbourhood
) -> None:
    with pytest.raises(InputError) as refused:
        anne_is_away(leader, first=DAY(2027, 9, 1), last=DAY(2027, 9, 2))
    assert refused.value.what == "voor dit schooljaar is nog geen rooster bekendgemaakt"
    with pytest.raises(Refused):
        find(
            neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT),
            CameBetween(DAY(2026, 11, 2), DAY(2026, 11, 3), member=1),
            today=TODAY,
        )
