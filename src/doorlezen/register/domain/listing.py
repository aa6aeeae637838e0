"""A list of schools as people and machines read it: what to count, which sources it rests on, plain rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Q

from doorlezen.documents.sheets import SheetColumn, as_records
from doorlezen.language import date, n, t, whole
from doorlezen.register.domain.load_result import edition_as_data
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import Edition

COUNTED = Q(score_row__isnull=False) | Q(pupils__isnull=False)
"""The schools that a count of schools is about: in the scores, or with a number of pupils. Others stand in
DUO's list alone, as schools that travel do, and no plan can be made for them."""


@dataclass(frozen=True)
class Counts:
    """How many schools a list holds, how many have a row in the scores, and how many score above 0."""

    schools: int
    scored: int
    above_zero: int
    closed: int


def counts(schools: Sequence[SchoolView]) -> Counts:
    """Count a list of schools. The score is the one met drempel."""
    return Counts(
        schools=len(schools),
        scored=sum(school.score_row is not None for school in schools),
        above_zero=sum(school.score_met is not None and school.score_met > 0 for school in schools),
        closed=sum(school.closed_on is not None for school in schools),
    )


def sentence(schools: Sequence[SchoolView]) -> str:
    """The sentence that counts first: how many schools, how many above 0, by which edition."""
    counted = counts(schools)
    edition = next((school.score_edition for school in schools if school.score_edition), None)
    if edition is None:
        return n(
            "{whole} school; er zijn nog geen achterstandsscores geladen.",
            "{whole} scholen; er zijn nog geen achterstandsscores geladen.",
            counted.schools,
            whole=whole(counted.schools),
        )
    said = n(
        "{whole} school in de achterstandsscores, {above} met een score boven 0 (bron: {source}).",
        "{whole} scholen in de achterstandsscores, {above} met een score boven 0 (bron: {source}).",
        counted.scored,
        whole=whole(counted.scored),
        above=whole(counted.above_zero),
        source=source(edition),
    )
    missing = counted.schools - counted.scored
    if missing:
        said += " " + n(
            "Nog {count} school staat daar niet in.", "Nog {count} scholen staan daar niet in.", missing
        )
    return said


def source(edition: Edition) -> str:
    """An edition in words: who, what, which day, and whether the publisher calls it provisional."""
    mark = t(" (voorlopig)") if edition.mark else ""
    return f"{edition.publisher}, {edition.title}, {date(edition.peildatum)}{mark}"


def editions_used(schools: Sequence[SchoolView], *, located: bool = True) -> list[Edition]:
    """Every edition that a value in the list comes from, by kind, newest first.

    ``located``: whether the list shows where schools stand.
    """
    used = {
        edition.pk: edition
        for school in schools
        for edition in (
            school.address_edition,
            school.pupils_edition,
            school.score_edition,
            school.location_edition if located else None,
        )
        if edition
    }
    ordered = sorted(used.values(), key=lambda edition: (-edition.peildatum.toordinal(), -edition.pk))
    return sorted(ordered, key=lambda edition: edition.kind)


def _own(school: Any, which: str) -> Edition | None:
    edition: Edition | None = getattr(school, f"{which}_edition")
    return edition


def school_columns(edition: Callable[[Any, str], Edition | None] = _own) -> list[SheetColumn[Any]]:
    """What is known of a school, each figure followed by who says it, on which day and in which row.

    Of a `SchoolView` or a `Listing`. ``edition``: how the edition of its address, pupils, score or location
    is found. Scores are Decimal, days are dates, a value that is not known is None.
    """

    def plain(head: str, key: str, of: str = "", width: int = 13) -> SheetColumn[Any]:
        return SheetColumn(head, attrgetter(of or key), "figure", width, key=key)

    def said(what: str, which: str) -> list[SheetColumn[Any]]:
        def named(head: str, part: str) -> SheetColumn[Any]:
            def of(school: Any) -> object:
                return getattr(edition(school, which), part, None)

            return SheetColumn(head, of, "figure", key=f"{which}_{part}")

        return [
            named(t("{what}_bron", what=what), "publisher"),
            named(t("{what}_peildatum", what=what), "peildatum"),
            plain(t("{what}_rij", what=what), f"{which}_row"),
        ]

    return [
        plain(t("vestigingscode"), "code", "pk"),
        plain(t("naam"), "name", width=36),
        plain(t("plaats"), "place"),
        plain(t("postcode"), "postcode"),
        plain(t("gemeentecode"), "gemeente", "gemeente_id"),
        plain(t("gemeente"), "gemeente_name"),
        plain(t("provincie"), "province"),
        plain(t("schoolsoort"), "school_type"),
        *said(t("adres"), "address"),
        plain(t("leerlingen"), "pupils"),
        *said(t("leerlingen"), "pupils"),
        plain(t("score_met_drempel"), "score_met_drempel", "score_met"),
        plain(t("score_zonder_drempel"), "score_zonder_drempel", "score_zonder"),
        plain(t("bekostigde_leerlingen"), "score_pupils"),
        plain(t("voetnoten"), "footnotes", "score_footnotes"),
        *said(t("score"), "score"),
        plain(t("score_zonder_drempel_rij"), "score_row_zonder"),
        plain(t("lengtegraad"), "longitude"),
        plain(t("breedtegraad"), "latitude"),
        *said(t("coördinaten"), "location"),
        plain(t("gesloten_op"), "closed_on"),
    ]


def as_data(schools: Sequence[SchoolView]) -> dict[str, Any]:
    """The list as plain values for JSON: the sentence, the counts, the editions and the schools."""
    return {
        "sentence": sentence(schools),
        "counts": vars(counts(schools)),
        "editions": [edition_as_data(edition) for edition in editions_used(schools)],
        "schools": as_records(school_columns(), schools),
    }
