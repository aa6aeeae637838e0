"""What the register and the scheme say about the schools of a library. Needs the database."""

import datetime
from collections.abc import Collection, Sequence
from decimal import Decimal

from doorlezen.engine.allocation.futures import Flips
from doorlezen.language import InputError, t
from doorlezen.planning.build import Built
from doorlezen.planning.flips import Eligible, fallen, flips_of
from doorlezen.planning.known_terms import KnownSchool, SchemeTerms, World
from doorlezen.planning.library import Library
from doorlezen.planning.library.library_model import SchemeChoice
from doorlezen.planning.sources import FilledValue, SourceFile
from doorlezen.register.domain.age import scores_told
from doorlezen.register.domain.queries import SchoolView, newest, schools
from doorlezen.register.models import Edition, Kind, Phase, Programme
from doorlezen.schemes.counted import capital
from doorlezen.schemes.domain import Verdicts, verdicts
from doorlezen.schemes.rules import Circumstances
from doorlezen.schemes.scheme import FilledParameter, Scheme, Track, fill
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import Eligibility, WarningKind, judge

RUNNING = (Programme.DBOS_PO,)
"""The programmes under which de Bibliotheek op school runs at a primary school."""


def gather(library: Library) -> World:
    """Ask the register and the scheme about the library's gemeenten, as they are known on its day.

    Raises InputError for a scheme, or a value filled in for it, that does not exist.
    """
    if library.scheme is None:
        found: Sequence[SchoolView] = schools(library.gemeenten, on=library.on, owner=library.site)
        return _world(library, found, None, _editions(found, library.site))
    judged = _judged(library, library.scheme)
    found = [row.school for row in judged.existing]
    return _world(library, found, _terms(judged, _paid(judged, library.scheme)), judged.editions())


def gather_flips(library: Library, built: Built, band: Decimal) -> Flips:
    """Which of the library's schools lie within ``band`` points per pupil of the drempel, and what changes.

    The scheme judges each school again with its other score. Raises InputError as `gather` does.
    """
    if library.scheme is None:
        found: Sequence[SchoolView] = schools(library.gemeenten, on=library.on, owner=library.site)
        return flips_of(library, built, found, lambda view: False, band)
    judged = _judged(library, library.scheme)
    views = [row.school for row in judged.existing]
    return flips_of(library, built, views, _paid(judged, library.scheme), band)


def _paid(judged: Verdicts, choice: SchemeChoice) -> Eligible:
    """Whether the scheme's money may go to a school, which is judged anew."""
    known = Circumstances(on=judged.on, collaborations=judged.collaborations, asked_year=judged.school_year)
    paid = {Eligibility.ELIGIBLE, *([Eligibility.UNDETERMINED] if choice.undetermined else [])}

    def eligible(view: SchoolView) -> bool:
        return judge(judged.track, view, known).outcome in paid

    return eligible


def _judged(library: Library, choice: SchemeChoice) -> Verdicts:
    scheme, track = _track(choice)
    return verdicts(
        scheme,
        track,
        municipalities=library.gemeenten,
        on=library.on,
        owner=library.site,
        school_year=library.school_year,
    )


def _track(choice: SchemeChoice) -> tuple[Scheme, Track]:
    """The track with what the library filled in; errors point at the library file."""
    try:
        scheme, track = find_track(load_schemes(choice.folder), choice.track)
    except InputError as wrong:
        raise InputError(f"{choice.path}.track", f"{wrong.where}: {wrong.what}") from None
    values = [
        FilledParameter(
            item.name, item.value, item.ground.source, item.ground.date, item.ground.by, item.path
        )
        for item in choice.filled
    ]
    return scheme, fill(track, values)


def _terms(judged: Verdicts, paid: Eligible) -> SchemeTerms:
    scheme, track = judged.scheme, judged.track
    per_school, places = (track.amounts.get(name) for name in ("per_school", "places"))
    codes = {
        outcome: frozenset(row.school.code for row in judged.existing if row.outcome == outcome)
        for outcome in Eligibility
    }
    return SchemeTerms(
        label=t(
            "{scheme}, {track} (versie {version})",
            scheme=scheme.title,
            track=track.title,
            version=scheme.version,
        ),
        per_school=per_school.stated.in_force if per_school else None,
        places=places.stated.in_force if places else None,
        bouwstenen=track.allowed_bouwstenen.in_force,
        school_years=scheme.school_years.in_force or (),
        eligible=codes[Eligibility.ELIGIBLE],
        undetermined=codes[Eligibility.UNDETERMINED],
        parameters=tuple(
            FilledValue(
                t("Regeling, {what}", what=item.label),
                item.stated.show(),
                made.source,
                made.date.isoformat(),
                made.by,
            )
            for item in track.filled_parameters()
            if (made := item.stated.filled) is not None
        ),
        assumed=tuple(
            f"{item.label}: {item.stated.show()}"
            for item in track.open_parameters()
            if item.stated.in_force is not None
        ),
        watch=tuple(
            dict.fromkeys(
                capital(f"{warning.text}.")
                for row in judged.existing
                for warning in row.warnings
                if warning.kind is WarningKind.PROVISIONAL
            )
        ),
        eligible_without_score=frozenset(
            row.school.code for row in judged.existing if row.school.score_met and paid(fallen(row.school))
        ),
    )


def _world(
    library: Library, found: Sequence[SchoolView], terms: SchemeTerms | None, editions: Sequence[Edition]
) -> World:
    return World(
        schools=tuple(_known(school, library.on) for school in found),
        gemeenten={school.gemeente: school.gemeente_name for school in found},
        terms=terms,
        editions=tuple(_source(edition) for edition in editions),
        old_scores=scores_told(next((school.score_edition for school in found), None), library.on),
    )


def _known(school: SchoolView, on: datetime.date) -> KnownSchool:
    return KnownSchool(
        code=school.code,
        name=school.name,
        gemeente=school.gemeente,
        pupils=school.pupils,
        score=school.score_met,
        collaborating=any(
            line.programme in RUNNING and line.runs_on(on) and line.phase != Phase.ACQUISITIE
            for line in school.collaborations
        ),
    )


def _editions(found: Collection[SchoolView], owner: str) -> list[Edition]:
    """The editions that these schools rest on, by kind and day, each once."""
    used = {
        edition.pk: edition
        for school in found
        for edition in (school.address_edition, school.pupils_edition, school.score_edition)
        if edition is not None
    }
    if (own := newest(Kind.COLLABORATIONS, owner=owner)) is not None:
        used[own.pk] = own
    return sorted(used.values(), key=lambda edition: (edition.kind, edition.peildatum, edition.pk))


def _source(edition: Edition) -> SourceFile:
    return SourceFile(
        publisher=edition.publisher,
        title=edition.title,
        licence=edition.licence,
        peildatum=edition.peildatum.isoformat(),
        file_name=edition.file_name,
        sha256=edition.sha256,
    )
