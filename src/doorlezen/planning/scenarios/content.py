"""What a scenario says: a library file taken apart, and whether it can be kept at all."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from doorlezen.desk.kept import Kept
from doorlezen.documents.source import Source
from doorlezen.documents.toml_text import LARGEST, parse_toml
from doorlezen.language import InputError, t, whole
from doorlezen.planning.library.last_year_hours import read_hours
from doorlezen.planning.library.library_file import FORMAT
from doorlezen.planning.library.library_model import PROFILES
from doorlezen.planning.library.norms import NORMS
from doorlezen.planning.library.writing import KEYED, named, write_tree

NAME = "scenario"
"""What a refusal calls the library file of a scenario; pages leave it out."""
TABLES = ("library", "entered", "scheme", "leesconsulent", "need", "profiles", "last_year")
LISTS = {"cost": 100, "fund": 200, "demand": 300, "pupils": 2000, "course": 100}
"""Lists of tables → how many items one may have: more than anybody works with, and still quick to read."""


def read_tree(text: str) -> dict[str, Any]:
    """The library file of a version, which was kept by `text_of`; taken apart once, and the reader's own."""
    kept = _taken_apart.get(text, lambda: parse_toml(text.encode(), name=NAME))
    return {key: _own_copy(value) for key, value in kept.items()}


_taken_apart: Kept[dict[str, Any]] = Kept(64)


def _own_copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _own_copy(item) for key, item in value.items()}
    return [_own_copy(item) for item in value] if isinstance(value, list) else value


def text_of(tree: Mapping[str, Any]) -> str:
    """The text that is kept. Raises InputError where it has not the shape of a library file, or too much."""
    whole_file = named(tree)
    refuse_shape(whole_file)
    text = write_tree(whole_file)
    if len(text.encode()) > LARGEST:
        raise InputError(NAME, t("dit is te veel voor één scenario; haal iets weg"))
    return text


def with_hours(tree: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """The file with last year's hours out of a list. Raises InputError as `read_hours` does."""
    hours = {code: hours_of(quarters) for code, quarters in read_hours(source).items()}
    return {**tree, "last_year": {"source": source.name, "hours": hours}}


def hours_of(quarters: int) -> Any:
    """Hours a week as a library file writes them: 10 quarter-hours → 2.5."""
    whole_hours, rest = divmod(quarters, 4)
    return whole_hours if not rest else Decimal(quarters) / 4


def refuse_shape(tree: Mapping[str, Any]) -> None:
    """Refuse what no page could show: a table where a list belongs, items without a name, far too many."""
    if tree.get("format") != FORMAT:
        raise InputError(NAME, t("dit is geen bibliotheekbestand"), field="file")
    for key in TABLES:
        if not isinstance(tree.get(key, {}), Mapping):
            raise InputError(f"{NAME}: {key}", t("moet een tabel zijn: [{key}]", key=key))
    for profile in PROFILES:
        _refuse_profile(f"profiles.{profile}", tree.get("profiles", {}).get(profile, {}))
    for key, most in LISTS.items():
        _refuse_list(key, tree.get(key, []), most)
    scheme = tree.get("scheme", {})
    _refuse_list("scheme.filled", scheme.get("filled", []), 100)


def _refuse_profile(path: str, profile: object) -> None:
    if not isinstance(profile, Mapping):
        raise InputError(f"{NAME}: {path}", t("moet een tabel zijn: [{key}]", key=path))
    for norm in NORMS:
        if not isinstance(profile.get(norm, {}), Mapping):
            what = t("moet een tabel zijn: [{key}]", key=f"{path}.{norm}")
            raise InputError(f"{NAME}: {path}.{norm}", what)


def _refuse_list(key: str, items: object, most: int) -> None:
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise InputError(f"{NAME}: {key}", t("moet een lijst van tabellen zijn: [[{key}]]", key=key))
    if len(items) > most:
        what = t(
            "hier kunnen er hooguit {most} staan, niet {there}", most=whole(most), there=whole(len(items))
        )
        raise InputError(f"{NAME}: {key}", what)
    name = KEYED.get(key.rpartition(".")[2])
    if name is None:
        return
    names = [item.get(name) for item in items]
    for index, item in enumerate(names):
        if not isinstance(item, str) or not item:
            raise InputError(f"{NAME}: {key}[{index}].{name}", t("ontbreekt"))
        if item in names[:index]:
            what = t("{value} staat er twee keer", value=repr(item))
            raise InputError(f"{NAME}: {key}[{index}].{name}", what)
