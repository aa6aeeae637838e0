"""The environment: every variable that the code reads is documented, and a wrong one is one line."""

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("mysql://x/y", "DATABASE_URL: moet er zo uitzien: postgresql://naam:wachtwoord@host:5432/database"),
        ("postgresql://localhost:5432", "DATABASE_URL: moet er zo uitzien: postgresql://naam"),
        ("postgresql://nobody:x@127.0.0.1:9/none", "DATABASE_URL: de database antwoordt niet: "),
    ],
)
def test_a_wrong_database_is_one_line(run: Any, url: str, line: str) -> None:
    answer = run("register", "show", DATABASE_URL=url)
    assert (answer.returncode, answer.stdout, answer.stderr[: len(line)]) == (2, "", line)
    assert len(answer.stderr.splitlines()) == 1


def test_every_variable_of_the_environment_is_documented() -> None:
    source = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get|\.setdefault)?[\(\[]\s*\"(\w+)\"", source)) - {
        "DJANGO_SETTINGS_MODULE"
    }
    assert read
    table = (ROOT / "docs" / "settings.md").read_text()
    assert read - set(re.findall(r"`([A-Z_]+)`", table)) == set()
