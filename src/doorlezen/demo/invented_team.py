"""The team of the invented library: people whose hours carry about what its plan asks, and who falls in."""

import datetime
from typing import Any, NamedTuple

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.demo import invented_name
from doorlezen.accounts.models import Person
from doorlezen.planning.proposals.models import Proposal
from doorlezen.register.models import School
from doorlezen.team.domain import competence_list, member_details, members, queries
from doorlezen.team.domain.planned_schools import adopted_plan, planned_schools
from doorlezen.team.domain.team_list import half_days_in
from doorlezen.team.models import TeamFunction, TeamMember

FIRST_NAME = 60
"""The people of the demo with an account have the names before this number."""


class InventedMember(NamedTuple):
    """Somebody of the invented team; hours a week, and the days as a list would write them."""

    hours: int
    for_schools: int
    days: str
    home: str
    can: tuple[str, ...]
    mode: str = "car"
    function: str = TeamFunction.LEESCONSULENT


_LC, _OB, _MT = "leesconsulent", "open-boek", "meertalig"
TEAM = (
    InventedMember(28, 21, "ma, di, do, vr-ochtend", "Letterdam", (_LC, _OB, _MT)),
    InventedMember(24, 18, "ma, di, do-ochtend, vr-ochtend", "Letterdam", (_LC, _OB), "bicycle"),
    InventedMember(32, 24, "ma, di, wo-ochtend, do, vr", "Inktveen", (_LC, _OB, "leesproblemen")),
    InventedMember(20, 15, "di, do, vr-ochtend", "Inktveen", (_LC,)),
    InventedMember(24, 18, "ma, wo-ochtend, do, vr-ochtend", "Rijmwaard", (_LC, _OB)),
    InventedMember(28, 21, "ma, di, wo-ochtend, vr", "Rijmersluis", (_LC, _MT)),
    InventedMember(16, 12, "ma, do", "Kaftwijk", (_LC, _OB)),
    InventedMember(24, 18, "di, wo-ochtend, do, vr-ochtend", "Kaftwijk", (_LC,)),
    InventedMember(20, 15, "ma-ochtend, di, do", "Bladerhoven", (_LC, _OB), "bicycle"),
    InventedMember(32, 24, "ma, di, wo-ochtend, do, vr", "Zinsmeer", (_LC, _OB, "jonge-kind")),
    InventedMember(24, 18, "ma, di-ochtend, do, vr-ochtend", "Sprookwoude", (_LC, _OB)),
    InventedMember(28, 21, "ma, di, do, vr-ochtend", "Fabelrade", (_LC, _MT)),
    InventedMember(18, 13, "di, wo-ochtend, do", "Versdijk", (_LC,)),
    InventedMember(
        36, 12, "ma, di", "Letterdam", (_LC, _OB, _MT, "monitor"),
        function=TeamFunction.ONDERWIJSSPECIALIST,
    ),
    # has few schools of her own, and goes where somebody falls out
    InventedMember(16, 2, "ma, di, do, vr", "Letterdam", (_LC, _OB)),
)  # fmt: skip


def make_team(adviser: Actor, *, account: Person, today: datetime.date) -> list[TeamMember]:
    """Put the team on the site, the first with the account of the invented leesconsulent, and say what the
    schools ask. Who is there already stays; nobody is added then."""
    with scope(organisation=adviser.organisation):
        if queries.team_members(adviser):
            return []
        places = set(queries.home_places(adviser))
        plan = adopted_plan(adviser)
        since = datetime.date(int(plan.school_year[:4]) - 1 if plan else today.year - 2, 8, 1)
        made = []
        for number, one in enumerate(TEAM):
            values: dict[str, Any] = {
                "name": account.name if number == 0 else invented_name(FIRST_NAME + number),
                "person": account if number == 0 else None,
                "function": one.function,
                "since": since,
                "contract_quarters": one.hours * 4,
                "schools_quarters": one.for_schools * 4,
                "half_days": half_days_in(one.days),
                "home_place": _home(one.home, places),
                "travel_mode": one.mode,
                "travel_limit": 45,
            }
            member = members.add_member(adviser, **values)
            for key in one.can:
                member_details.say_competence(
                    adviser, member=member, competence=key, course_on=since, holds_until=None
                )
            made.append(member)
        competence_list.ask_competence(adviser, competence="leesconsulent", profile="with_score")
        competence_list.ask_competence(adviser, competence="leesconsulent", profile="without_score")
        if plan is not None:
            _schools(adviser, made, plan)
        return made


def _home(wanted: str, places: set[str]) -> str:
    """The place as the register writes it; empty where it knows no school there."""
    return next((place for place in sorted(places) if place.casefold() == wanted.casefold()), "")


def _schools(adviser: Actor, made: list[TeamMember], plan: Proposal) -> None:
    """What some schools ask, a wish, an agreement, a mix that shifts and a week of leave."""
    schools = School.objects.in_bulk([one.code for one in planned_schools(plan)[:8]])
    asking = list(schools.values())
    for school in asking[:3]:
        competence_list.ask_competence(adviser, competence="meertalig", school=school)
    competence_list.add_competence_kind(adviser, name="Voorlezen in gebarentaal")
    competence_list.ask_competence(adviser, competence="voorlezen-in-gebarentaal", school=asking[-1])
    first, second = made[0], made[1]
    member_details.say_wish(adviser, member=first, school=asking[0], wish=4)
    member_details.agree_not_there(adviser, member=second, school=asking[1], not_there=True)
    year = int(plan.school_year[:4])
    for ago, parts in ((1, (60, 25, 10, 5)), (0, (40, 25, 20, 15))):
        doing, modelling, supporting, advising = parts
        member_details.say_mix(
            adviser, member=first, school=asking[0], school_year=f"{year - ago}-{year - ago + 1}",
            doing=doing, modelling=modelling, supporting=supporting, advising=advising,
        )  # fmt: skip
    november = datetime.date(year, 11, 1)
    monday = november + datetime.timedelta(days=-november.weekday() % 7)
    last = monday + datetime.timedelta(days=4)
    member_details.add_absence(adviser, member=second, kind="leave", first=monday, last=last)
