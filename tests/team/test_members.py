"""The people of a team: who may write them down, what is refused, and when they are wiped."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event, EventWords
from doorlezen.language import InputError
from doorlezen.register.models import School
from doorlezen.team.domain import member_details, members, queries
from doorlezen.team.models import MemberAbsence, TeamMember
from tests.people import Neighbourhood

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 8, 1)
HALF_DAYS = {"mo-am": 210, "th-pm": 150}


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Iterator[Actor]:
    with scope(organisation=neighbourhood.linge):
        yield neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def somebody(leader: Actor, **values: Any) -> TeamMember:
    given: dict[str, Any] = {
        "name": "Noor Kantlijn",
        "function": "leesconsulent",
        "since": DAY,
        "contract_quarters": 96,
        "schools_quarters": 72,
        "half_days": HALF_DAYS,
    }
    return members.add_member(leader, **{**given, **values})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"contract_quarters": 0}, "contract_quarters"),
        ({"contract_quarters": 241}, "contract_quarters"),
        ({"schools_quarters": 97}, "schools_quarters"),
        ({"until": DAY - datetime.timedelta(days=1)}, "until"),
        ({"half_days": {"mo-am": 301}}, "half_days"),
        ({"half_days": {"su-am": 60}}, "half_days"),
        ({"travel_limit": 0}, "travel_limit"),
        ({"name": "https://een.adres"}, "name"),
    ],
)
def test_what_nobody_can_mean_is_refused_at_its_field(
    leader: Actor, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputError) as refused:
        somebody(leader, **values)
    assert refused.value.field == field
    assert TeamMember.objects.count() == 0


def test_an_account_belongs_to_one_member_of_the_own_library(
    leader: Actor, neighbourhood: Neighbourhood
) -> None:
    hers = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    somebody(leader, person=hers)
    for person in (hers, neighbourhood.person(neighbourhood.maas, Role.LEESCONSULENT)):
        with pytest.raises(InputError) as refused:
            somebody(leader, name="Iemand Anders", person=person)
        assert refused.value.field == "person"


def test_a_leesconsulent_finds_herself_and_says_her_wishes_and_nothing_else(
    leader: Actor, neighbourhood: Neighbourhood
) -> None:
    linge = neighbourhood.linge
    her = neighbourhood.actor(linge, Role.LEESCONSULENT)
    mine, other = somebody(leader, person=her.person), somebody(leader, name="Otto Omslag")
    school = School.objects.get(pk="00AP00")
    assert queries.team_members(her) == [mine]
    assert (queries.team_member(her, mine.pk), queries.team_member(her, other.pk)) == (mine, None)
    assert member_details.say_wish(her, member=mine, school=school, wish=5).wish == 5
    agreed = member_details.agree_not_there(leader, member=mine, school=school, not_there=True)
    for refused in (
        lambda: member_details.say_wish(her, member=other, school=school, wish=5),
        lambda: member_details.agree_not_there(her, member=mine, school=school, not_there=False),
        lambda: member_details.take_away(her, detail=agreed),
        lambda: members.change_member(her, member=mine, contract_quarters=144),
    ):
        with pytest.raises(Refused):
            refused()
    finance = neighbourhood.actor(linge, Role.FINANCE)
    with pytest.raises(Refused):
        queries.team_members(finance)


def test_the_logbook_tells_what_was_filled_in_and_not_what_it_says(leader: Actor) -> None:
    member = somebody(leader, home_place="Tiel")
    members.change_member(leader, member=member, name="Noor Omslag", contract_quarters=96)
    added, changed = Event.objects.filter(kind="teammember").order_by("id")
    assert added.after == {
        "team_fields": [
            *("name", "function", "since", "contract_quarters", "schools_quarters", "half_days"),
            *("home_place", "travel_mode"),
        ]
    }
    assert (changed.action, changed.after) == ("team.changed", {"team_fields": ["name"]})
    assert EventWords.objects.count() == 0


def test_absences_do_not_overlap(leader: Actor) -> None:
    member = somebody(leader)
    week = datetime.timedelta(days=7)
    member_details.add_absence(leader, member=member, kind="leave", first=DAY, last=DAY + week)
    for first, last in ((DAY + week, DAY + 2 * week), (DAY - week, DAY), (DAY + week, DAY)):
        with pytest.raises(InputError):
            member_details.add_absence(leader, member=member, kind="away", first=first, last=last)
    after = DAY + week + datetime.timedelta(days=1)
    member_details.add_absence(leader, member=member, kind="away", first=after, last=after)
    assert [one.kind for one in member.absences.all()] == ["leave", "away"]


def test_a_mix_of_roles_is_a_hundred_percent(leader: Actor) -> None:
    member, school = somebody(leader), School.objects.get(pk="00AP00")
    said = {"member": member, "school": school, "school_year": "2026-2027"}
    with pytest.raises(InputError) as refused:
        member_details.say_mix(leader, **said, doing=50, modelling=30, supporting=20, advising=10)
    assert "110" in refused.value.what
    member_details.say_mix(leader, **said, doing=50, modelling=30, supporting=20, advising=0)
    member_details.say_mix(leader, **said, doing=40, modelling=30, supporting=20, advising=10)
    assert [mix.doing for mix in member.mixes.all()] == [40]


def test_who_left_is_wiped_a_year_later_and_an_old_absence_too(
    leader: Actor, neighbourhood: Neighbourhood
) -> None:
    stays = somebody(leader)
    member_details.add_absence(leader, member=stays, kind="leave", first=DAY, last=DAY)
    somebody(leader, name="Otto Omslag", until=DAY)
    year = datetime.timedelta(days=365)
    assert members.shred_old(today=DAY + year) == 0
    assert members.shred_old(today=DAY + year + datetime.timedelta(days=1)) == 1
    with scopes_disabled():
        assert list(TeamMember.objects.all()) == [stays]
        assert MemberAbsence.objects.count() == 0
        assert Event.objects.filter(action="team.shredded", person_id=None).count() == 1
