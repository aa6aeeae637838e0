"""What is known of gemeenten: counted from the register and the own list, in a fixed number of queries."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum

from doorlezen.accounts.actor import Actor
from doorlezen.register.domain import queries
from doorlezen.register.domain.names import as_written
from doorlezen.register.models import Collaboration, Edition, Kind
from doorlezen.web.pages.schools.visible import gemeenten_of, own_list_of, schools_of


@dataclass(frozen=True)
class Known:
    """One gemeente: its open schools, by their newest score met drempel.

    ``collaborating``: schools that the library works with on the day that was asked; None where the reader
    sees no list.
    """

    code: str
    name: str
    schools: int
    with_score: int
    unknown_score: int
    pupils: int
    score: Decimal
    collaborating: int | None


def known_gemeenten(actor: Actor, *, on: datetime.date, code: str | None = None) -> list[Known]:
    """The gemeenten that the actor sees (with ``code`` only that one), by name."""
    gemeenten = gemeenten_of(actor)
    if code is not None:
        gemeenten = gemeenten.filter(code=code)
    found = list(gemeenten)
    counts: dict[str, dict[str, Any]] = {
        row["gemeente"]: row for row in _counts(actor, [gemeente.code for gemeente in found])
    }
    running = _collaborating(actor, on)
    known = []
    for gemeente in found:
        row = counts.get(gemeente.code, {})
        known.append(
            Known(
                gemeente.code,
                as_written(gemeente.name),
                schools=row.get("schools", 0),
                with_score=row.get("with_score", 0),
                unknown_score=row.get("unknown_score", 0),
                pupils=row.get("all_pupils") or 0,
                score=row.get("score") or Decimal(0),
                collaborating=None if running is None else running.get(gemeente.code, 0),
            )
        )
    return known


def _counts(actor: Actor, codes: Collection[str]) -> list[dict[str, Any]]:
    open_schools = schools_of(actor).filter(closed_on=None, gemeente__in=codes).order_by()
    rows: Any = (
        open_schools.values("gemeente")
        .annotate(
            schools=Count("pk"),
            with_score=Count("pk", filter=Q(score_met__gt=0)),
            unknown_score=Count("pk", filter=Q(score_met=None)),
            all_pupils=Sum("pupils"),
            score=Sum("score_met"),
        )
        .order_by("gemeente")
    )
    return list(rows)


def _collaborating(actor: Actor, on: datetime.date) -> dict[str, int] | None:
    """Schools per gemeente with a collaboration that runs that day, by the newest own list."""
    owner = own_list_of(actor)
    edition = None if owner is None else queries.newest(Kind.COLLABORATIONS, owner=owner)
    if edition is None:
        return None
    rows = (
        Collaboration.objects.filter(edition=edition, since__lte=on, school__closed_on=None)
        .filter(Q(until=None) | Q(until__gte=on))
        .values("school__listing__gemeente")
        .annotate(schools=Count("school", distinct=True))
        .order_by("school__listing__gemeente")
    )
    return {row["school__listing__gemeente"]: row["schools"] for row in rows}


def editions_of(actor: Actor) -> list[Edition]:
    """The editions that the counts rest on: addresses, scores and pupils of the schools that are seen."""
    used = (
        schools_of(actor)
        .filter(closed_on=None)
        .order_by()
        .aggregate(address=Max("address_edition"), score=Max("score_edition"), pupils=Max("pupils_edition"))
    )
    return list(Edition.objects.filter(pk__in=[pk for pk in used.values() if pk]).order_by("kind", "pk"))
