"""A library with an adopted plan and a few people, so that there is a roster to make."""

import datetime
import threading
from typing import Any

from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals import deciding
from doorlezen.register.models import Address
from doorlezen.rosters.domain import deciding_rosters
from doorlezen.rosters.domain.roster_making import make
from doorlezen.rosters.domain.searching_roster import search_roster
from doorlezen.rosters.models import RosterSearch, TeamRoster
from doorlezen.team.domain import members
from doorlezen.team.models import TeamMember
from tests.people import Neighbourhood
from tests.planning import proposing

SINCE = datetime.date(2020, 8, 1)


def a_leader(neighbourhood: Neighbourhood, library: Organisation | None = None, **changes: Any) -> Actor:
    """The adviser of a library (De Linge) that has adopted a plan."""
    at = library or neighbourhood.linge
    Address.objects.update(holiday_region="Midden")
    director, adviser = neighbourhood.actor(at, Role.DIRECTOR), neighbourhood.actor(at, Role.ADVISER)
    made = proposing.a_proposal(director, changes.get("problem") or proposing.a_problem())
    deciding.propose(adviser, proposal=made.pk, now=timezone.now())
    deciding.adopt(director, proposal=made.pk, now=timezone.now())
    return adviser


def of_the_register() -> dict[str, Any]:
    """A problem with only the two schools of De Linge that the register knows."""
    problem = proposing.a_problem()
    problem["schools"] = [one for one in problem["schools"] if "XX" not in one["code"]]
    known = {one["code"] for one in problem["schools"]}
    for part in (*problem["funds"], *problem["requirements"]):
        if part["schools"] != "all":
            part["schools"] = [code for code in part["schools"] if code in known]
    return problem


def somebody(leader: Actor, name: str, **values: Any) -> TeamMember:
    """Somebody who goes to schools on a few half-days."""
    given: dict[str, Any] = {
        "function": "leesconsulent",
        "since": SINCE,
        "contract_quarters": 96,
        "schools_quarters": 72,
        "half_days": {"mo-am": 210, "tu-am": 210, "th-pm": 150},
    }
    with scope(organisation=leader.organisation):
        return members.add_member(leader, name=name, **{**given, **values})


def work_off() -> None:
    """What a worker does: every search that waits, in order."""
    with scopes_disabled():
        rows = list(RosterSearch.objects.filter(status="waiting").order_by("pk").values_list("pk", flat=True))
    for row in rows:
        search_roster(row, stop=threading.Event())


def a_roster(leader: Actor) -> TeamRoster:
    """A roster that was asked for and found."""
    made = make(leader, now=timezone.now())
    work_off()
    with scope(organisation=leader.organisation):
        return TeamRoster.objects.get(pk=made.pk)


def frozen(leader: Actor) -> TeamRoster:
    """A roster that is ready to be published."""
    made = a_roster(leader)
    return deciding_rosters.freeze(leader, roster=made.pk, now=timezone.now())
