"""No word of the command line, and none of what is inside a file, is read below the command."""

import ast
import re

from babel.messages.extract import extract_from_dir

from doorlezen.cli.asked import ASKED
from doorlezen.cli.main import COMMANDS
from doorlezen.language import LOCALE
from tests.language.catalogues import ENGLISH, OF_DJANGO, OF_DOORLEZEN, SOURCE, WHERE, catalogue, translations

INSIDE = r"utf-?(8|16)|sha-?256|json|toml|yaml|unicode|traceback"
COMMAND = re.compile(
    rf"doorlezen ({'|'.join(COMMANDS)})\b|(?<![\w-])--[a-z]|(?<!\.)\b({INSIDE})\b", re.IGNORECASE
)
AS_PROGRAMS_CALL_IT = "open het in Kladblok of Teksteditor en bewaar het opnieuw, met als codering UTF-8"
WRITTEN_BY_HAND = {
    "documents/toml_text.py",
    "documents/yaml_tree.py",
    "planning/library",
    "register/fetching",
    "schemes",
}
"""Who writes these files in an editor knows what they are called; no page reads them."""
ONLY_BY_COMMAND = {"cli", "benchmark"}


def _said() -> dict[str, set[str]]:
    """Every text outside the command, with the folder of each file that says it."""
    found: dict[str, set[str]] = {}
    for file, _, text, _, _ in extract_from_dir(
        SOURCE, method_map=WHERE, keywords={**OF_DOORLEZEN, **OF_DJANGO}
    ):
        for one in [text] if isinstance(text, str) else text:
            found.setdefault(one, set()).add(file)
    return found


def _from(file: str, folders: set[str]) -> bool:
    return any(f"{file}/".startswith(f"{folder}/") for folder in folders)


def test_no_text_below_the_command_speaks_its_language() -> None:
    wrong = {
        text: files
        for text, files in _said().items()
        if COMMAND.search(text) and text != AS_PROGRAMS_CALL_IT
        for files in [{file for file in files if not _from(file, WRITTEN_BY_HAND | ONLY_BY_COMMAND)}]
        if files
    }
    assert wrong == {}


def test_nor_does_its_english() -> None:
    pairs = [pair for message in catalogue(LOCALE / ENGLISH) if message.id for pair in translations(message)]
    assert len(pairs) > 1000
    wrong = {dutch: english for dutch, english in pairs if COMMAND.search(english)}
    assert {english for dutch, english in wrong.items() if not COMMAND.search(dutch)} == set()


def test_the_walk_finds_what_it_is_for() -> None:
    for text in (
        "begin met doorlezen register load",
        "geef dan --accept-closures",
        "geen geldige JSON (teken 3)",
        "bewaar het als UTF-8",
    ):
        assert COMMAND.search(text)
    for text in (
        "Doorlezen rekent voor bibliotheken",
        "Uitnodiging voor Doorlezen",
        "Catalogus (.json of .zip)",
    ):
        assert not COMMAND.search(text)


def _refusals() -> list[tuple[str, str]]:
    """Where each refusal of a field stands, and the name of that field."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        where = str(path.relative_to(SOURCE))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"InputError", "FieldError"}:
                named = [
                    node.args[0],
                    *(keyword.value for keyword in node.keywords if keyword.arg == "field"),
                ]
                found += [(where, part.value) for part in named if isinstance(part, ast.Constant)]
    return found


def test_no_refusal_below_the_command_is_at_an_option() -> None:
    named = [(where, name) for where, name in _refusals() if not where.startswith("cli/")]
    assert len(named) > 10
    assert [(where, name) for where, name in named if name.startswith("-")] == []


def test_what_the_command_calls_a_field_is_a_field_that_is_refused() -> None:
    days = {"schools_day", "scores_day", "locations_day"}  # made of the kind of file
    assert set(ASKED) - days <= {name for _, name in _refusals()}
