"""One page of a scenario: the tables of a library file that it is about, filled in together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.http import QueryDict

from doorlezen.accounts.actor import Actor
from doorlezen.language import InputError, t
from doorlezen.planning.library.writing import KEYED, new_id
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.starting import role_of
from doorlezen.register.domain.queries import gemeente_names
from doorlezen.web.day import today
from doorlezen.web.pages.scenarios.page_words import on_page
from doorlezen.web.pages.scenarios.parts.table_forms import Slot, WhoFills

_ITEM = re.compile(r"([\w.]+)\[(\d+)\]\.?(.*)")
ADD, ORDER = "erbij", "volgorde"


@dataclass
class Around:
    """What a page may ask about the library of a scenario, each once."""

    actor: Actor
    tree: Mapping[str, Any]

    @cached_property
    def gemeenten(self) -> dict[str, str]:
        """The names of the gemeenten of the library, by code."""
        codes = self.actor.organisation.gemeenten.order_by("name", "code").values_list("code", "name")
        return dict(codes)

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The names of the gemeenten of the scenario, by code."""
        said = self.tree.get("library", {}).get("gemeenten", [])
        codes = [code for code in said if isinstance(code, str)] if isinstance(said, list) else []
        known = gemeente_names(codes)
        return {code: known.get(code, code) for code in codes}

    @cached_property
    def funds(self) -> list[tuple[str, str]]:
        """The purses of the scenario: id and name."""
        return [(fund["id"], str(fund.get("name") or fund["id"])) for fund in self.tree.get("fund", [])]


class ScenarioPart:
    """The tables of one page. A subclass says which, and how each is asked for.

    ``name``: in the address. ``keys``: the tables of the file that are filled in here. ``list_key``: the one
    that is a list to which people add. ``data``: what was posted; None: what the file says is shown.
    """

    name: ClassVar[str]
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""
    keys: ClassVar[tuple[str, ...]]
    list_key: ClassVar[str] = ""
    template: ClassVar[str] = "scenarios/part.html"

    def __init__(self, around: Around, tree: Mapping[str, Any], data: QueryDict | None = None) -> None:
        self.around, self.was, self.data = around, tree, data
        self.slots = list(self.make_slots())
        for slot in self.slots:
            slot.goes = slot.can_go and data is not None and slot.gone_name in data

    def make_slots(self) -> Iterable[Slot]:
        """The tables of the page, in order."""
        raise NotImplementedError

    def kinds_to_add(self) -> Sequence[tuple[str, str]]:
        """What can be added to the list: the word of each kind, and what it is called."""
        return ()

    def added(self, kind: str, taken: Iterable[str]) -> dict[str, Any]:
        """A new item of the list."""
        return {"id": new_id(kind, iter(taken)), "kind": kind}

    @classmethod
    def in_short(cls, around: Around) -> str:
        """What this part of the scenario says, in one line."""
        raise NotImplementedError

    def wrong(self) -> list[tuple[Slot, Any, str]]:
        """Every refusal at a field: the table, the field and the sentence."""
        return [
            (slot, slot.form[name], str(error))
            for slot in self.slots
            for name, errors in slot.form.errors.items()
            if name in slot.form.fields
            for error in errors
        ]

    def is_valid(self) -> bool:
        """Whether everything that was typed can be kept, right or wrong."""
        wrong = [slot for slot in self.slots if not slot.goes and not slot.form.is_valid()]
        return not wrong

    def tree(self) -> dict[str, Any]:
        """The file as it was filled in; only once `is_valid`."""
        filler = self.filler()
        tree = dict(self.was)
        for key in {slot.path[0] for slot in self.slots if len(slot.path) == 1}:
            (slot,) = (slot for slot in self.slots if slot.path == (key,))
            tree[key] = slot.form.table(filler)
        if self.list_key:
            tree[self.list_key] = self._items(filler)
        self.settle(tree)
        return {key: value for key, value in tree.items() if value not in ([], {})}

    def filler(self) -> WhoFills:
        """Who fills this page in, today."""
        return WhoFills(role_of(self.around.actor), today())

    def settle(self, tree: dict[str, Any]) -> None:
        """What is filled in elsewhere follows what was filled in here."""

    def _items(self, filler: WhoFills) -> list[dict[str, Any]]:
        slots = [slot for slot in self.slots if slot.path[0] == self.list_key and not slot.goes]
        items = [slot.form.table(filler) for slot in slots]
        kind = self.data.get(ADD) if self.data else None
        if kind and kind in dict(self.kinds_to_add()):
            key = KEYED.get(self.list_key, "")
            items.append(self.added(kind, [str(item.get(key, "")) for item in items]))
        return items

    def tell(self, refused: Iterable[InputError], tree: Mapping[str, Any]) -> None:
        """Put what is wrong in ``tree`` at the field that it is about: an empty one is a blank to fill in."""
        self.is_valid()
        for wrong in refused:
            path = wrong.where.removeprefix(f"{NAME}: ")
            if key_of(path) in self.keys:
                self._tell(path, wrong.what, tree)

    def _tell(self, path: str, what: str, tree: Mapping[str, Any]) -> None:
        slot, rest = self._slot_of(path, tree)
        if slot is None:
            return
        name = slot.form.field_at(rest)
        if name is None:
            slot.told.append(on_page(what))
        elif slot.form.is_empty(name):
            slot.form.blanks[name] = _asked(what)
        elif name not in slot.form.errors:  # what cannot be read is told once
            slot.form.add_error(name, on_page(what))

    def _slot_of(self, path: str, tree: Mapping[str, Any]) -> tuple[Slot | None, str]:
        item = _ITEM.match(path)
        if item and (item[1] == self.list_key or item[1].rpartition(".")[2] in KEYED):
            return self._slot_of_item(tuple(item[1].split(".")), int(item[2]), tree), item[3]
        by_path = {slot.path: slot for slot in self.slots}
        head = key_of(path)
        return by_path.get((head,)) or next(iter(self.slots), None), path.removeprefix(head).lstrip(".")

    def _slot_of_item(self, way: tuple[str, ...], place: int, tree: Mapping[str, Any]) -> Slot | None:
        """Of the item at a place of a list in ``tree``: by its own name where such items have one."""
        items: Any = tree
        for key in way:
            items = items.get(key, {}) if isinstance(items, Mapping) else {}
        if not isinstance(items, list) or place >= len(items):
            return None
        kept = [slot for slot in self.slots if slot.path[: len(way)] == way and not slot.goes]
        if way[-1] not in KEYED:
            return kept[place] if place < len(kept) else None
        name = items[place].get(KEYED[way[-1]])
        return next((slot for slot in kept if slot.path[-1] == name), None)


def key_of(path: str) -> str:
    """The table of the file that a path is in: "fund[2].total" → "fund"."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _asked(what: str) -> str:
    """What a blank asks for: "ontbreekt; hoeveel …?" → "Nog in te vullen: hoeveel …?"."""
    _, _, question = what.partition("; ")
    if not question.endswith("?"):
        return t("Nog in te vullen")
    return t("Nog in te vullen: {question}", question=question)
