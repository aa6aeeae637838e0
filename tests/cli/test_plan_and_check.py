"""`doorlezen plan` and `doorlezen check` as a person runs them: answers, exit codes, bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.engine.test_problem_format import GOOD
from tests.engine.test_spending import of_two_purses
from tests.words import A_FOLDER, GONE

IMPOSSIBLE = {
    **GOOD,
    "requirements": [
        {"id": "a", "by": "0637", "text": "Alles", "kind": "min_quarters", "schools": "all", "quarters": 8},
        {"id": "b", "by": "0637", "text": "Niets", "kind": "at_most_schools", "schools": "all", "count": 0},
        {"id": "c", "by": "0637", "text": "Houden", "kind": "keep", "schools": "all", "percent": 0},
    ],
}


@pytest.fixture
def run(here: Run) -> Run:
    """Inside this process; that a process ends so too is seen by the tests of the language and of no room."""
    return here


def saved(folder: Path, document: Any, name: str = "p.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(document))
    return path


def test_a_plan_tells_how_the_money_went_in_the_stated_order(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, of_two_purses(library={"use": 5}, grant={"use": 1, "cents": 70}))
    planned = run("plan", "p.json", "-o", "plan.json")
    assert planned.stdout.splitlines()[2:4] == [
        "Het geld in volgorde, per plaats 1: €\N{NO-BREAK SPACE}0,70, 5: €\N{NO-BREAK SPACE}0,30. "
        "Uit een latere pot kan bij deze keuzes niet minder komen.",
        "De potten betalen 2 keer aan een school; minder kan bij deze keuzes niet.",
    ]


def test_a_plan_is_made_written_and_right(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, GOOD)
    planned = run("plan", "p.json", "-o", "plan.json", "--prices")
    assert (planned.returncode, planned.stderr) == (0, "")
    assert planned.stdout.splitlines() == [
        "Dit is bewezen het beste plan: waarde 107.863.",
        "1 van de 2 scholen krijgt uren; samen €\N{NO-BREAK SPACE}5.340.",
        "De potten betalen 2 keer aan een school; minder kan bij deze keuzes niet.",
        "Het plan staat in plan.json.",
    ]
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert plan["prices"] == {"r01": {"given_the_others": 0, "alone": 0}}
    checked = run("check", "p.json", "plan.json")
    assert (checked.returncode, checked.stdout) == (
        0,
        "Het plan klopt: elke keuze, elke betaling en elke eis is nagerekend.\n",
    )


def test_no_plan_is_an_answer_with_exit_1_and_its_conflict(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, IMPOSSIBLE)
    planned = run("plan", "p.json", "-o", "plan.json")
    assert planned.returncode == 1
    assert planned.stdout.splitlines() == [
        "Er is geen plan. Deze eisen gaan niet samen; zonder één ervan kunnen de andere van deze knoop "
        "wel samen:",
        "  a  0637: Alles",
        "Het plan staat in plan.json.",
    ]
    assert json.loads((tmp_path / "plan.json").read_text())["conflict"] == ["a"]


def test_a_wrong_plan_fails_the_check_with_exit_1(run: Run, tmp_path: Path) -> None:
    saved(tmp_path, GOOD)
    run("plan", "p.json", "-o", "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["payments"][0]["cents"] += 1
    saved(tmp_path, plan, "plan.json")
    checked = run("check", "p.json", "plan.json")
    assert checked.returncode == 1
    assert "Traceback" not in checked.stderr
    assert len(checked.stdout.splitlines()) >= 1


BAD_CALLS = [
    ("plan gone.json -o out.json", GONE),
    ("plan . -o out.json", A_FOLDER),
    (
        "plan text.json -o out.json",
        "text.json, regel 1: hier is het bestand niet te lezen (teken 1); is het heel?",
    ),
    ("plan nan.json -o out.json", "nan.json: NaN is geen getal"),
    (
        "plan big.json -o out.json",
        "big.json: het bestand is groter dan 32 MB; zo groot wordt niet gelezen",
    ),
    ("plan p.json -o none/out.json", "none/out.json: niet geschreven: de map none bestaat niet"),
    (
        "plan p.json -o /dev/full",
        "/dev/full: niet geschreven: de schijf is vol; maak ruimte of kies een andere map",
    ),
    (
        "check p.json p.json",
        "p.json: format: moet doorlezen-plan/1 of doorlezen-plan/2 zijn, niet 'doorlezen-problem/1'",
    ),
]


@pytest.mark.parametrize(("arguments", "line"), BAD_CALLS, ids=[line for _, line in BAD_CALLS])
def test_bad_input_is_one_line_and_exit_2(run: Run, tmp_path: Path, arguments: str, line: str) -> None:
    saved(tmp_path, GOOD)
    (tmp_path / "text.json").write_text("geen json")
    (tmp_path / "nan.json").write_text(json.dumps(GOOD).replace("33.02", "NaN"))
    (tmp_path / "big.json").write_bytes(b" " * 50 * 2**20)
    before = sorted(path.name for path in tmp_path.iterdir() if path.name != "home")
    answer = run(*arguments.split())
    folder = str(tmp_path.resolve()) + os.sep
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.replace(folder, "") == line + "\n"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == before


@pytest.mark.parametrize("gap", ["nan", "-1", "2", "veel"])
def test_a_gap_that_is_no_share_is_refused(run: Run, tmp_path: Path, gap: str) -> None:
    saved(tmp_path, GOOD)
    answer = run("plan", "p.json", "-o", "out.json", "--gap", gap)
    assert (answer.returncode, answer.stdout, len(answer.stderr.splitlines())) == (2, "", 1)


@pytest.mark.long
def test_ctrl_c_leaves_a_valid_plan_or_says_unknown(shared: Path, tmp_path: Path) -> None:
    """Stopped half-way, what is on disk is a plan with a true bound, or `unknown`."""
    problem = shared / "problems" / "nederland-2019.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "doorlezen.cli", "plan", str(problem), "-o", str(tmp_path / "plan.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(10)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert (process.returncode, plan["status"]) in {(0, "feasible"), (1, "unknown")}, out


def test_help_needs_no_heavy_import() -> None:
    heavy = ("ortools", "django", "rich", "typst", "xlsxwriter", "numpy", "pandas")
    script = (
        "import sys; sys.argv = ['doorlezen', '--help']\n"
        "from doorlezen.cli.main import main\n"
        "try: main()\n"
        f"except SystemExit as end: print([name for name in {heavy} if name in sys.modules], end.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] 0"
