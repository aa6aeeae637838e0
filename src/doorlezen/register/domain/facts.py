"""The rows that an answer about schools is made of: one query per kind of fact, whatever their number."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Case, Max, Min, Q, QuerySet, When

from doorlezen.register.models import (
    Address,
    Collaboration,
    Edition,
    Fact,
    Kind,
    Location,
    PupilCount,
    Score,
)

Row = dict[str, Any]


class Facts:
    """What editions up to ``on`` (None: all) say about the schools of these gemeenten (None: all schools).

    ``asked``: only these schools, instead of those of gemeenten.
    ``codes`` in order; per code the row of each kind; ``seen`` holds the peildatum of the oldest and the
    newest edition in which a school stands (lists of schools, scores and pupils; not the map).
    ``owner``: whose list of collaborations; None: nobody's.
    """

    def __init__(
        self,
        municipalities: Collection[str] | None,
        *,
        on: datetime.date | None,
        score_edition: Edition | None,
        owner: str | None = "",
        asked: Collection[str] | None = None,
    ) -> None:
        addresses = newest_rows(Address, on)
        if asked is not None:
            addresses = addresses.filter(school__in=sorted(asked))
        if municipalities is not None:
            addresses = Address.objects.filter(
                pk__in=addresses.values("pk"), gemeente__in=sorted(municipalities)
            )
        self.addresses = _by_code(
            addresses,
            "name",
            "place",
            "postcode",
            "gemeente_id",
            "gemeente__name",
            "province",
            "denomination",
            "edition__kind",
        )
        only = sorted(asked) if asked is not None else None
        if municipalities is not None:
            only = sorted(self.addresses)
        self.seen = seen(on, only)
        self.codes = sorted(self.seen)
        scores = Score.objects.filter(edition=score_edition).order_by("school_id")
        self.scores = _by_code(
            _of(scores, only), "pupils", "met_drempel", "zonder_drempel", "footnotes", "row_zonder"
        )
        self.pupils = _by_code(_of(newest_rows(PupilCount, on), only), "pupils", "school_type")
        self.locations = _by_code(_of(newest_rows(Location, on), only), "longitude", "latitude")
        self.collaborations = {} if owner is None else _collaborations(owner, only)


def newest_rows(kind: type[Fact], on: datetime.date | None) -> QuerySet[Any]:
    """Per school the row in the newest edition up to ``on`` that has the school.

    Of addresses one of a list of schools goes first: a file of pupils only names schools that no list has.
    """
    rows = _up_to(kind, on)
    first = [Case(When(edition__kind=Kind.SCHOOLS, then=0), default=1)] if kind is Address else []
    return rows.order_by("school_id", *first, "-edition__peildatum", "-edition_id").distinct("school_id")


def _up_to(kind: type[Fact], on: datetime.date | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind._default_manager.all()
    return rows if on is None else rows.filter(edition__peildatum__lte=on)


def _of(rows: QuerySet[Any], codes: list[str] | None) -> QuerySet[Any]:
    return rows if codes is None else rows.filter(school__in=codes)


def _by_code(rows: QuerySet[Any], *fields: str) -> dict[str, Row]:
    return {row["school_id"]: row for row in rows.values("school_id", "edition_id", "row", *fields)}


Span = tuple[datetime.date, datetime.date]


def seen(on: datetime.date | None = None, codes: list[str] | None = None) -> dict[str, Span]:
    """The peildatums of the oldest and the newest edition, up to ``on``, in which each school stands.

    Lists of schools, scores and pupils count; a place on the map, a collaboration or a count of no pupils
    at all does not.
    """
    first_rows, *others = (
        _of(_up_to(kind, on).filter(there), codes)
        .order_by()
        .values_list("school_id")
        .annotate(Min("edition__peildatum"), Max("edition__peildatum"))
        for kind, there in ((Address, Q()), (Score, Q()), (PupilCount, ~Q(pupils=0)))
    )
    spans: dict[str, Span] = {}
    for code, first, last in first_rows.union(*others, all=True).order_by("school_id"):
        known = spans.get(code, (first, last))
        spans[code] = (min(known[0], first), max(known[1], last))
    return spans


def _collaborations(owner: str, codes: list[str] | None) -> dict[str, list[Collaboration]]:
    own = Edition.objects.filter(kind=Kind.COLLABORATIONS, owner=owner)
    newest = own.order_by("-peildatum", "-id")[:1]
    rows = Collaboration.objects.filter(edition__in=newest.values("pk"))
    found: dict[str, list[Collaboration]] = defaultdict(list)
    for line in _of(rows, codes).select_related("edition").order_by("school_id", "since", "id"):
        found[line.school_id].append(line)
    return found
