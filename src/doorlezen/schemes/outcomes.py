"""The outcomes of many schools under a track with why, kept in memory until what they rest on changes."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from doorlezen.language import InputError, current
from doorlezen.register.domain import register_cache
from doorlezen.schemes.domain import verdicts, verdicts_on_school
from doorlezen.schemes.scheme import Scheme, Track
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import GENERAL, Eligibility, Verdict, WarningKind


class SchoolVerdict(NamedTuple):
    """What a verdict comes to. ``reason``: why, as part of a sentence, in the language of who asked.

    ``watch``: what to watch at this school; ``general``: what holds for every school of the edition alike;
    ``old``: that the score is old, which a page says of all schools at once.
    """

    outcome: Eligibility
    reason: str
    watch: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    old: tuple[str, ...] = ()

    @classmethod
    def of(cls, verdict: Verdict) -> "SchoolVerdict":
        """What a verdict comes to."""
        told: dict[str, list[str]] = {"watch": [], "general": [], "old": []}
        for warning in verdict.warnings:
            old = warning.kind is WarningKind.OLD_SCORE
            told["old" if old else "general" if warning.kind in GENERAL else "watch"].append(warning.text)
        return cls(verdict.outcome, verdict.reason, *map(tuple, told.values()))


def outcomes(
    track: str,
    *,
    municipalities: tuple[str, ...] | None,
    owner: str | None,
    on: datetime.date,
    last: int | None = None,
) -> Mapping[str, SchoolVerdict]:
    """The outcome per existing school of these gemeenten (sorted codes; None: all) under a shipped track.

    Special schools too; whoever counts leaves out the kinds that the count is not about.

    Judged once for each edition that is loaded, version of the scheme, day and language; after that one
    query, or none for who gives the ``last`` edition of this owner (`kept.last_edition`). ``owner`` as in
    `verdicts`. Empty where the register knows no school there on that day.
    Raises InputError for a track that does not exist.
    """
    scheme, _ = find_track(load_schemes(), track)
    up_to = register_cache.last_edition(owner) if last is None else last
    return _outcomes(track, scheme.version, up_to, municipalities, owner, on, current())


@register_cache.until_next_edition(512)
def _outcomes(
    track: str,
    version: str,
    edition: int,
    municipalities: tuple[str, ...] | None,
    owner: str | None,
    on: datetime.date,
    language: str,
) -> Mapping[str, SchoolVerdict]:
    scheme, found = find_track(load_schemes(), track)
    try:
        judged = verdicts(scheme, found, municipalities=municipalities, on=on, owner=owner, special=True)
    except InputError:  # no school in these gemeenten
        return {}
    return {row.school.code: SchoolVerdict.of(row) for row in judged.existing}


def school_outcomes(
    code: str, *, owner: str | None, on: datetime.date, last: int, tracks: Sequence[tuple[Scheme, Track]]
) -> Sequence[tuple[Scheme, Track, Verdict]]:
    """The verdict on one school under each of these shipped tracks; kept like `outcomes`.

    Raises IndexError for a school that the register does not know.
    """
    asked = tuple((track.id, scheme.version) for scheme, track in tracks)
    return _school_outcomes(code, owner, on, last, asked, current())


@register_cache.until_next_edition(1024)
def _school_outcomes(
    code: str,
    owner: str | None,
    on: datetime.date,
    last: int,
    tracks: tuple[tuple[str, str], ...],
    language: str,
) -> Sequence[tuple[Scheme, Track, Verdict]]:
    view = register_cache.school(code, last, owner)
    found = [find_track(load_schemes(), track) for track, _ in tracks]
    return tuple(verdicts_on_school(code, on=on, owner=owner, tracks=found, view=view))
