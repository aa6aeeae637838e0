"""One search finds a class: no new one takes the name of another, and no twelve lines stand twice."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.language.catalogues import SOURCE

FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TOGETHER = 12
TWICE = frozenset({"School"})
"""A `School` is the register's and the problem's: the standard word for each."""
EVERY_APP = {
    *("__init__", "apps", "event_words", "forms", "letters", "middleware", "models", "queries", "rules"),
    *("shredding", "tasks", "urls", "views"),
}
"""Modules that every app has by the same name: Django's, and the rooms of docs/architecture.md."""
WAITING = {
    *("alone", "base", "document", "editing", "figures", "knot", "merging", "names", "people", "questions"),
    *("reach", "reading", "schools", "writing"),
}
"""Names that two modules still have for things of their own. The list only becomes shorter."""


def test_every_public_class_has_a_name_of_its_own() -> None:
    found = defaultdict(list)
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(path.relative_to(SOURCE)))
    assert len(found) > 500
    assert {name: where for name, where in found.items() if len(where) > 1 and name not in TWICE} == {}
    assert found.keys() >= TWICE


def test_every_module_has_a_name_of_its_own() -> None:
    found = defaultdict(set)
    for path in FILES:
        folder = path.parent.relative_to(SOURCE)
        if path.stem not in EVERY_APP and folder.parts[-1:] not in (("cli",), ("templatetags",)):
            found[path.stem].add(_thing(str(folder)))
    assert len(found) > 400
    assert {name for name, things in found.items() if len(things) > 1} == WAITING


def _thing(folder: str) -> str:
    """What the modules of a folder are about: those of an app, what is done with them, and its pages are
    called alike, and so are an answer about a plan and its telling. A command and a library of tags are
    called after what they show.
    """
    folder = folder.removeprefix("web/pages/").removesuffix("/domain").removesuffix("/models")
    return "reports/explained" if folder == "engine/allocation/explain" else folder


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
