"""Read what the code says and what the catalogues have for it."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import bench.instances
import click
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import doorlezen

SOURCE = Path(doorlezen.__file__).parent
INSTANCES = Path(bench.instances.__file__).parent
OF_DOORLEZEN = {"t": None, "n": (1, 2)}
OF_DJANGO = {"gettext": None, "ngettext": (1, 2), "gettext_lazy": None, "ngettext_lazy": (1, 2), "_": None}
"""``_``: a text given to a tag of a template."""
WHERE = [("**.py", "python"), ("**/templates/**.html", "doorlezen.web.messages:extract")]
"""What is searched and how, as in babel.cfg."""
ENGLISH = Path("en", "LC_MESSAGES", "django.po")
CLICK = Path(click.__file__).parent
CLICK_SAYS = {"_": None, "ngettext": (1, 2)}
OF_CLICK = Path("nl", "LC_MESSAGES", "click.po")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)\w")

Text = str | tuple[str, ...]


def catalogue(path: Path) -> Catalog:
    """A catalogue file as Babel reads it, with what it has no more use for."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def said(source: Path, keywords: Mapping[str, tuple[int, ...] | None]) -> set[Text]:
    """Every text that is marked for translation, as the tool behind `make messages` finds it."""
    found = extract_from_dir(source, method_map=WHERE, keywords=keywords)
    return {text for _, _, text, _, _ in found}


def translations(message: Message) -> list[tuple[str, str]]:
    """Each text with its translation: one pair, or one for the singular and one for the plural."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


def placeholders(text: str) -> set[str]:
    """What is filled in: "{count} of {all}" → {"{count}", "{all}"}."""
    return set(_PLACEHOLDER.findall(text))


def without_placeholders(text: str) -> str:
    """The words alone: "{value!r} is niet goed" → " is niet goed"."""
    return _PLACEHOLDER.sub("", text)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `t` and `n` in the code, with the place where it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in OF_DOORLEZEN
            ):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def text_of(call: ast.Call) -> Text | None:
    """What this call says, where it says it literally."""
    wanted = call.args[: 2 if call.func.id == "n" else 1]  # type: ignore[attr-defined]
    literal = [
        part.value for part in wanted if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    if not literal or len(literal) != len(wanted):
        return None
    return tuple(literal) if len(literal) > 1 else literal[0]
