"""An app holds what every face needs, and no face: no view, form, template or address of a page."""

import ast
from collections.abc import Iterator

from tests.language.catalogues import SOURCE

FACES = {"cli", "web"}
OF_A_FACE = ("django.http", "django.shortcuts", "django.views", "django.template", "django.forms")


def _imports(source: str) -> Iterator[str]:
    """Everything that is imported, anywhere in the file: "django.http", "django.http.HttpRequest"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _of_a_face(source: str) -> set[str]:
    return {face for name in _imports(source) for face in OF_A_FACE if f"{name}.".startswith(f"{face}.")}


def test_no_app_holds_a_face() -> None:
    apps = [path for path in sorted(SOURCE.rglob("*.py")) if path.relative_to(SOURCE).parts[0] not in FACES]
    assert len(apps) > 300
    found = {str(path.relative_to(SOURCE)): _of_a_face(path.read_text(encoding="utf-8")) for path in apps}
    assert {path: faces for path, faces in found.items() if faces} == {}


def test_nor_a_template_or_what_a_browser_fetches() -> None:
    kinds = {".html", ".css", ".js"}
    found = {path.relative_to(SOURCE).parts[0] for path in SOURCE.rglob("*") if path.suffix in kinds}
    assert found == {"web"}


def test_the_walk_sees_an_import_inside_a_function() -> None:
    assert _of_a_face("def f():\n    from django import forms") == {"django.forms"}
    assert _of_a_face("import django.http.request") == {"django.http"}
    assert _of_a_face("from django.urls import reverse") == set()
