"""The register as it is today, as rows that a page can filter, sort, search and count."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.db import connection

from doorlezen.register.domain.editions import copy_rows
from doorlezen.register.domain.queries import SchoolView, schools
from doorlezen.register.models import Listing, School

_SAME = (
    "name",
    "place",
    "postcode",
    "gemeente_name",
    "province",
    "denomination",
    "school_type",
    "closed_on",
    "address_row",
    "pupils",
    "pupils_row",
    "score_met",
    "score_zonder",
    "score_pupils",
    "score_footnotes",
    "score_row",
    "score_row_zonder",
    "longitude",
    "latitude",
    "location_row",
)
_EDITIONS = ("address_edition", "pupils_edition", "location_edition")


def list_anew() -> None:
    """Make the listing of all schools anew from the editions. Call it in the transaction of a change."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(Listing._meta.db_table)}")
    fields = ["school", "gemeente", "score_edition", "search", *_SAME, *_EDITIONS]
    copy_rows(
        Listing, fields, (tuple(_values(view)) for view in schools(closed=True, owner=None, special=True))
    )


def list_where_missing(**_: Any) -> None:
    """Make the listing of a database that has schools and no listing yet, as after an upgrade."""
    if not Listing.objects.exists() and School.objects.exists():
        list_anew()


def searchable(text: str) -> str:
    """A text without accents, capitals and double blanks: "  De Wegwĳzer É" → "de wegwijzer e"."""
    bare = text if text.isascii() else "".join(_without_accents(text))
    return " ".join(bare.casefold().split())


def _without_accents(text: str) -> Iterator[str]:
    letters = unicodedata.normalize("NFKD", text)
    return (letter for letter in letters if not unicodedata.combining(letter))


def _values(view: SchoolView) -> Iterator[object]:
    yield view.code
    yield view.gemeente or None
    yield view.score_edition.pk if view.score_edition and view.score_row is not None else None
    yield searchable(f"{view.name} {view.place} {view.code}")
    for name in _SAME:
        yield getattr(view, name)
    for name in _EDITIONS:
        edition = getattr(view, name)
        yield edition and edition.pk
