"""The words as a program reads them: compiled, as `make setup` does."""

import os
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo

from doorlezen.language import LOCALE
from tests.cli.conftest import here
from tests.language.catalogues import ENGLISH, OF_CLICK, catalogue

__all__ = ["here"]


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """Compile what was changed since `make setup`, so that these tests see the catalogues as they are."""
    for path in (LOCALE / ENGLISH, LOCALE / OF_CLICK):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            _compile(path, compiled)


def _compile(path: Path, compiled: Path) -> None:
    part = compiled.with_suffix(f".{os.getpid()}.part")  # another process may be reading the old one
    with part.open("wb") as file:
        write_mo(file, catalogue(path))
    part.replace(compiled)
