"""A school on the other side of the drempel: weight, menu and payers as the build would give them to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from doorlezen.engine.allocation.futures import Flip
from doorlezen.planning.known_terms import SchemeTerms
from doorlezen.planning.library import Candidate, Library
from doorlezen.planning.library.fund_entries import KINDS
from doorlezen.planning.menus import menu_of, weight_of


def turned(library: Library, now: Candidate, then: Candidate) -> Flip:
    """What changes in the problem when a school becomes what ``then`` says; its score there is known."""
    assert then.score is not None
    weight, menu = weight_of(library, then), menu_of(library, then)
    return Flip(
        now.code,
        then.score,
        weight=None if weight == weight_of(library, now) else weight,
        menu=None if menu == menu_of(library, now) else menu,
        leaves=tuple(_payers(library, now, then)),
        joins=tuple(_payers(library, then, now)),
    )


def falls_of(
    library: Library, candidates: Sequence[Candidate], terms: SchemeTerms | None
) -> tuple[Flip, ...]:
    """What each school with a score becomes when its score falls to 0, in the order of the schools."""
    still_paid = terms.eligible_without_score if terms else frozenset[str]()
    return tuple(
        turned(library, now, replace(now, score=Decimal(0), eligible=now.code in still_paid))
        for now in candidates
        if now.has_score
    )


def _payers(library: Library, one: Candidate, other: Candidate) -> Iterator[str]:
    """The funds that may pay the school as it is in ``one``, but not as it is in ``other``."""
    for line in library.funds:
        pays = KINDS[line.kind].pays
        if pays(line, one) and not pays(line, other):
            yield line.id
