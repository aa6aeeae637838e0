"""What is still missing or wrong in a scenario, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doorlezen.language import InputError, n, t
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.posing import NotReadyError, posed
from doorlezen.web.addresses import address
from doorlezen.web.pages.scenarios.page_words import on_page
from doorlezen.web.pages.scenarios.parts import PARTS, Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.part import key_of
from doorlezen.web.pages.scenarios.parts.table_forms import Slot


def refused_in(tree: Mapping[str, Any]) -> list[InputError]:
    """Everything that is wrong in a scenario, also against the schools that there are."""
    try:
        posed(tree)
    except NotReadyError as wrong:
        return list(wrong.refused)
    return []


@dataclass(frozen=True)
class PartLink:
    """A part in the row of parts: how many things in it are still to be done."""

    name: str
    title: str
    address: str
    todo: int
    here: bool

    @property
    def told(self) -> str:
        """The number, in words for who cannot see it."""
        return n("nog {count} te doen", "nog {count} te doen", self.todo)


def links(around: Around, scenario: int, refused: list[InputError], here: str = "") -> list[PartLink]:
    """The row of parts."""
    counted: dict[str, int] = {}
    for wrong in refused:
        key = key_of(path_of(wrong))
        counted[key] = counted.get(key, 0) + 1
    return [
        PartLink(
            name,
            str(part.title),
            address(around.actor, "scenarios:part", pk=scenario, part=name),
            sum(counted.get(key, 0) for key in part.keys),
            name == here,
        )
        for name, part in PARTS.items()
    ]


def after(name: str, refused: list[InputError]) -> str:
    """The part to go on with after this one: the next in which something is to be done, else the next one;
    "" after the last."""
    names = list(PARTS)
    following = names[names.index(name) + 1 :]
    keys = {key_of(path_of(wrong)) for wrong in refused}
    to_do = (one for one in following if keys.intersection(PARTS[one].keys))
    return next(to_do, following[0] if following else "")


def path_of(wrong: InputError) -> str:
    """Where in the library file something is wrong."""
    return wrong.where.removeprefix(f"{NAME}: ")


def sentences(around: Around, scenario: int, refused: list[InputError]) -> list[tuple[str, str, str]]:
    """Each thing to do: the part, its address, and what it is, by the names that its page has for it."""
    told = []
    for name, part in PARTS.items():
        here = [wrong for wrong in refused if key_of(path_of(wrong)) in part.keys]
        if not here:
            continue
        where = address(around.actor, "scenarios:part", pk=scenario, part=name)
        page = part(around, around.tree)
        page.tell(here, around.tree)
        found = list(_at_fields(page)) or [_plain(around.tree, wrong) for wrong in here]
        told += [(str(part.title), where, what) for what in found]
    elsewhere = [
        wrong for wrong in refused if not any(key_of(path_of(wrong)) in part.keys for part in PARTS.values())
    ]
    return told + [("", "", on_page(wrong.what)) for wrong in elsewhere]


def _at_fields(page: ScenarioPart) -> Iterator[str]:
    for slot in page.slots:
        for name, asked in slot.form.blanks.items():
            yield f"{slot.title}, {_label(slot, name)}: {asked[:1].lower()}{asked[1:]}"
        for name, errors in slot.form.errors.items():
            yield from (f"{slot.title}, {_label(slot, name)}: {error}" for error in errors)
        yield from (f"{slot.title}: {what}" for what in slot.told)


def _label(slot: Slot, name: str) -> str:
    return str(slot.form.fields[name].label).rstrip("?") if name in slot.form.fields else ""


def _plain(tree: Mapping[str, Any], wrong: InputError) -> str:
    named = _item(tree, path_of(wrong))
    return f"{named}: {on_page(wrong.what)}" if named else on_page(wrong.what)


def _item(tree: Mapping[str, Any], path: str) -> str:
    """What the reader calls the item that a path is in: the name of a purse, the words of a demand."""
    key, _, rest = path.partition("[")
    place = rest.partition("]")[0]
    items = tree.get(key)
    if not isinstance(items, list) or not place.isdigit() or int(place) >= len(items):
        return ""
    item = items[int(place)]
    name = item.get("name") or item.get("text") or item.get("bouwsteen") or item.get("code") or ""
    return str(name) or t("nummer {number}", number=int(place) + 1)
