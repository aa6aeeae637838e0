"""From the rows of the database to the entries of the catalogue, whose fields have the same names.

What an entry holds stands once, in `catalogue/shape.py`; how a field is read follows from its type there.
"""

import dataclasses
import datetime
import enum
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from django.db.models import Manager, Model, Prefetch, QuerySet

from doorlezen.language import HERE
from doorlezen.webinars.catalogue import shape
from doorlezen.webinars.models import (
    Affiliation,
    Appearance,
    Audience,
    CaptionTrack,
    Redirect,
    Series,
    Speaker,
    Theme,
    Webinar,
)

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class CatalogueList:
    """A list of a catalogue beside its webinars. ``used_at``: the way from a webinar to what it names."""

    entry: type
    model: type[Model]
    kind: Redirect.Kind
    used_at: str


LISTS = {
    "themes": CatalogueList(shape.ThemeEntry, Theme, Redirect.Kind.THEME, "themes"),
    "audiences": CatalogueList(shape.AudienceEntry, Audience, Redirect.Kind.AUDIENCE, "audiences"),
    "series": CatalogueList(shape.SeriesEntry, Series, Redirect.Kind.SERIES, "series"),
    "speakers": CatalogueList(
        shape.SpeakerEntry, Speaker, Redirect.Kind.SPEAKER, "parts__appearances__speaker"
    ),
    "affiliations": CatalogueList(
        shape.AffiliationEntry, Affiliation, Redirect.Kind.AFFILIATION, "parts__appearances__affiliation"
    ),
}
"""In an order in which each can be written."""

OF_KIND: dict[str, type[Model]] = {
    Redirect.Kind.WEBINAR: Webinar,
    **{listed.kind: listed.model for listed in LISTS.values()},
}
"""What an old address can lead to."""
CALLED = {"speakers": "appearances"}
"""What rows below another are called, where that is not the name of the field."""


def whole(webinars: QuerySet[Webinar]) -> QuerySet[Webinar]:
    """The same webinars with all that hangs on them, in a fixed number of queries."""
    appearances = Appearance.objects.select_related("speaker", "affiliation").order_by("order")
    return webinars.select_related("series", "recording", "organisation").prefetch_related(
        "themes",
        "audiences",
        "programme",
        "chapters",
        "documents",
        "parts",
        Prefetch("parts__appearances", queryset=appearances),
        Prefetch("tracks", queryset=CaptionTrack.objects.prefetch_related("cues").order_by("language")),
    )


def catalogue() -> shape.Catalogue:
    """Everything, drafts too, in the order of its slugs."""
    webinars = tuple(map(entry_of, whole(Webinar.objects.order_by("slug"))))
    return shape.Catalogue(format=shape.FORMAT, webinars=webinars, redirects=_redirects(), **lists())


def lists() -> dict[str, Any]:
    """The entries of each list, in the order of their slugs."""
    return {
        name: _read(listed.model._default_manager.order_by("slug"), listed.entry)
        for name, listed in LISTS.items()
    }


def entry_of(webinar: Webinar) -> shape.WebinarEntry:
    """The entry of one webinar; quick when it comes out of `whole`."""
    return _read([webinar], shape.WebinarEntry)[0]


def _read(rows: Iterable[Model], kind: type[Entry]) -> tuple[Entry, ...]:
    readers = _readers(kind)  # type: ignore[arg-type]
    return tuple(kind(*(read(row) for read in readers)) for row in rows)


@cache
def _readers(kind: type) -> tuple[Callable[[Any], Any], ...]:
    """What reads each field of a ``kind`` out of its row, in their order."""
    return tuple(_reader(name, hint) for name, hint in typing.get_type_hints(kind).items())


def _reader(name: str, hint: Any) -> Callable[[Any], Any]:
    inner = next(iter(typing.get_args(hint)), None)
    if inner is not None and dataclasses.is_dataclass(inner):
        kind = cast("type[Any]", inner)
        if typing.get_origin(hint) is tuple:
            return lambda row: _read(rows_of(row, name), kind)
        return lambda row: next(iter(_read(rows_of(row, name), kind)), None)
    if typing.get_origin(hint) is tuple:
        return lambda row: tuple(sorted(one.slug for one in getattr(row, name).all()))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return lambda row: hint(getattr(row, name))
    if hint is str:
        return lambda row: _text(getattr(row, name))
    if hint == datetime.datetime | None:
        return lambda row: at.astimezone(HERE) if (at := getattr(row, name)) else None
    return attrgetter(name)


def _text(value: Any) -> str:
    """A column as text: of a thing in a list its slug, of a file its name."""
    if isinstance(value, str):
        return value
    return getattr(value, "slug", None) or getattr(value, "name", None) or ""


def rows_of(row: Model | None, name: str) -> list[Any]:
    """The rows below a row, in the order of their entries; none where the row itself is not there."""
    below = getattr(row, CALLED.get(name, name), None) if row is not None else None
    if isinstance(below, Manager):
        rows = list(below.all())
        # a set, so in the same order whatever language the database sorts in
        return sorted(rows, key=attrgetter("kind", "key")) if name == "programme" else rows
    return [below] if below is not None else []


def _redirects() -> tuple[shape.RedirectEntry, ...]:
    slugs = {
        (kind, key): slug
        for kind, model in OF_KIND.items()
        for key, slug in model._default_manager.order_by("pk").values_list("pk", "slug")
    }
    return tuple(
        shape.RedirectEntry(Redirect.Kind(x.kind), x.old, slugs[x.kind, x.key])
        for x in Redirect.objects.order_by("kind", "old")
        if (x.kind, x.key) in slugs
    )
