"""Questions to the register. Every answer carries its edition and row; every list states its order."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count

from doorlezen.language import FieldError, t
from doorlezen.register.domain.closing import Lists, closing_day
from doorlezen.register.domain.facts import Facts
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import PRIMARY, SPECIAL, Address, Collaboration, Edition, Gemeente, Kind, Score
from doorlezen.register.readers.cell_values import UnreadableError, gemeente_code


@dataclass(frozen=True)
class SchoolView:
    """A school as the register knows it on a day: the newest value of each kind, and where it stands.

    A None means: no such value in any edition up to that day. Hours and money play no part here.
    """

    code: str
    name: str
    place: str
    postcode: str
    gemeente: str
    gemeente_name: str
    closed_on: datetime.date | None
    address_edition: Edition | None
    address_row: int | None
    pupils: int | None
    """DUO's count or the funded pupils that CBS prints: the newest of the two, DUO's on the same day."""
    pupils_edition: Edition | None
    pupils_row: int | None
    school_type: str
    score_met: Decimal | None
    score_zonder: Decimal | None
    score_pupils: int | None
    score_footnotes: str
    drempel_per_pupil: Decimal | None
    """The points that each pupil takes off the score in this edition; None where it is not known."""
    score_edition: Edition | None
    """The edition that was asked for a score; ``score_row`` is None where it has no row for this school."""
    score_row: int | None
    longitude: Decimal | None
    latitude: Decimal | None
    first_seen: datetime.date | None
    """The peildatum of the oldest edition in which the school stands."""
    collaborations: tuple[Collaboration, ...]
    """All lines of the newest list of collaborations, oldest first."""
    location_edition: Edition | None = None
    location_row: int | None = None
    province: str = ""
    denomination: str = ""
    score_row_zonder: int | None = None
    """The row of the score zonder drempel; ``score_row`` is that of the score met drempel."""

    @property
    def pk(self) -> str:
        """The code, by the name that a `Listing` has for it."""
        return self.code

    @property
    def gemeente_id(self) -> str:
        """The code of the gemeente, by the name that a `Listing` has for it."""
        return self.gemeente

    def holds_on(self, day: datetime.date) -> bool:
        """Whether nothing in it is of after ``day``: the register knew the school like this that day too."""
        of = (self.address_edition, self.pupils_edition, self.score_edition, self.location_edition)
        days = [self.closed_on, *(edition.peildatum for edition in of if edition is not None)]
        return all(known is None or known <= day for known in days)


def editions(kind: Kind, *, on: datetime.date | None = None, owner: str = "") -> list[Edition]:
    """The editions of a kind up to ``on`` (None: all), newest first; of one peildatum the last one loaded.

    ``owner``: whose lists of collaborations; what is published has no owner.
    """
    found = Edition.objects.filter(kind=kind, owner=owner).order_by("-peildatum", "-id")
    return list(found if on is None else found.filter(peildatum__lte=on))


def newest(kind: Kind, *, on: datetime.date | None = None, owner: str = "") -> Edition | None:
    """The newest edition of a kind (and owner) up to ``on``, or None."""
    return next(iter(editions(kind, on=on, owner=owner)), None)


def scores_of(code: str) -> list[Score]:
    """Every score of a school with its edition, oldest first; of one peildatum in the order of loading."""
    found = Score.objects.filter(school=code).select_related("edition")
    return list(found.order_by("edition__peildatum", "edition_id"))


def gemeente_names(codes: Collection[str]) -> dict[str, str]:
    """What these gemeenten are called, by code; those that the register does not know stay out."""
    found = Gemeente.objects.filter(code__in=codes).order_by("code")
    return {gemeente.code: as_written(gemeente.name) for gemeente in found}


def holiday_regions(gemeenten: Collection[str]) -> list[tuple[str, int]]:
    """The vakantieregio's of these gemeenten with their schools, in the newest list: most schools first.

    As DUO writes them ("Noord"); schools of which the list does not say it are left out.
    """
    found = Address.objects.filter(edition=newest(Kind.SCHOOLS), gemeente_id__in=gemeenten)
    counted = found.exclude(holiday_region="").order_by().values_list("holiday_region")
    return sorted(counted.annotate(Count("pk")), key=lambda row: (-row[1], row[0]))


def known_gemeenten(asked: Collection[str]) -> list[str]:
    """The four-digit codes of these gemeenten, written as "0281", "281" or "GM0281", in order, once each.

    Raises FieldError for a code that is none, or that no list of schools knows.
    """
    codes = []
    for text in asked:
        try:
            codes.append(gemeente_code(text))
        except UnreadableError as why:
            raise FieldError("municipality", str(why)) from None
    known = set(Gemeente.objects.filter(code__in=codes).order_by("code").values_list("code", flat=True))
    for code in codes:
        if code not in known:
            raise FieldError(
                "municipality",
                t("gemeente {code} staat in geen lijst van scholen in het register", code=code),
            )
    return sorted(known)


def schools(
    municipalities: Collection[str] | None = None,
    *,
    on: datetime.date | None = None,
    score_edition: Edition | None = None,
    closed: bool = False,
    owner: str | None = "",
    codes: Collection[str] | None = None,
    special: bool = False,
) -> list[SchoolView]:
    """The schools of these gemeenten (None: all), by code, as editions up to ``on`` (None: all) know them.

    Special schools (sbo, so, vso) only with ``special``, or where they are among ``codes``.

    Address, pupils and place on the map come from the newest edition that has the school; the score only
    from ``score_edition`` (None: the newest), because a school that is not in it has no score. The list of
    collaborations is the newest one of ``owner`` (None: no list) whatever ``on`` is: its lines carry their
    own dates. ``codes``: only these schools, whatever their gemeente where that is None.
    Closed schools only with ``closed``. A fixed number of queries, whatever the number of schools.
    """
    published = Edition.objects.exclude(kind=Kind.COLLABORATIONS)
    known = {edition.pk: edition for edition in published.order_by("-peildatum", "-pk")}
    of_the_day = [edition for edition in known.values() if on is None or edition.peildatum <= on]
    if score_edition is None:
        score_edition = next((edition for edition in of_the_day if edition.kind == Kind.SCORES), None)
    facts = Facts(municipalities, on=on, score_edition=score_edition, owner=owner, asked=codes)
    lists = Lists(of_the_day)
    views = []
    for code in facts.codes:
        first_seen, last_seen = facts.seen[code]
        school_type = _school_type(facts.addresses.get(code, {}), facts.pupils.get(code, {}))
        closed_on = closing_day(last_seen, lists.of(school_type))
        if codes is None and not special and school_type in SPECIAL:
            continue
        if closed or closed_on is None:
            views.append(_view(code, facts, known, score_edition, first_seen, closed_on))
    return views


def _view(
    code: str,
    facts: Facts,
    known: dict[int, Edition],
    score_edition: Edition | None,
    first_seen: datetime.date,
    closed_on: datetime.date | None,
) -> SchoolView:
    address, score = facts.addresses.get(code, {}), facts.scores.get(code, {})
    location, count = facts.locations.get(code, {}), facts.pupils.get(code, {})
    pupils = _pupils(count, score, known)
    return SchoolView(
        code=code,
        name=address.get("name", ""),
        place=as_written(address.get("place", "")),
        postcode=address.get("postcode", ""),
        gemeente=address.get("gemeente_id", ""),
        gemeente_name=as_written(address.get("gemeente__name", "")),
        closed_on=closed_on,
        address_edition=_edition(address, known),
        address_row=address.get("row"),
        pupils=pupils.get("pupils"),
        pupils_edition=_edition(pupils, known),
        pupils_row=pupils.get("row"),
        school_type=_school_type(address, count),
        score_met=score.get("met_drempel"),
        score_zonder=score.get("zonder_drempel"),
        score_pupils=score.get("pupils"),
        score_footnotes=score.get("footnotes", ""),
        drempel_per_pupil=score_edition.drempel_per_pupil if score_edition else None,
        score_edition=score_edition,
        score_row=score.get("row"),
        longitude=location.get("longitude"),
        latitude=location.get("latitude"),
        first_seen=first_seen,
        collaborations=tuple(facts.collaborations.get(code, ())),
        location_edition=_edition(location, known),
        location_row=location.get("row"),
        province=as_written(address.get("province", "")),
        denomination=address.get("denomination", ""),
        score_row_zonder=score.get("row_zonder"),
    )


def _school_type(address: dict[str, Any], count: dict[str, Any]) -> str:
    """The kind of a school: who stands in a list of schools is a primary one; "" is not known."""
    if address.get("edition__kind") == Kind.SCHOOLS:
        return PRIMARY
    return str(count.get("school_type") or "")


def _edition(row: dict[str, Any], known: dict[int, Edition]) -> Edition | None:
    return known[row["edition_id"]] if row else None


def _pupils(count: dict[str, Any], score: dict[str, Any], known: dict[int, Edition]) -> dict[str, Any]:
    """The row to take the number of pupils from: the newest of DUO's and CBS's that has one."""
    rows = [row for row in (count, score) if row.get("pupils") is not None]
    return max(rows, key=lambda row: known[row["edition_id"]].peildatum, default=count)
