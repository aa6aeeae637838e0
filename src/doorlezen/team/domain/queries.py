"""Questions about the team, inside the scope of an organisation. Every list states its order."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask, require
from doorlezen.register.models import Listing
from doorlezen.team.models import AskedCompetence, TeamMember


def team_members(actor: Actor, *, on: datetime.date | None = None) -> list[TeamMember]:
    """The team by name, with what they can and when they are away: for a leesconsulent only the own row.

    ``on``: only those who are in the team on that day or later. Raises Refused.
    """
    require("team.open", actor)
    found = _found(actor).prefetch_related("competences", "absences", "schools", "courses")
    if on is not None:
        found = found.filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(found.order_by("name", "id"))


def team_member(actor: Actor, number: int) -> TeamMember | None:
    """One of the team with everything; None: nobody whom this reader may find. Raises Refused."""
    require("team.open", actor)
    parts = ("competences", "absences", "schools__school__listing", "mixes__school__listing")
    return _found(actor).select_related("person").prefetch_related(*parts).filter(pk=number).first()


def _found(actor: Actor) -> "QuerySet[TeamMember]":
    found: QuerySet[TeamMember] = TeamMember.objects.filter(organisation=actor.organisation)
    return found if ask("team.see", actor) else found.filter(person=actor.person)


def open_schools(actor: Actor) -> list[Listing]:
    """The schools of the library that are open, by name."""
    rows = Visible(actor).schools.rows().filter(closed_on__isnull=True)
    return list(rows.order_by("name", "school_id"))


def home_places(actor: Actor) -> list[str]:
    """The places where the library has schools of which the register knows where they stand, by name."""
    rows = Visible(actor).schools.rows().filter(latitude__isnull=False).exclude(place="")
    return list(rows.order_by("place").values_list("place", flat=True).distinct())


@dataclass(frozen=True)
class AskedOf:
    """What is asked: of all schools of a profile, and of single schools, by code."""

    profiles: dict[str, list[AskedCompetence]]
    schools: dict[str, list[AskedCompetence]]

    def of(self, code: str, profile: str) -> list[str]:
        """The competences that a school asks, once each, sorted."""
        rows = [*self.profiles.get(profile, []), *self.schools.get(code, [])]
        return sorted({one.competence for one in rows})


def asked_competences(actor: Actor) -> AskedOf:
    """What is asked of who visits the library's schools. Raises Refused."""
    require("team.see", actor)
    asked = AskedOf({}, {})
    rows = AskedCompetence.objects.filter(organisation=actor.organisation).select_related("school__listing")
    for one in rows.order_by("profile", "school", "competence", "id"):
        if one.profile:
            asked.profiles.setdefault(one.profile, []).append(one)
        else:
            asked.schools.setdefault(str(one.school_id), []).append(one)
    return asked
