"""Which schools must be planned together, and which few rows tie those groups."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row
from doorlezen.engine.allocation.programs.program import Program

# A part holds at most this share of all schools, or this many; a row that would make it larger is a link.
LARGEST_SHARE = 0.05
LARGEST = 60


class Parts(NamedTuple):
    """Programs that know nothing of each other, and the rows that tie them."""

    programs: tuple[Program, ...]
    links: tuple[Row, ...]


def split(program: Program, *, largest: int = LARGEST) -> Parts:
    """Group the schools by the rows they share, narrow rows first; a row that spans too much is a link."""
    schools = [menu[0].school for menu in program.menus]
    groups = _Groups(schools)
    most = max(largest, int(LARGEST_SHARE * len(schools)))
    spans = [{variable.school for _, variable in row.terms} for row in program.rows]
    links = set()
    for index in sorted(range(len(spans)), key=lambda index: (len(spans[index]), index)):
        # a row about nothing at all may still be impossible: as a link it is judged at the end
        if not spans[index] or not groups.join(spans[index], most):
            links.add(index)
    return Parts(
        _programs(program, groups, spans, links), tuple(program.rows[index] for index in sorted(links))
    )


def _programs(
    program: Program, groups: "_Groups", spans: list[set[str]], links: set[int]
) -> tuple[Program, ...]:
    menus: defaultdict[str, list[Sequence[Choice]]] = defaultdict(list)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    pays: defaultdict[str, dict[Pay, int]] = defaultdict(dict)
    for menu in program.menus:
        menus[groups.of(menu[0].school)].append(menu)
    for pay, most in program.most.items():
        pays[groups.of(pay.school)][pay] = most
    for index, row in enumerate(program.rows):
        if index not in links:
            rows[groups.of(next(iter(spans[index])))].append(row)
    return tuple(Program(menus[group], pays[group], rows[group]) for group in menus)


class _Groups:
    """Schools that are joined, with the size of each group (union-find)."""

    def __init__(self, schools: list[str]) -> None:
        self._parent = {school: school for school in schools}
        self._size = dict.fromkeys(schools, 1)

    def of(self, school: str) -> str:
        """The school that stands for its group."""
        while self._parent[school] != school:
            self._parent[school] = school = self._parent[self._parent[school]]
        return school

    def join(self, schools: set[str], most: int) -> bool:
        """Make one group of these schools' groups, unless it would hold more than ``most``."""
        roots = sorted({self.of(school) for school in schools})
        if len(roots) > 1 and sum(self._size[root] for root in roots) > most:
            return False
        for root in roots[1:]:
            self._parent[root] = roots[0]
            self._size[roots[0]] += self._size[root]
        return True
