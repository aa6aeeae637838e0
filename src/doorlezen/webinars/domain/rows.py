"""From an entry of the catalogue to its rows: only those are written of which the entry changed."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

from django.db.models import Model

from doorlezen.webinars.catalogue import shape
from doorlezen.webinars.domain.entries import CALLED, LISTS, rows_of
from doorlezen.webinars.models import Webinar

Keys = Mapping[str, Mapping[str, int]]
"""List → slug → id."""

_LIST_OF = {listed.model: name for name, listed in LISTS.items()}
_MARKS: dict[type, Callable[[Any], Any]] = {
    shape.ProgrammeEntry: lambda link: link,
    shape.RecordingEntry: lambda _: None,
    shape.TrackEntry: attrgetter("language"),
    shape.ChapterEntry: attrgetter("start"),
}
"""By what one of these is told from the others of its webinar; what is not here has a place in an order."""


def known() -> Keys:
    """What stands in each list."""
    return {
        name: dict(listed.model._default_manager.order_by("pk").values_list("slug", "pk"))
        for name, listed in LISTS.items()
    }


def write_rows(
    webinar: Webinar,
    entry: shape.WebinarEntry,
    *,
    held: Webinar | None,
    before: shape.WebinarEntry | None,
    keys: Keys,
) -> None:
    """Save ``webinar`` and what hangs on it; ``before`` is what was read from ``held``, as it stands."""
    _fill(webinar, entry, keys)
    webinar.save()
    _write_below(webinar, entry, held=held, before=before, keys=keys)


def _fill(row: Model, entry: Any, keys: Keys) -> list[str]:
    """Put the entry into the columns of the row itself; returns their names."""
    names = []
    for name, value in vars(entry).items():
        field = row._meta.get_field(CALLED.get(name, name))
        if field.many_to_one:
            listed = _LIST_OF[cast("type[Model]", field.related_model)]
            setattr(row, f"{name}_id", keys[listed].get(value))
        elif not field.is_relation:
            setattr(row, name, value)
        else:
            continue
        names.append(name)
    return names


def _write_below(row: Model, entry: Any, *, held: Model | None, before: Any, keys: Keys) -> None:
    for name, value in vars(entry).items():
        field = row._meta.get_field(CALLED.get(name, name))
        was = getattr(before, name, ())
        if value == was:
            continue
        if field.many_to_many:
            getattr(row, name).set([keys[name][slug] for slug in value])
        elif field.one_to_many or field.one_to_one:
            _write_list(row, field, rows_of(held, name), _listed(was), _listed(value), keys)


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,) if value is not None else ()


def _write_list(
    owner: Model, field: Any, rows: list[Any], before: tuple[Any, ...], after: tuple[Any, ...], keys: Keys
) -> None:
    """Make ``rows``, read as ``before``, into ``after``: new ones, changed in place, and taken away."""
    model: type[Model] = field.related_model
    mark = _MARKS.get(type((*before, *after)[0])) if before or after else None
    orders = [] if mark else [row.order for row in rows]
    marks = [mark(one) for one in before] if mark else orders
    wanted = [mark(one) for one in after] if mark else _orders(orders, before, after)
    there = dict(zip(marks, zip(rows, before, strict=True), strict=True))
    if gone := [there[one][0].pk for one in there.keys() - set(wanted)]:
        model._default_manager.filter(pk__in=gone).delete()
    new: list[Model] = []
    changed: list[Model] = []
    below: list[tuple[Any, ...]] = []
    columns: list[str] = []
    for one, entry in zip(wanted, after, strict=True):
        held, was = there.get(one, (None, None))
        if entry == was:
            continue
        own = {f"{field.field.name}_id": owner.pk, **({} if mark else {"order": one})}
        row = held or model(**own)
        (changed if held else new).append(row)
        columns = _fill(row, entry, keys)
        below.append((row, entry, held, was))
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, columns)
    for row, entry, held, was in below:
        _write_below(row, entry, held=held, before=was, keys=keys)


def _orders(orders: Sequence[int], before: Sequence[Any], after: Sequence[Any]) -> list[int]:
    """Where each of ``after`` stands: what was there before keeps its place, and nothing stands twice."""
    places: dict[Any, int] = {}
    for at, one in enumerate(before):
        places.setdefault(one, at)
    found: list[int] = []
    free = 0
    for one in after:
        at = max(places.get(one, free), free)
        found.append(orders[at] if at < len(orders) else (found or [0])[-1] + 1)
        free = at + 1
    return found
