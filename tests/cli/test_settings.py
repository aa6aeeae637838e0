"""A wrong database is one line, whatever the command."""

from typing import Any

import pytest


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
