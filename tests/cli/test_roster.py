"""`doorlezen roster` as a person runs it: answers, exit codes, bad input."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from doorlezen.engine.roster import read_roster_problem, write_roster
from doorlezen.engine.roster.posed.rostered import rostered
from tests.conftest import Run
from tests.engine.roster.made_team import made_bytes
from tests.engine.roster.small import SMALL, at, changed
from tests.engine.roster.test_check_roster import SERVED


@pytest.fixture
def run(here: Run) -> Run:
    """Inside this process; that a process ends so too is seen by the tests of the language and of no room."""
    return here


KNOT = changed(SMALL, at("people", 1, "max_minutes", value=60))


def saved(folder: Path, document: Any) -> Path:
    path = folder / "p.json"
    path.write_text(json.dumps(document))
    return path


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


def test_a_roster_is_made_written_and_right(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, SMALL)
    made = run("roster", "solve", "p.json", "-o", "made.json")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == [
        "Dit is bewezen het beste rooster: waarde 540.500.",
        "2 van de 3 scholen krijgen bezoeken; 2 houden de leesconsulent van vorig jaar.",
        "Het rooster staat in made.json.",
    ]
    assert run("roster", "check", "p.json", "made.json").returncode == 0
    assert json.loads((tmp_path / "made.json").read_text())["unserved"] == ["00AS00"]


def test_where_there_is_none_the_knot_is_told_with_exit_1_and_explained(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, KNOT)
    made = run("roster", "solve", "p.json", "-o", "made.json")
    assert (made.returncode, made.stderr) == (1, "")
    assert made.stdout.splitlines() == [
        "Er is geen rooster.",
        "Dit kan niet, met deze mensen:",
        "– De Maasparel (00AR00) moet bezoeken krijgen.",
        "Wat helpt, zegt doorlezen roster explain.",
        "Het rooster staat in made.json.",
    ]
    document = json.loads((tmp_path / "made.json").read_text())
    assert (document["status"], document["conflict"]) == ("infeasible", ["must:00AR00"])
    explained = run("roster", "explain", "p.json", "made.json")
    assert (explained.returncode, explained.stderr) == (0, "")
    assert explained.stdout.splitlines()[:4] == [
        "De knoop",
        "Dit kan niet, met deze mensen:",
        "– De Maasparel (00AR00) moet bezoeken krijgen.",
        "Wat helpt, elk alleen al genoeg en nagerekend:",
    ]
    assert "– Bo Maas werkt 0,1 fte (3,6 uur per week) meer." in explained.stdout


@pytest.mark.usefixtures("answered")
def test_schools_without_visits_and_peoples_weeks_are_explained(run: Run) -> None:
    told = run("roster", "explain", "p.json", "r.json")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[:3] == [
        "De Wilg (00AS00)",
        "Deze school krijgt geen bezoeken.",
        "Wat wie tegenhoudt, zoals het rooster nu is:",
    ]
    asked = run("roster", "explain", "p.json", "r.json", "--school", "00AP00", "--person", "anne")
    assert [line for line in asked.stdout.splitlines() if line][:4] == [
        "Wereldwijs (00AP00)",
        "Deze school krijgt Anne Vos, net als vorig jaar.",
        "Anne Vos",
        "Eén school; 240 minuten werk in het rooster, waarvan 0 onderweg tussen scholen.",
    ]


@pytest.mark.usefixtures("answered")
def test_what_is_not_there_or_not_right_is_not_explained(run: Run) -> None:
    for option in ("--school", "--person"):
        refused = run("roster", "explain", "p.json", "r.json", option, "99ZZ99")
        assert (refused.returncode, refused.stderr) == (
            2,
            f"{option}: '99ZZ99' staat niet in dit probleem\n",
        )
    wrong = run("roster", "explain", "p.json", "wrong.json")
    assert (wrong.returncode, wrong.stderr) == (
        1,
        "Dit rooster klopt niet: school 00AS00 ontbreekt, ook bij de scholen zonder bezoeken\n",
    )


def test_without_time_nothing_is_claimed(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, SMALL)
    made = run("roster", "solve", "p.json", "-o", "made.json", "--time-limit", "0")
    document = json.loads((tmp_path / "made.json").read_text())
    assert made.returncode == (0 if document["schools"] else 1)
    assert document["status"] in {"unknown", "feasible"}
    assert run("roster", "check", "p.json", "made.json").returncode == 0


@pytest.mark.long
def test_ctrl_c_keeps_the_best_roster_so_far(run: Run, tmp_path: Path) -> None:
    """Stopped half-way, what is on disk is a roster with a true bound, or `unknown`."""
    (tmp_path / "p.json").write_bytes(made_bytes(150, 20, seed=5))
    process = subprocess.Popen(
        [sys.executable, "-m", "doorlezen.cli", "roster", "solve", "p.json", "-o", "made.json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(8)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert "Traceback" not in err
    status = json.loads((tmp_path / "made.json").read_text())["status"]
    assert (process.returncode, status) in {(0, "feasible"), (1, "unknown")}, out
    assert run("roster", "check", "p.json", "made.json").returncode == 0


def test_a_check_needs_no_solver() -> None:
    script = (
        "import sys; from doorlezen.engine.roster import check_roster, read_roster_problem\n"
        "print([name for name in ('ortools', 'numpy', 'django', 'rich') if name in sys.modules])"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"
