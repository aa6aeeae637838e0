"""One search finds a class: no new one takes the name of another, and no twelve lines stand twice."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.language.catalogues import SOURCE

FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TOGETHER = 12
TWICE = frozenset({"Part", "Point", "Reach", "Row", "Rule", "School"})
"""Names that two floors have for things of their own. A `School` is the register's and the problem's: the
standard word for each, and no module knows both; the others wait. The list only becomes shorter."""


def test_every_public_class_has_a_name_of_its_own() -> None:
    found = defaultdict(list)
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(path.relative_to(SOURCE)))
    assert len(found) > 500
    assert {name: where for name, where in found.items() if len(where) > 1 and name not in TWICE} == {}
    assert found.keys() >= TWICE


def test_no_twelve_lines_stand_twice() -> None:
    found = defaultdict(list)
    for path in FILES:
        lines = _lines(path)
        for at in range(len(lines) - TOGETHER + 1):
            text = tuple(line for _, line in lines[at : at + TOGETHER])
            found[text].append(f"{path.relative_to(SOURCE)}:{lines[at][0]}")
    assert [where for where in found.values() if len(where) > 1] == []


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that say something, with their numbers: no imports, comments, lone brackets."""
    source = path.read_text(encoding="utf-8")
    left_out = {
        number
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = ((number, line.strip()) for number, line in enumerate(source.splitlines(), start=1))
    return [
        (number, line)
        for number, line in lines
        if number not in left_out and not line.startswith("#") and any(map(str.isalnum, line))
    ]
