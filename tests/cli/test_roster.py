"""`doorlezen roster` as a person runs it: answers, exit codes, bad input."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from doorlezen.engine.roster import read_roster_problem, write_roster
from doorlezen.engine.roster.posed.rostered import rostered
from tests.conftest import Run
from tests.engine.roster.small import SMALL
from tests.engine.roster.test_check_roster import SERVED


@pytest.fixture
def run(here: Run) -> Run:
    """Inside this process; that a process ends so too is seen by the tests of the language and of no room."""
    return here


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    """A folder with a problem and a roster that answers it."""
    data = json.dumps(SMALL).encode()
    (tmp_path / "p.json").write_bytes(data)
    right = rostered(read_roster_problem(data), SERVED, bound=None, proven=True)
    (tmp_path / "r.json").write_bytes(write_roster(right))
    (tmp_path / "wrong.json").write_bytes(write_roster(replace(right, unserved=())))
    return tmp_path


@pytest.mark.usefixtures("answered")
def test_a_right_roster_is_told_with_exit_0(run: Run) -> None:
    checked = run("roster", "check", "p.json", "r.json")
    assert (checked.returncode, checked.stdout, checked.stderr) == (
        0,
        "Het rooster klopt: elk bezoek, elk dagdeel en elke minuut is nagerekend.\n",
        "",
    )


@pytest.mark.usefixtures("answered")
def test_a_wrong_roster_is_told_with_exit_1_and_a_line_for_each_fault(run: Run) -> None:
    checked = run("roster", "check", "p.json", "wrong.json")
    assert (checked.returncode, checked.stdout) == (
        1,
        "school 00AS00 ontbreekt, ook bij de scholen zonder bezoeken\n",
    )


@pytest.mark.usefixtures("answered")
def test_a_file_that_cannot_be_read_is_refused_in_one_line_with_exit_2(run: Run) -> None:
    for problem, roster, said in (
        (
            "r.json",
            "p.json",
            "r.json: format: moet doorlezen-roster-problem/1 zijn, niet 'doorlezen-roster/1'",
        ),
        (
            "p.json",
            "p.json",
            "p.json: format: moet doorlezen-roster/1 zijn, niet 'doorlezen-roster-problem/1'",
        ),
    ):
        refused = run("roster", "check", problem, roster)
        assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"{said}\n")
    gone = run("roster", "check", "p.json", "none.json")
    assert (gone.returncode, gone.stdout, len(gone.stderr.splitlines())) == (2, "", 1)
