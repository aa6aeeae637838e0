"""A table of a library file as a form: a field for each of its keys, and what is told at each field."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from doorlezen.web.pages.scenarios.typed_fields import FileDayField, TextField, TypedField

_NOTHING: Any = object()


@dataclass(frozen=True)
class WhoFills:
    """Who fills something in, by role, and on which day: what is kept with a figure that was changed."""

    by: str
    today: datetime.date


class TableForm(forms.Form):
    """The fields of one table, by their keys; "with_score.hours" lies a table deeper.

    It is always bound: to what was posted, else to what the file says. ``aside``: fields that most people
    leave alone. ``blanks``: those that are empty and must be filled in before anything is calculated, each
    with what is asked.
    """

    aside: ClassVar[tuple[str, ...]] = ()

    def __init__(self, table: Mapping[str, Any], *, prefix: str, data: Any = None) -> None:
        self.was = dict(table)
        self.blanks: dict[str, str] = {}
        self.apart = frozenset(self.aside)
        super().__init__(prefix=prefix)
        self.shape()
        for name, known in self.fields.items():
            if isinstance(known, TypedField):
                known.keep(_get(self.was, name))
        self.data = self._typed() if data is None else data
        self.is_bound = True

    def shape(self) -> None:
        """Add and take away fields by what the table says."""

    def table(self, filler: WhoFills) -> dict[str, Any]:
        """The table as it was filled in; keys that have no field are as they were."""
        table: dict[str, Any] = _copied(self.was)
        for name, known in self.fields.items():
            if name not in self.cleaned_data or not isinstance(known, TypedField):
                continue
            value, before = self.cleaned_data[name], _get(self.was, name)
            # as it was written, where it means the same
            same = value is not None and known.means_the_same(value, before)
            _put(table, name, before if same else value)
        self.settle(table)
        if isinstance(self, GroundedForm) and self.figures_changed(table):
            table |= (
                {"date": filler.today, "by": filler.by} if table.get("date") == self.was.get("date") else {}
            )
        return table

    def settle(self, table: dict[str, Any]) -> None:
        """Bring a table that was filled in into the shape of the file."""

    def field_at(self, rest: str) -> str | None:
        """The field of a path within the table: "bouwstenen[0]" → "bouwstenen"."""
        plain = rest.split("[")[0]
        while plain:
            if plain in self.fields:
                return plain
            plain = plain.rpartition(".")[0]
        return None

    def is_empty(self, name: str) -> bool:
        """Whether nothing stands in this field."""
        return not self[name].value()

    def _typed(self) -> "MultiValueDict[str, Any]":
        data: MultiValueDict[str, Any] = MultiValueDict()
        for name, known in self.fields.items():
            if not isinstance(known, TypedField):
                continue
            value = known.typed(_get(self.was, name))
            if isinstance(value, list):
                data.setlist(self.add_prefix(name), value)
            elif value is not False:
                data[self.add_prefix(name)] = value
        return data


def source_field() -> TextField:
    """Where the figures of a table stand."""
    field = TextField(gettext_lazy("bron"), size=28)
    field.widget.attrs["placeholder"] = gettext_lazy("bron van het hele scenario")
    return field


class GroundedForm(TableForm):
    """A table whose figures have a source of their own, or else that of the whole scenario."""

    aside: ClassVar[tuple[str, ...]] = ("source", "date")

    def shape(self) -> None:
        """Source and day are the last fields."""
        self.fields.setdefault("source", source_field())
        self.fields["date"] = FileDayField(gettext_lazy("van welke dag"))

    def figures_changed(self, table: Mapping[str, Any]) -> bool:
        """Whether something else than the source differs from what it was."""
        ground = {"source", "date", "by"}
        return {k: v for k, v in table.items() if k not in ground} != {
            k: v for k, v in self.was.items() if k not in ground
        }


@dataclass
class Slot:
    """A table on the page: ``path`` is where it stands in the file, by names, as in ("fund", "mbv2").

    ``note``: what the reader should know of it. ``can_go``: it may be taken away; ``goes``: it is.
    """

    path: tuple[str, ...]
    form: TableForm
    title: str
    note: str = ""
    can_go: bool = False
    goes: bool = False
    told: list[str] = field(default_factory=list)
    """What is wrong with the table as a whole."""

    @property
    def gone_name(self) -> str:
        """The name of the tick that takes it away."""
        return f"{self.form.prefix}-weg"

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that everybody sees."""
        return [self.form[name] for name in self.form.fields if name not in self.form.apart]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that most people leave alone."""
        return [self.form[name] for name in self.form.fields if name in self.form.apart]

    @property
    def is_open(self) -> bool:
        """Whether something is told at a field that most people leave alone."""
        return any(name in self.form.errors or name in self.form.blanks for name in self.form.apart)


def _get(table: Mapping[str, Any], name: str) -> Any:
    value: Any = table
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _put(table: dict[str, Any], name: str, value: Any) -> None:
    *way, last = name.split(".")
    for key in way:
        table = table.setdefault(key, {})
    if value is None:
        table.pop(last, None)
    else:
        table[last] = value


def _copied(value: Any) -> Any:
    return {key: _copied(item) for key, item in value.items()} if isinstance(value, Mapping) else value
