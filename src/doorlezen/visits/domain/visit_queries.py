"""Visits on their days: who asks sees all of the library, or only the own ones."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask, require
from doorlezen.visits.models import Visit, VisitState


def visits_between(actor: Actor, *, first: datetime.date, last: datetime.date) -> list[Visit]:
    """The visits of these days, cancelled ones too, by day and time. Raises Refused."""
    with scope(organisation=actor.organisation):
        return list(_seen(actor).filter(day__gte=first, day__lte=last))


def visits_of_school(actor: Actor, *, school: str, school_year: str) -> list[Visit]:
    """The visits to a school in a school year, cancelled ones too, by day and time. Raises Refused."""
    with scope(organisation=actor.organisation):
        return list(_seen(actor).filter(school=school, school_year=school_year))


def _seen(actor: Actor) -> "QuerySet[Visit]":
    require("visits.see_own", actor)
    found: QuerySet[Visit] = Visit.objects.select_related("school__listing", "member")
    if not ask("visits.see_all", actor):
        found = found.filter(member__person=actor.person)
    return found.order_by("day", "begins", "school_id", "pk")


@dataclass(frozen=True)
class YearOfSchool:
    """What the visits of a school come to, in minutes: of all turns of its roster, and of what is on."""

    asked: int
    planned: int
    moved: int
    dropped: int

    @classmethod
    def of(cls, visits: list[Visit]) -> "YearOfSchool":
        """Count these visits."""
        planned = [one for one in visits if one.state == VisitState.PLANNED]
        return cls(
            sum(one.minutes for one in visits if one.turn_on is not None or one.state == VisitState.PLANNED),
            sum(one.minutes for one in planned),
            sum(one.turn_on is not None and one.turn_on != one.day for one in planned),
            len(visits) - len(planned),
        )
