"""What a row of DUO's list leaves open, filled from what other rows and earlier editions say."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from doorlezen.documents.headed import HeadedList, HeadedRow, RowFault
from doorlezen.language import t
from doorlezen.register.readers import cell_values

Cells = dict[str, str]


@dataclass(frozen=True)
class Earlier:
    """What is known besides the file, asked for only where there is a hole.

    ``schools``: the cells of a row per vestigingscode, by their names in `ListedSchool`, of the schools that
    are asked for; ``gemeenten``: the name per four-digit code, of all gemeenten.
    """

    schools: Callable[[Collection[str]], Mapping[str, Mapping[str, str]]]
    gemeenten: Callable[[], Mapping[str, str]]

    nothing: ClassVar["Earlier"]


Earlier.nothing = Earlier(lambda codes: {}, dict)


class Filler:
    """Fills the holes of the rows of one file."""

    def __init__(self, table: HeadedList, coded: Sequence[tuple[str, Cells]], earlier: Earlier) -> None:
        self._table = table
        self._coded = coded
        self._earlier = earlier

    def fill(
        self, line: HeadedRow, code: str, cells: Cells, *, filled: list[RowFault], refused: list[RowFault]
    ) -> bool:
        """Fill the holes of this row, and say whether that could be done; each goes to a list by name."""
        for key, find in (
            ("gemeente", self._gemeente),
            ("gemeente_name", self._gemeente_name),
            ("name", self._of_school),
            ("place", self._of_school),
        ):
            if cells[key]:
                continue
            found, whence = find(key, code, cells)
            hole = _hole(line, key)
            if not found:
                what = t("{hole}, en nergens anders staat wat hier hoort", hole=hole)
                refused.append(self._table.refuse(line, key, what))
                return False
            cells[key] = found
            what = t("{hole}; aangevuld met {found} uit {whence}", hole=hole, found=found, whence=whence)
            filled.append(self._table.refuse(line, key, f"{code}: {what}"))
        return True

    def _gemeente(self, key: str, code: str, cells: Cells) -> tuple[str, str]:
        """The code by the name: that says more of today than what was known of the school before."""
        name = cells["gemeente_name"].casefold()
        for codes, whence in ((self._codes_here, _other_rows()), (self._codes_known, _register())):
            if name and len(codes.get(name, ())) == 1:
                return next(iter(codes[name])), whence
        return self._of_school(key, code, cells)

    def _gemeente_name(self, key: str, code: str, cells: Cells) -> tuple[str, str]:
        gemeente = cells["gemeente"]
        if gemeente in self._names_here:
            return self._names_here[gemeente], _other_rows()
        return self._names_known.get(gemeente, ""), _register()

    def _of_school(self, key: str, code: str, cells: Cells) -> tuple[str, str]:
        return self._schools_known.get(code, {}).get(key, ""), _register()

    @cached_property
    def _names_here(self) -> Mapping[str, str]:
        return {cells["gemeente"]: name for _, cells in self._coded if (name := cells["gemeente_name"])}

    @cached_property
    def _codes_here(self) -> Mapping[str, set[str]]:
        return _codes((cells["gemeente"], cells["gemeente_name"]) for _, cells in self._coded)

    @cached_property
    def _names_known(self) -> Mapping[str, str]:
        return self._earlier.gemeenten()

    @cached_property
    def _codes_known(self) -> Mapping[str, set[str]]:
        return _codes(self._names_known.items())

    @cached_property
    def _schools_known(self) -> Mapping[str, Mapping[str, str]]:
        holes = [code for code, cells in self._coded if not all(cells[key] for key in _ASKED)]
        return self._earlier.schools(holes)


_ASKED = ("name", "place", "gemeente")


def _hole(line: HeadedRow, key: str) -> str:
    """What is the matter with a cell that leaves it open."""
    if key in line.broken:
        return line.broken[key]
    was = cell_values.bare(line.cells.get(key, ""))
    return t("{text} kan niet worden gelezen", text=cell_values.shown(was)) if was else t("deze cel is leeg")


def _codes(named: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for code, name in named:
        if code and name:
            codes.setdefault(name.casefold(), set()).add(code)
    return codes


def _other_rows() -> str:
    return t("andere rijen")


def _register() -> str:
    return t("het register")
