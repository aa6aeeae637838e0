"""No damaged file kills a process or takes its memory or time; each comes out as a result or a refusal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.readers import READERS

FEW, MANY = 7, 2_000
MOST_SECONDS = 10.0
MOST_MEGABYTES = 300
CHILD = 60
"""MB that a fresh interpreter with its reader takes by itself."""


def told(count: int, *names: str, timeout: float) -> list[dict[str, object]]:
    """What a process of its own tells of so many files for each of these readers."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", str(count), *names],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-2000:]
    return [json.loads(line) for line in process.stdout.splitlines()]


def look(outcome: dict[str, object], count: int) -> None:
    """Whether all went well with a reader; prints its counts."""
    print(outcome)  # noqa: T201 - the counts are what this run is for
    assert outcome["wrong"] == []
    assert int(str(outcome.get("result", 0))) + int(str(outcome.get("refusal", 0))) == count
    assert float(str(outcome["slowest"])) <= MOST_SECONDS + 1
    assert int(str(outcome["memory"])) <= MOST_MEGABYTES
    assert int(str(outcome["memory of a child"])) <= MOST_MEGABYTES + CHILD


def test_a_few_damaged_files_for_every_reader() -> None:
    outcomes = told(FEW, *READERS, timeout=300)
    assert [outcome["reader"] for outcome in outcomes] == list(READERS)
    for outcome in outcomes:
        look(outcome, FEW)


@pytest.mark.long
@pytest.mark.parametrize("name", READERS)
def test_thousands_of_damaged_files(name: str) -> None:
    (outcome,) = told(MANY, name, timeout=3_600)
    look(outcome, MANY)
