"""The country by library: whose gemeenten they are, and what the register knows of the schools there."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.register.domain.listing import COUNTED
from doorlezen.register.models import SPECIAL, Listing


@dataclass(frozen=True)
class LibraryArea:
    """The gemeenten of these libraries together: of one, of several where they share them, or of none.

    ``schools`` that are counted, how many of them ``with_score`` (above 0), the ``pupils`` of those and the
    sum of their ``score``s.
    """

    libraries: tuple[Organisation, ...]
    gemeenten: int
    schools: int
    with_score: int
    pupils: int
    score: Decimal


def library_areas(actor: Actor) -> list[LibraryArea]:
    """All schools, each in one area: by the names of the libraries, last what no library serves.

    Three queries, whatever the number of libraries. Raises Refused.
    """
    require("country.see", actor)
    found = Organisation.objects.filter(kind=OrganisationKind.LIBRARY).defer("logo")
    serving: defaultdict[str, list[Organisation]] = defaultdict(list)
    libraries = list(found.prefetch_related("gemeenten").order_by("name", "id"))
    for library in libraries:
        for gemeente in library.gemeenten.all():
            serving[gemeente.code].append(library)
    gathered: dict[tuple[Organisation, ...], LibraryArea] = {
        (library,): LibraryArea((library,), 0, 0, 0, 0, Decimal(0)) for library in libraries
    }
    for row in _gemeenten():
        whose = tuple(serving.get(row["gemeente_id"], ()))
        gathered[whose] = _with(gathered.get(whose, LibraryArea(whose, 0, 0, 0, 0, Decimal(0))), row)
    return sorted(gathered.values(), key=_place)


def _gemeenten() -> list[dict[str, Any]]:
    """Per gemeente the figures of its schools; without a gemeente those of which none is known."""
    scored = Q(score_met__gt=0)
    rows = Listing.objects.filter(COUNTED, closed_on=None).exclude(school_type__in=SPECIAL)
    found = rows.order_by("gemeente_id").values("gemeente_id")
    return [
        dict(row)
        for row in found.annotate(
            schools=Count("pk"),
            with_score=Count("pk", filter=scored),
            together=Sum(Coalesce("pupils", "score_pupils"), filter=scored),
            score=Sum("score_met", filter=scored),
        )
    ]


def _with(area: LibraryArea, row: dict[str, Any]) -> LibraryArea:
    return LibraryArea(
        area.libraries,
        area.gemeenten + 1,
        area.schools + row["schools"],
        area.with_score + row["with_score"],
        area.pupils + (row["together"] or 0),
        area.score + (row["score"] or Decimal(0)),
    )


def _place(area: LibraryArea) -> tuple[bool, list[tuple[str, int]]]:
    return not area.libraries, [(library.name, library.pk) for library in area.libraries]
