"""A sentence stands in two files of tests at most; what more of them expect has a name in tests/words.py."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent.parent
WORDS = 5
DATA = {"- {kind: school_type, source: bron, types: [bo]}"}
"""Input of tests, and no words that anybody may want to better."""


def sentences(path: Path) -> Iterator[str]:
    """Every text of a file that is long enough to be a sentence, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            text = node.value.strip()
            if len(text.split()) >= WORDS and "\n" not in text and text not in DATA:
                yield text


def test_no_sentence_stands_in_more_than_two_files() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for path in sorted(TESTS.rglob("*.py")):
        for text in sentences(path):
            where[text].add(str(path.relative_to(TESTS)))
    often = {text: sorted(files) for text, files in where.items() if len(files) > 2}
    assert often == {}, "give it a name in tests/words.py"
