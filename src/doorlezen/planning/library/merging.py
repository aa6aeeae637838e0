"""Two people change one library file: what each changed is kept; what both changed, a person chooses.

Only what stands in the file is compared, value by value. Lists of purses, demands and the like are compared
by the name of each item, so that one that was added above another changes nothing below it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doorlezen.planning.library.writing import KEYED

Path = tuple[str, ...]


class _Nothing:
    """There is no value here."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING: Any = _Nothing()


@dataclass(frozen=True)
class Conflict:
    """A place where both wrote something else: ``path`` by names, as in ("fund", "mbv2", "total").

    ``theirs`` and ``mine`` are the values, or NOTHING where it was taken away.
    """

    path: Path
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """The file with what both changed in it; at each of the ``conflicts`` what is ``mine`` stands in it."""

    tree: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def merge(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """What ``theirs`` and ``mine`` made of ``base``, in one file."""
    conflicts: list[Conflict] = []
    tree = _merge((), base, theirs, mine, conflicts)
    return Merged(tree, tuple(conflicts))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Conflict]:
    """Every value that was added, changed or taken away, with ``theirs`` before and ``mine`` after."""
    yield from _differ((), before, after)


def _merge(path: Path, base: Any, theirs: Any, mine: Any, conflicts: list[Conflict]) -> Any:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    key = _key_of(path, (base, theirs, mine))
    if key:
        return _merge_items(path, key, base, theirs, mine, conflicts)
    if all(isinstance(one, Mapping) for one in (theirs, mine)):
        before = base if isinstance(base, Mapping) else {}
        return _merge_tables(path, before, theirs, mine, conflicts)
    conflicts.append(Conflict(path, theirs, mine))
    return mine


def _merge_tables(path: Path, base: Any, theirs: Any, mine: Any, conflicts: list[Conflict]) -> dict[str, Any]:
    merged = {}
    for name in dict.fromkeys((*theirs, *mine)):
        before, their, own = (one.get(name, NOTHING) for one in (base, theirs, mine))
        value = _merge((*path, name), before, their, own, conflicts)
        if value is not NOTHING:
            merged[name] = value
    return merged


def _merge_items(path: Path, key: str, base: Any, theirs: Any, mine: Any, conflicts: list[Conflict]) -> Any:
    """The items by name. The order is theirs, with what I added behind what it stood behind."""
    before, their, own = (_by_name(one, key) for one in (base, theirs, mine))
    merged = _merge_tables(path, before, their, own, conflicts)
    order = _order(list(before), list(their), list(own))
    return [merged[name] for name in order if name in merged] or NOTHING


def _order(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    if theirs == [name for name in base if name in theirs]:  # they moved nothing
        first, second = mine, theirs
    else:
        first, second = theirs, mine
    order = list(first)
    for place, name in enumerate(second):
        if name not in order:
            behind = [order.index(other) for other in second[:place] if other in order]
            order.insert(behind[-1] + 1 if behind else 0, name)
    return order


def _differ(path: Path, before: Any, after: Any) -> Iterator[Conflict]:
    if before == after:
        return
    key = _key_of(path, (before, after))
    if key:
        before, after = _by_name(before, key), _by_name(after, key)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from _differ((*path, name), before.get(name, NOTHING), after.get(name, NOTHING))
    else:
        yield Conflict(path, before, after)


def _key_of(path: Path, values: tuple[Any, ...]) -> str:
    """Under which key the items of this list have their name; "" where it is no list of named items."""
    key = KEYED.get(path[-1], "") if path else ""
    lists = [value for value in values if value is not NOTHING]
    return key if key and lists and all(_has_names(value, key) for value in lists) else ""


def _has_names(value: Any, key: str) -> bool:
    """Whether this is a list of tables that each have a name, and all another one."""
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        return False
    names = [item.get(key) for item in value]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)


def _by_name(value: Any, key: str) -> dict[str, Any]:
    return {} if value is NOTHING else {item[key]: item for item in value}
