"""What is known of gemeenten: counted from the register and the own list, in a fixed number of queries."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum

from doorlezen.accounts.domain.visible import Visible, VisibleSchools
from doorlezen.register.domain import register_cache
from doorlezen.register.domain.listing import COUNTED
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import SPECIAL, Edition
from doorlezen.web.pages.schools.one_of import one_of


@dataclass(frozen=True)
class KnownGemeente:
    """One gemeente: its open primary schools that are counted (`COUNTED`), by their newest score met drempel.

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


@dataclass(frozen=True)
class GemeenteCounts:
    """Gemeenten by name, and the editions that their counts rest on: of addresses, scores and pupils."""

    gemeenten: tuple[KnownGemeente, ...]
    editions: tuple[Edition, ...]

    def of(self, code: str) -> KnownGemeente | None:
        """The gemeente with this code; None where it is not among them."""
        return next((known for known in self.gemeenten if known.code == code), None)


def counts_for(visible: Visible, *, on: datetime.date) -> GemeenteCounts:
    """The gemeenten that the reader sees, counted once until the next edition is loaded."""
    names = tuple((gemeente.code, as_written(gemeente.name)) for gemeente in visible.gemeenten)
    return _counts(names, visible.schools, visible.owner, visible.last, on)


@register_cache.until_next_edition(256)
def _counts(
    names: tuple[tuple[str, str], ...],
    within: VisibleSchools,
    owner: str | None,
    last: int,
    on: datetime.date,
) -> GemeenteCounts:
    own = register_cache.own_list(last, owner)
    there = within.rows().filter(closed_on=None).exclude(school_type__in=SPECIAL).order_by()
    rows: Any = (
        there.values("gemeente")
        .annotate(
            all_schools=Count("pk"),
            schools=Count("pk", filter=COUNTED),
            with_score=Count("pk", filter=Q(score_met__gt=0)),
            unknown_score=Count("pk", filter=Q(score_met=None) & COUNTED),
            all_pupils=Sum("pupils"),
            score=Sum("score_met"),
            collaborating=Count("pk", filter=one_of(register_cache.running(own.pk, on) if own else ())),
        )
        .order_by("gemeente")
    )
    found: dict[str, dict[str, Any]] = {row["gemeente"]: row for row in rows}
    if not any(row["schools"] for row in found.values()):  # as before scores and pupils are loaded
        for row in found.values():
            row["schools"] = row["unknown_score"] = row["all_schools"]
    used = there.aggregate(
        address=Max("address_edition"), score=Max("score_edition"), pupils=Max("pupils_edition")
    )
    editions = [register_cache.editions(last, owner)[pk] for pk in {pk for pk in used.values() if pk}]
    return GemeenteCounts(
        tuple(_known(code, name, found.get(code, {}), listed=own is not None) for code, name in names),
        tuple(sorted(editions, key=lambda edition: (edition.kind, edition.pk))),
    )


def _known(code: str, name: str, row: dict[str, Any], *, listed: bool) -> KnownGemeente:
    return KnownGemeente(
        code,
        name,
        schools=row.get("schools", 0),
        with_score=row.get("with_score", 0),
        unknown_score=row.get("unknown_score", 0),
        pupils=row.get("all_pupils") or 0,
        score=row.get("score") or Decimal(0),
        collaborating=row.get("collaborating", 0) if listed else None,
    )
