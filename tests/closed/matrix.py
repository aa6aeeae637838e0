"""The written matrix, read: what each page answers to each reader."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.closed.readers import READERS

FILE = Path(__file__).with_name("matrix.toml")
MEANS = {"+": 200, ">": 302, "-": 403, ".": 404, "x": 405, "!": 422, "u": 401}
VISITORS = ("nobody", "director")
"""The columns outside an organisation."""


@dataclass(frozen=True)
class Line:
    """A page of the matrix: the statuses per column, to a GET and to a POST, and what it is in words."""

    key: str
    area: str
    get: tuple[int, ...]
    post: tuple[int, ...]
    what: str

    def answer(self, method: str, column: int) -> int:
        """The status that is expected."""
        return (self.get if method == "get" else self.post)[column]


@cache
def of_an_organisation() -> dict[str, Line]:
    """The pages under /o/<organisation>/ by name, with a column per reader."""
    return _lines("organisation", len(READERS))


@cache
def of_everybody() -> dict[str, Line]:
    """The other pages, with the columns of ``VISITORS``."""
    return _lines("everybody", len(VISITORS))


def _lines(part: str, columns: int) -> dict[str, Line]:
    areas = tomllib.loads(FILE.read_text())[part]
    return {
        key: Line(key, area, _statuses(key, get, columns), _statuses(key, post, columns), what)
        for area, lines in areas.items()
        for key, (get, post, what) in lines.items()
    }


def _statuses(key: str, signs: str, columns: int) -> tuple[int, ...]:
    plain = signs.replace(" ", "")
    if plain == "x":
        plain *= columns
    assert len(plain) == columns, f"{key}: {len(plain)} signs for {columns} columns"
    return tuple(MEANS[sign] for sign in plain)
