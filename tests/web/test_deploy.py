"""With the settings of docs/install.md nothing is missing; with those of a laptop it is said what is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from doorlezen.web.database import to_url

INSTALL = Path(__file__).parent.parent.parent / "docs" / "install.md"


def _check(tmp_path: Path, database: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
            "DOORLEZEN_HOME": str(tmp_path),
            "DATABASE_URL": database,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def database(db: None) -> str:
    from django.db import connection

    return to_url(connection.settings_dict)


def _as_documented() -> dict[str, str]:
    """The settings that the page on installing gives, with a key filled in."""
    block = (
        INSTALL.read_text().partition("/etc/doorlezen.env`")[2].partition("```sh\n")[2].partition("```")[0]
    )
    pairs = dict(line.split("=", 1) for line in block.splitlines())
    del pairs["DATABASE_URL"], pairs["DOORLEZEN_HOME"]
    return {**pairs, "DOORLEZEN_SECRET_KEY": "k9-Vw2" * 10}


def test_as_documented_there_is_nothing_to_warn_about(tmp_path: Path, database: str) -> None:
    answer = _check(tmp_path, database, **_as_documented())
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "System check identified no issues (0 silenced).\n"


def test_on_a_laptop_everything_that_is_missing_is_named(tmp_path: Path, database: str) -> None:
    answer = _check(tmp_path, database, DOORLEZEN_DEMO="1")
    assert answer.returncode == 1
    assert re.findall(r"\(doorlezen\.(W\d+)\)", answer.stderr) == [f"W{number:03d}" for number in range(1, 7)]
    assert {"W004", "W008", "W012", "W016"} <= set(re.findall(r"\(security\.(W\d+)\)", answer.stderr))
