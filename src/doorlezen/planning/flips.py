"""Files of flips from the register: which schools lie near the drempel, and what a flip changes for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from doorlezen.engine.allocation.futures import Flips
from doorlezen.language import InputError, short_date, t
from doorlezen.planning.build import Built
from doorlezen.planning.library import Library
from doorlezen.planning.turned import turned
from doorlezen.register.domain.queries import SchoolView

_CENT = Decimal("0.01")
"""A score is published in hundredths."""

Eligible = Callable[[SchoolView], bool]
"""Whether the scheme's money may go to a school, if its scores were these."""


def flips_of(
    library: Library, built: Built, views: Sequence[SchoolView], eligible: Eligible, band: Decimal
) -> Flips:
    """The flips of the schools within ``band`` points per pupil of the drempel, in the problem's order.

    A school that falls gets a score of 0. One that rises gets what it would have if each of its pupils
    brought ``band`` points more: the most that the band allows. Weight, menu and payers follow from the
    library file, as they would for any school with that score. Raises InputError where no school has both
    scores, met and zonder drempel.
    """
    view_of = {view.code: view for view in views}
    known = [view for view in views if _apart(view) is not None]
    if not known:
        what = t("geen school heeft een score met en zonder drempel; laad eerst de scores")
        raise InputError(t("register"), what)
    edition = known[0].score_edition
    assert edition is not None
    source = f"{edition.publisher}: {edition.title}, {short_date(edition.peildatum)}"
    flips = [
        turned(library, school, replace(school, score=view.score_met, eligible=eligible(view)))
        for school in built.candidates
        if school.code in view_of and (view := _turned(view_of[school.code], band)) is not None
    ]
    return Flips(band, source, tuple(flips))


def _apart(view: SchoolView) -> Decimal | None:
    """Points above (+) or below (−) the drempel; None where an edition does not tell."""
    if view.score_met is None or view.score_zonder is None or not view.score_pupils:
        return None
    if view.drempel_per_pupil is None:
        return None
    return view.score_zonder - view.score_pupils * view.drempel_per_pupil


def _turned(view: SchoolView, band: Decimal) -> SchoolView | None:
    """The school as it is on the other side of the drempel; None where that is too far."""
    apart = _apart(view)
    assert view.score_pupils is not None or apart is None
    if apart is None or view.score_pupils is None or abs(apart) > band * view.score_pupils:
        return None
    if view.score_met:
        return fallen(view)
    drempel = view.score_pupils * (view.drempel_per_pupil or Decimal(0))
    met = (apart + band * view.score_pupils).quantize(_CENT, ROUND_HALF_UP)
    return replace(view, score_met=met, score_zonder=drempel + met) if met > 0 else None


def fallen(view: SchoolView) -> SchoolView:
    """The school with a score of 0: it lies at the drempel, where an edition tells what that is."""
    if view.score_pupils is None or view.drempel_per_pupil is None:
        return replace(view, score_met=Decimal(0))
    drempel = view.score_pupils * view.drempel_per_pupil
    return replace(view, score_met=Decimal(0), score_zonder=drempel.quantize(_CENT, ROUND_HALF_UP))
