"""The outcomes of many schools under a track with why, kept in memory until what they rest on changes."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Max, Q

from doorlezen.language import InputError, current
from doorlezen.register.models import Edition, Kind
from doorlezen.schemes.catalogue import find_track, load_schemes
from doorlezen.schemes.domain import verdicts
from doorlezen.schemes.verdict import Outcome


class Told(NamedTuple):
    """What a verdict comes to. ``reason``: why, as part of a sentence, in the language of who asked."""

    outcome: Outcome
    reason: str


def outcomes(
    track: str, *, municipalities: tuple[str, ...] | None, owner: str | None, on: datetime.date
) -> Mapping[str, Told]:
    """The outcome per existing school of these gemeenten (sorted codes; None: all) under a shipped track.

    Judged once for each edition that is loaded, version of the scheme, day and language; after that one
    query. ``owner`` as in `verdicts`. Empty where the register knows no school there on that day.
    Raises InputError for a track that does not exist.
    """
    scheme, _ = find_track(load_schemes(), track)
    return _outcomes(track, scheme.version, _newest_edition(owner), municipalities, owner, on, current())


def _newest_edition(owner: str | None) -> int:
    """The number of the last edition that these verdicts can rest on: editions are only ever added."""
    mine = ~Q(kind=Kind.COLLABORATIONS)
    if owner is not None:
        mine |= Q(owner=owner)
    return Edition.objects.filter(mine).aggregate(last=Max("pk"))["last"] or 0


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
