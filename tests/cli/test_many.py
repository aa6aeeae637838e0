"""`doorlezen plan --many`: a folder full of problems, on all cores, whatever happens to one of them."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bench.instances.generate import generate

from doorlezen.engine.allocation import check, read_plan, read_problem
from tests.cli.demo_once import copied_demo
from tests.cli.test_plan_and_check import IMPOSSIBLE, saved
from tests.conftest import Run
from tests.engine.test_problem_format import GOOD

TWO_YEARS = {
    "format": "doorlezen-problem/2",
    "title": "Twee jaar",
    "school_years": ["2026-2027", "2027-2028"],
    "schools": GOOD["schools"],
    "menus": GOOD["menus"],
    "funds": GOOD["funds"],
    "requirements": [],
}
PATIENCE = 60.0
"""How many seconds we wait for something that takes one."""


def small(folder: Path, count: int) -> list[str]:
    """Problems of small libraries, of which each has a plan; their names."""
    names = [f"bibliotheek{seed}" for seed in range(count)]
    for seed, name in enumerate(names):
        made = generate(family="small", tightness="loose", seed=seed)
        (folder / f"{name}.json").write_bytes(made.problem)
    return names


def long(folder: Path, name: str) -> None:
    """A problem of 600 schools, that one thread needs more than a few seconds for."""
    (folder / f"{name}.json").write_bytes(
        generate(family="region", tightness="tight", seed=1, count=600).problem
    )


def wrong_with(folder: Path, name: str) -> list[str]:
    """What the check finds wrong with a plan in a folder for the problem beside it."""
    return check(
        read_problem((folder / f"{name}.json").read_bytes()),
        read_plan((folder / f"{name}.plan.json").read_bytes()),
    )


def rows(out: str) -> list[list[str]]:
    """The rows of the table, without its headings; empty cells fall away."""
    table = out[: out.index("\n\n")].splitlines()
    return [re.split(r"\s{2,}", line) for line in table[1:]]


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.glob("*.plan.json")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "alle"
    made.mkdir()
    return made


def test_every_problem_gets_its_own_plan_as_if_it_were_alone(run: Run, tmp_path: Path, folder: Path) -> None:
    names = small(folder, 4)
    done = run("plan", "--many", "alle", "-o", "uit/plannen", "--prices")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == [
        "4 problemen; 4 met een plan, waarvan 4 bewezen.",
        "De plannen staan in uit/plannen.",
    ]
    assert [row[:2] for row in rows(done.stdout)] == [[name, "bewezen"] for name in names]
    written = sorted((tmp_path / "uit" / "plannen").iterdir())
    assert [path.name for path in written] == [f"{name}.plan.json" for name in names]
    for name, path in zip(names, written, strict=True):
        plan = json.loads(path.read_text())
        run("plan", f"alle/{name}.json", "-o", "alone.json", "--prices")
        alone = json.loads((tmp_path / "alone.json").read_text())
        assert {**plan, "seconds": 0} == {**alone, "seconds": 0}


def test_a_second_run_computes_nothing(run: Run, folder: Path) -> None:
    names = small(folder, 3)
    saved(folder, IMPOSSIBLE, "nee.json")
    first = run("plan", "--many", "alle")
    before = files(folder)
    second = run("plan", "--many", "alle")
    assert (first.returncode, second.returncode, files(folder) == before) == (1, 1, True)
    assert second.stdout.splitlines()[-2] == (
        "4 problemen; 3 met een plan, waarvan 3 bewezen; 1 zonder plan."
        " 4 uitkomsten lagen er al en zijn niet opnieuw berekend."
    )
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}{end}" for name in (*names, "nee") for end in (".json", ".plan.json"))
    }


def test_only_what_changed_is_computed_again(run: Run, folder: Path) -> None:
    small(folder, 3)
    run("plan", "--many", "alle")
    before = files(folder)
    (folder / "bibliotheek1.json").write_bytes(generate(family="small", tightness="tight", seed=9).problem)
    tampered = json.loads((folder / "bibliotheek2.plan.json").read_text())
    tampered["payments"][0]["cents"] += 1
    saved(folder, tampered, "bibliotheek2.plan.json")
    done = run("plan", "--many", "alle")
    after = files(folder)
    assert done.returncode == 0
    assert after["bibliotheek0.plan.json"] == before["bibliotheek0.plan.json"]
    assert done.stdout.splitlines()[-2].endswith(" 1 uitkomst lag er al en is niet opnieuw berekend.")
    assert [wrong_with(folder, f"bibliotheek{number}") for number in range(3)] == [[], [], []]


def test_prices_that_are_asked_later_are_computed(run: Run, folder: Path) -> None:
    saved(folder, GOOD)
    run("plan", "--many", "alle")
    assert json.loads((folder / "p.plan.json").read_text())["prices"] is None
    run("plan", "--many", "alle", "--prices")
    assert json.loads((folder / "p.plan.json").read_text())["prices"] == {
        "r01": {"given_the_others": 0, "alone": 0}
    }


def test_a_worse_plan_does_not_replace_a_better_one(run: Run, folder: Path) -> None:
    saved(folder, GOOD)
    run("plan", "--many", "alle")
    before = files(folder)
    done = run("plan", "--many", "alle", "--prices", "--time-limit", "0")
    assert (done.returncode, files(folder) == before) == (0, True)
    assert rows(done.stdout)[0][:2] == ["p", "bewezen, lag er al en is niet verbeterd"]


def test_a_bad_file_is_one_line_and_stops_nobody(run: Run, folder: Path) -> None:
    names = small(folder, 2)
    (folder / "a.json").write_text("geen json")
    saved(folder, {**GOOD, "capacity_quarters": "veel"}, "z.json")
    done = run("plan", "--many", "alle")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "a.json, regel 1: hier is het bestand niet te lezen (teken 1); is het heel?",
        'z.json: capacity_quarters: moet een geheel getal zijn, niet "veel"',
    ]
    assert done.stdout.splitlines()[-2] == "4 problemen; 2 met een plan, waarvan 2 bewezen; 2 met een fout."
    assert set(files(folder)) == {f"{name}.plan.json" for name in names}


def test_a_plan_that_cannot_be_written_is_told(run: Run, folder: Path) -> None:
    saved(folder, GOOD)
    (folder / "p.plan.json").mkdir()
    done = run("plan", "--many", "alle")
    assert (done.returncode, done.stderr) == (
        2,
        "alle/p.plan.json: niet geschreven: dit is een map; geef de naam van een bestand\n",
    )


def test_other_files_of_doorlezen_are_left_alone(run: Run, folder: Path) -> None:
    saved(folder, GOOD)
    run("plan", "alle/p.json", "-o", "alle/plan.json")
    saved(folder, {"format": "doorlezen-sources/1"}, "p.sources.json")
    saved(folder, TWO_YEARS, "twee.json")
    done = run("plan", "--many", "alle")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2] == "2 problemen; 2 met een plan, waarvan 2 bewezen."
    assert set(files(folder)) == {"p.plan.json", "twee.plan.json"}
    assert (
        check(
            read_problem((folder / "twee.json").read_bytes()),
            read_plan((folder / "twee.plan.json").read_bytes()),
        )
        == []
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("plan", "geef één probleem, of met --many een map met problemen"),
        ("plan p.json --many alle", "geef één probleem, of met --many een map met problemen"),
        ("plan --many weg", "weg: dit is geen map; geef de map met de problemen"),
        ("plan --many p.json", "p.json: dit is geen map; geef de map met de problemen"),
        ("plan --many alle", "alle: in deze map staan geen problemen (bestanden op .json)"),
        ("plan --many alle -o p.json", "p.json: dit is geen map; geef een map voor de plannen"),
        ("plan --many alle -o p.json/in", "p.json/in: dit is geen map; geef een map voor de plannen"),
    ],
)
def test_bad_calls_are_one_line(here: Run, tmp_path: Path, folder: Path, arguments: str, line: str) -> None:
    saved(tmp_path, GOOD)
    done = here(*arguments.split())
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line + "\n")
    assert list(folder.iterdir()) == []


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start `doorlezen` in a process group of its own, as a terminal would."""

    def call(*arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "doorlezen.cli", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    return call


def wait_for(ready: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def solvers_of(pid: int) -> list[int]:
    """The processes that were spawned to compute, once they are there."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return sorted(found)


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")


FIRST_PROCESS = """
from multiprocessing import get_context
from doorlezen.planning.processes import _Helper
helper = _Helper(get_context("spawn"))
print(open(f"/proc/{helper._process.pid}/status").read())
helper.end()
"""


@needs_proc
def test_the_first_process_too_is_begun_with_interrupts_held() -> None:
    """Ctrl-C while it still imports would be a traceback. Here, since a process has only one first one."""
    guard = f"if __name__ == '__main__':\n exec({FIRST_PROCESS!r})"
    done = subprocess.run([sys.executable, "-c", guard], capture_output=True, text=True, timeout=PATIENCE)
    blocked = re.search(r"^SigBlk:\s*([0-9a-f]+)$", done.stdout, re.MULTILINE)
    assert blocked, done.stderr
    assert int(blocked[1], 16) >> (signal.SIGINT - 1) & 1


@pytest.mark.long
@pytest.mark.parametrize("to_all", [True, False], ids=["from the terminal", "to the command alone"])
def test_ctrl_c_writes_what_there_is_and_begins_nothing(start: Start, folder: Path, to_all: bool) -> None:
    saved(folder, GOOD, "a.json")
    long(folder, "b")
    saved(folder, GOOD, "c.json")
    process = start("plan", "--many", "alle", "--workers", "1")
    wait_for((folder / "a.plan.json").is_file)
    time.sleep(1)
    if to_all:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (1, "")
    assert [name for name, *_ in rows(out)] == ["a", "b", "c"]
    assert rows(out)[2] == ["c", "gestopt, nog geen plan"]
    assert not (folder / "c.plan.json").exists()
    assert [wrong_with(folder, path.name.split(".")[0]) for path in folder.glob("*.plan.json")] in (
        [[]],
        [[], []],
    )
    assert list(folder.glob(".*")) == []


@pytest.mark.long
@needs_proc
def test_kill_9_leaves_whole_plans_and_no_process_behind(start: Start, run: Run, folder: Path) -> None:
    saved(folder, GOOD, "a.json")
    long(folder, "b")
    saved(folder, GOOD, "c.json")
    process = start("plan", "--many", "alle", "--workers", "1")
    wait_for((folder / "a.plan.json").is_file)
    solvers = wait_for(lambda: solvers_of(process.pid))
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(alive(pid) for pid in solvers))
    assert set(files(folder)) == {"a.plan.json"}
    assert wrong_with(folder, "a") == []
    done = run("plan", "--many", "alle", "--time-limit", "20", "--gap", "0.01")
    assert done.returncode == 0
    assert [wrong_with(folder, name) for name in "abc"] == [[], [], []]
    assert rows(done.stdout)[0][:2] == ["a", "bewezen, lag er al"]


@pytest.mark.long
@needs_proc
def test_a_solver_that_is_killed_takes_only_its_own_problem_along(start: Start, folder: Path) -> None:
    long(folder, "a")
    saved(folder, GOOD, "b.json")
    saved(folder, GOOD, "c.json")
    process = start("plan", "--many", "alle", "--workers", "1")
    (solver,) = wait_for(lambda: solvers_of(process.pid))
    os.kill(solver, signal.SIGKILL)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (1, "")
    assert rows(out)[0] == ["a", "onverwacht afgebroken"]
    assert out.splitlines()[-2] == "3 problemen; 2 met een plan, waarvan 2 bewezen; 1 zonder plan."
    assert set(files(folder)) == {"b.plan.json", "c.plan.json"}


def test_the_problem_of_the_demo_with_its_plan_beside_it(
    run: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copied_demo(tmp_path, tmp_path_factory)
    result = tmp_path / "demo" / "uitkomst"
    alone = json.loads((result / "plan.json").read_text())
    done = run("plan", "--many", result, "-o", "uit")
    assert (done.returncode, done.stdout.splitlines()[-2]) == (
        0,
        "1 probleem; 1 met een plan, waarvan 1 bewezen.",
    )
    plan = json.loads((tmp_path / "uit" / "probleem.plan.json").read_text())
    assert (plan["status"], plan["objective"]) == ("optimal", alone["objective"])
