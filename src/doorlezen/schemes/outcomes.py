"""The outcomes of many schools under a track with why, kept in memory until what they rest on changes."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from doorlezen.language import InputError, current
from doorlezen.register.domain.kept import last_edition
from doorlezen.schemes.catalogue import find_track, load_schemes
from doorlezen.schemes.domain import verdicts
from doorlezen.schemes.verdict import Outcome


class Told(NamedTuple):
    """What a verdict comes to. ``reason``: why, as part of a sentence, in the language of who asked."""

    outcome: Outcome
    reason: str


def outcomes(
    track: str,
    *,
    municipalities: tuple[str, ...] | None,
    owner: str | None,
    on: datetime.date,
    last: int | None = None,
) -> Mapping[str, Told]:
    """The outcome per existing school of these gemeenten (sorted codes; None: all) under a shipped track.

    Judged once for each edition that is loaded, version of the scheme, day and language; after that one
    query, or none for who gives the ``last`` edition of this owner (`kept.last_edition`). ``owner`` as in
    `verdicts`. Empty where the register knows no school there on that day.
    Raises InputError for a track that does not exist.
    """
    scheme, _ = find_track(load_schemes(), track)
    up_to = last_edition(owner) if last is None else last
    return _outcomes(track, scheme.version, up_to, municipalities, owner, on, current())


@lru_cache(maxsize=512)
def _outcomes(
    track: str,
    version: str,
    edition: int,
    municipalities: tuple[str, ...] | None,
    owner: str | None,
    on: datetime.date,
    language: str,
) -> Mapping[str, Told]:
    scheme, found = find_track(load_schemes(), track)
    try:
        judged = verdicts(scheme, found, municipalities=municipalities, on=on, owner=owner)
    except InputError:  # no school in these gemeenten
        return {}
    return {row.school.code: Told(row.outcome, row.reason) for row in judged.existing}
