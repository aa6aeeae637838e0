"""What was changed in the year: by whom, when, why, and who was told."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import require
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.visit_places import VisitPlace, read_place
from doorlezen.visits.models import VisitChange

SHOWN = 100
"""So many changes a page shows; older ones by the day that is asked for."""


@dataclass(frozen=True)
class LoggedMove:
    """What became of one visit. ``school``: its code; ``name``: what the school is called."""

    visit: int
    school: str
    name: str
    before: VisitPlace
    after: VisitPlace


@dataclass(frozen=True)
class LoggedChange:
    """One change. ``told``: how many people a mail was put out for. ``by``: empty for who is gone."""

    number: int
    at: datetime.datetime
    by: str
    why: str
    remark: str
    told: int
    moves: tuple[LoggedMove, ...]


@dataclass(frozen=True)
class ChangeLog:
    """The newest first. ``names``: of people, by number. ``more``: whether there are older ones."""

    changes: tuple[LoggedChange, ...]
    names: Mapping[int, str]
    more: bool


def change_log(
    actor: Actor, *, school: str = "", visit: int | None = None, before: datetime.datetime | None = None
) -> ChangeLog:
    """The changes of the library, of a school (its code), or of a visit; ``before``: only older ones.

    A fixed number of queries. Raises Refused.
    """
    require("visits.see_all", actor)
    with scope(organisation=actor.organisation):
        rows = VisitChange.objects.select_related("accepted_by").annotate(notices_made=Count("notices"))
        if school:
            rows = rows.filter(told__contains=[{"school": school}])
        if visit is not None:
            rows = rows.filter(told__contains=[{"visit": visit}])
        if before is not None:
            rows = rows.filter(accepted_at__lt=before)
        found = list(rows.order_by("-accepted_at", "-id")[: SHOWN + 1])
        people = dict(TeamMember.objects.order_by("pk").values_list("pk", "name"))
    codes = {one["school"] for row in found for one in row.told}
    schools = Visible(actor).schools.rows().filter(pk__in=codes).order_by("pk").values_list("pk", "name")
    names: dict[str, str] = dict(schools)
    changes = tuple(
        LoggedChange(
            row.pk,
            row.accepted_at,
            row.accepted_by.name if row.accepted_by else "",
            row.happened["why"],
            row.happened["remark"],
            row.notices_made,
            tuple(
                LoggedMove(
                    one["visit"],
                    one["school"],
                    names.get(one["school"], one["school"]),
                    read_place(one["before"]),
                    read_place(one["after"]),
                )
                for one in row.told
                if (not school or one["school"] == school) and (visit is None or one["visit"] == visit)
            ),
        )
        for row in found[:SHOWN]
    )
    return ChangeLog(changes, people, len(found) > SHOWN)
