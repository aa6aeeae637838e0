"""A list of schools as people and machines read it: what to count, which sources it rests on, plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from doorlezen.language import date, n, t, whole
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.domain.report import edition_as_data
from doorlezen.register.models import Edition


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


def as_row(school: SchoolView) -> dict[str, Any]:
    """A school as plain values; each figure is followed by the peildatum and row that it comes from.

    Scores are Decimal, days are dates, a value that is not known is None.
    """
    return {
        "code": school.code,
        "name": school.name,
        "place": school.place,
        "postcode": school.postcode,
        "gemeente": school.gemeente,
        "gemeente_name": school.gemeente_name,
        "school_type": school.school_type,
        "address_peildatum": _day(school.address_edition),
        "address_row": school.address_row,
        "pupils": school.pupils,
        "pupils_publisher": school.pupils_edition.publisher if school.pupils_edition else None,
        "pupils_peildatum": _day(school.pupils_edition),
        "pupils_row": school.pupils_row,
        "score_met_drempel": school.score_met,
        "score_zonder_drempel": school.score_zonder,
        "score_pupils": school.score_pupils,
        "footnotes": school.score_footnotes,
        "score_peildatum": _day(school.score_edition),
        "score_row": school.score_row,
        "longitude": school.longitude,
        "latitude": school.latitude,
        "closed_on": school.closed_on,
    }


def as_data(schools: Sequence[SchoolView]) -> dict[str, Any]:
    """The list as plain values for JSON: the sentence, the counts, the editions and the schools."""
    return {
        "sentence": sentence(schools),
        "counts": vars(counts(schools)),
        "editions": [edition_as_data(edition) for edition in editions_used(schools)],
        "schools": [as_row(school) for school in schools],
    }


def _day(edition: Edition | None) -> Any:
    return edition.peildatum if edition else None
