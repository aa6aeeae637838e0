"""What the schools of the plan ask of who visits them, who can that, and what nobody can."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.team.domain.competence_list import CompetenceKind, competence_kinds
from doorlezen.team.domain.planned_schools import PlannedSchool
from doorlezen.team.domain.queries import asked_competences, team_members
from doorlezen.team.models import TeamMember


@dataclass(frozen=True)
class ExpertiseGap:
    """A competence that is asked: by which schools, who has it, and what its course costs here (None: not
    filled in)."""

    kind: CompetenceKind
    schools: tuple[PlannedSchool, ...]
    able: tuple[str, ...]

    @property
    def nobody(self) -> bool:
        """Whether no one of the team has it."""
        return not self.able

    @property
    def quarters(self) -> int:
        """The hours a week at schools that ask it, in quarter-hours."""
        return sum(school.quarters for school in self.schools)


@dataclass(frozen=True)
class SchoolExpertise:
    """What a school asks: each competence by its name, with who has it."""

    school: PlannedSchool
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    together: tuple[str, ...]
    """Who has everything that it asks."""


@dataclass(frozen=True)
class TeamExpertise:
    """All of it. ``asked``: by competence, what nobody has first; ``schools``: those that ask anything."""

    asked: tuple[ExpertiseGap, ...]
    schools: tuple[SchoolExpertise, ...]

    @property
    def without_anybody(self) -> int:
        """How many schools nobody may visit, because nobody has all that they ask."""
        return sum(not one.together for one in self.schools)


def expertise(actor: Actor, schools: Iterable[PlannedSchool], *, on: datetime.date) -> TeamExpertise:
    """Lay what the schools ask beside what the team can on a day. Raises Refused."""
    asked, kinds = asked_competences(actor), {kind.key: kind for kind in competence_kinds(actor)}
    able = {member.name: can(member, on) for member in team_members(actor, on=on)}
    asking: dict[str, list[PlannedSchool]] = {}
    rows = []
    for school in schools:
        keys = [key for key in asked.of(school.code, school.profile) if key in kinds]
        for key in keys:
            asking.setdefault(key, []).append(school)
        if keys:
            per_kind = tuple((kinds[key].name, _who(able, {key})) for key in keys)
            rows.append(SchoolExpertise(school, per_kind, _who(able, set(keys))))
    gaps = [ExpertiseGap(kinds[key], tuple(of), _who(able, {key})) for key, of in asking.items()]
    gaps.sort(key=lambda gap: (not gap.nobody, -gap.quarters, gap.kind.name))
    return TeamExpertise(tuple(gaps), tuple(rows))


def can_with_courses(member: TeamMember, *, on: datetime.date, then: datetime.date) -> frozenset[str]:
    """What somebody can on the day ``then``, with the planned courses that end from ``on`` to before it."""
    return can(member, then) | {one.competence for one in member.courses.all() if on <= one.last < then}


def can(member: TeamMember, on: datetime.date) -> frozenset[str]:
    """The competences of somebody that hold on a day."""
    return frozenset(
        one.competence for one in member.competences.all() if one.holds_until is None or one.holds_until >= on
    )


def _who(able: dict[str, frozenset[str]], needed: set[str]) -> tuple[str, ...]:
    return tuple(name for name, has in able.items() if needed <= has)
