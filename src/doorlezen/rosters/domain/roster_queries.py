"""The rosters of a library, and one of them with the people and schools that it is about."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.engine.roster import Roster, RosterProblem, read_roster, read_roster_problem
from doorlezen.language import t
from doorlezen.rosters.models import RosterSearch, TeamRoster
from doorlezen.team.domain.roster_ids import member_id
from doorlezen.team.models import TeamMember

_FILES_OF_THE_PLAN = ("proposal__problem", "proposal__sources", "proposal__plan")


def rosters_of(actor: Actor) -> list[TeamRoster]:
    """All rosters of the library without their problems, the newest school year and the newest first.

    Raises Refused.
    """
    require("rosters.see", actor)
    with scope(organisation=actor.organisation):
        rows = TeamRoster.objects.select_related("search", "made_by", "proposal")
        return list(rows.defer("problem", *_FILES_OF_THE_PLAN).order_by("-school_year", "-number"))


@dataclass(frozen=True)
class KeptRoster:
    """A roster with what it answers. ``answer`` None: none yet. ``names``: of people, by their id."""

    row: TeamRoster
    search: RosterSearch
    problem: RosterProblem
    answer: Roster | None
    names: Mapping[str, str]

    def name(self, person: str) -> str:
        """What somebody is called; who was wiped has no name any more."""
        return self.names.get(person, t("Iemand die weg is"))

    @cached_property
    def named(self) -> RosterProblem:
        """The problem in which people have their names, for who tells about it."""
        people = tuple(dataclasses.replace(one, name=self.name(one.id)) for one in self.problem.people)
        return dataclasses.replace(self.problem, people=people)

    @property
    def fits(self) -> bool:
        """Whether the answer, if there is one, is one to what is asked now: nothing was fixed since that
        goes against it."""
        return self.answer is None or self.answer.problem_sha256 == self.row.problem_sha256

    @property
    def of_an_old_plan(self) -> bool:
        """Whether the plan that it was made of holds no more."""
        return self.row.proposal is None or not self.row.proposal.holds

    @property
    def gone(self) -> int:
        """How many of its people are not in the team any more."""
        return sum(one not in self.names for one in self.problem.person)

    @cached_property
    def worked(self) -> dict[str, int]:
        """By id the minutes of a cycle that somebody visits schools, without the ways between them."""
        minutes = dict.fromkeys(self.problem.person, 0)
        for code, served in (self.answer.schools if self.answer else {}).items():
            minutes[served.person] += self.problem.minutes_of(self.problem.school[code])
        return minutes


def roster_of(actor: Actor, roster: int) -> KeptRoster:
    """One roster of the library. Raises Refused and TeamRoster.DoesNotExist."""
    require("rosters.see", actor)
    with scope(organisation=actor.organisation):
        row: TeamRoster = (
            TeamRoster.objects.select_related("made_by", "proposal").defer(*_FILES_OF_THE_PLAN).get(pk=roster)
        )
        search = RosterSearch.objects.get(roster=row)
        members = TeamMember.objects.order_by("pk").values_list("pk", "name")
        names = {member_id(pk): name for pk, name in members}
    problem = read_roster_problem(bytes(row.problem))
    answer = None if row.answer is None else read_roster(bytes(row.answer))
    return KeptRoster(row, search, problem, answer, names)


def search_of(actor: Actor, roster: int) -> RosterSearch:
    """How far the search for a roster is, without the roster itself: asked every few seconds.

    Raises Refused and TeamRoster.DoesNotExist.
    """
    require("rosters.see", actor)
    with scope(organisation=actor.organisation):
        found: RosterSearch | None = RosterSearch.objects.filter(roster=roster).first()
    if found is None:
        raise TeamRoster.DoesNotExist
    return found
