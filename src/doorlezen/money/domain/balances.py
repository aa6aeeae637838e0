"""What is in a purse, and how it got there: now, or as it was known at some moment."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django.db import transaction
from django.db.models import QuerySet, Sum
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.money.models import HELD, LibraryPurse, PurseEntry

Grouping = Literal["purse", "school", "gemeente", "bouwsteen"]
Balances = dict[str, int]
"""Cents by account."""


def purses_of(actor: Actor, *, school_year: str) -> list[LibraryPurse]:
    """The purses of a school year with what is in them now, by name. Raises Refused."""
    require("money.see", actor)
    with scope(organisation=actor.organisation):
        return list(LibraryPurse.objects.filter(school_year=school_year).order_by("name", "pk"))


def balances_by(
    actor: Actor,
    *,
    school_year: str,
    by: Sequence[Grouping],
    known_at: datetime.datetime | None = None,
) -> dict[tuple[str, ...], Balances]:
    """Cents per account of each group, in order of the groups; of the purses of one school year.

    ``by``: what the groups are of, such as ("purse", "school"). ``known_at``: only what was written down by
    then; what comes in later, of whatever day, never changes the answer. Raises Refused.
    """
    require("money.see", actor)
    with scope(organisation=actor.organisation):
        entries = PurseEntry.objects.filter(purse__school_year=school_year)
        if known_at is not None:
            _wait_for_writers(school_year)
            entries = entries.filter(recorded_at__lte=known_at)
        found: dict[tuple[str, ...], Balances] = defaultdict(lambda: dict.fromkeys(HELD, 0))
        for way, sign in (("target", 1), ("source", -1)):
            for *group, account, cents in _sums(entries.filter(**{f"{way}__in": HELD}), by, way):
                found[tuple("" if one is None else str(one) for one in group)][account] += sign * cents
    return dict(sorted(found.items()))


@transaction.atomic
def _wait_for_writers(school_year: str) -> None:
    """Until what is being written has been: a moment belongs to whoever has the purse locked."""
    purses = LibraryPurse.objects.filter(school_year=school_year).order_by("pk")
    list(purses.select_for_update().values_list("pk", flat=True))


def _sums(entries: "QuerySet[PurseEntry]", by: Sequence[Grouping], way: str) -> Iterable[tuple[Any, ...]]:
    return entries.order_by(*by, way).values_list(*by, way).annotate(sum=Sum("cents"))
