"""The results of a benchmark: strictly read, judged without a solver, and set in a table."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bench.instances.generate import generate
from bench.instances.results import FILE, Listed, Result, Results, read_results, write_results
from bench.instances.table import table
from bench.instances.verify import read_folder, verify

from doorlezen.engine.allocation import read_problem, solve, write_plan
from doorlezen.language import InputError
from tests.engine.years_cases import put
from tests.words import GONE

LISTED = Listed("one", "a" * 64, 12, 5, "--family small --tightness tight --seed 1")
FIRST = Result("one", 100, 120, "Anna", "2026-01-02", "met de hand", "papier", 3600.0, "anna.json")
BETTER = Result("one", 110, None, "Bram", "2026-02-03", "een zoekprogramma", "laptop", 60.04)
PROOF = Result("one", 90, 110, "Cato", "2026-03-04", "een bewijs", "server", 5.0, "cato.json")
OPEN = Listed("two", "b" * 64, 6295, 301, "--family country --tightness tight --seed 1")


def test_a_results_file_is_read_as_it_was_written() -> None:
    results = Results((LISTED, OPEN), (BETTER, FIRST, PROOF))
    assert read_results(write_results(results)) == results
    turned = Results((OPEN, LISTED), (PROOF, FIRST, BETTER))
    assert write_results(turned) == write_results(results), "equal results are equal files"


def test_the_table_has_the_best_value_the_lowest_bound_and_who_found_each() -> None:
    assert table(Results((OPEN, LISTED), (FIRST, BETTER, PROOF))).splitlines() == [
        "| Instantie | Scholen | Eisen | Beste waarde | Bovengrens | Verschil | Door | Op | Seconden |",
        "|---|---:|---:|---:|---:|---:|---|---|---:|",
        "| one | 12 | 5 | 110 | 110 | bewezen | Bram; grens: Cato | 2026-02-03 | 60,1 |",
        "| two | 6.295 | 301 | nog niemand |  |  |  |  |  |",
    ]
    assert table(Results((LISTED,), (FIRST,))).splitlines()[2] == (
        "| one | 12 | 5 | 100 | 120 | 20,000% | Anna | 2026-01-02 | 3.600,0 |"
    )
    assert table(Results((LISTED,), (BETTER,))).splitlines()[2] == (
        "| one | 12 | 5 | 110 |  |  | Bram | 2026-02-03 | 60,1 |"
    )


def test_of_equal_values_the_first_counts() -> None:
    later = replace(FIRST, by="Dirk", date="2026-05-06")
    assert "| Anna | 2026-01-02 |" in table(Results((LISTED,), (later, FIRST)))


WRONG = [
    (put("format", "x"), "format: moet 'doorlezen-results/1' zijn, niet 'x'"),
    (put("instances.1", {**LISTED.__dict__}), "instances[1].name: 'one' staat er twee keer"),
    (put("instances.0.name", "../one"), "instances[0].name: moet een naam zijn, zonder map: '../one'"),
    (put("results.0.instance", "three"), 'results[0].instance: "three" bestaat niet; kies uit one, two'),
    (put("results.0.value", 1.5), 'results[0].value: moet een geheel getal zijn, niet "1.5"'),
    (put("results.0.bound", "veel"), "results[0].bound: moet een geheel getal of null zijn"),
    (
        put("results.0.date", "2 januari"),
        "results[0].date: moet een dag zijn zoals 2026-11-23, niet '2 januari'",
    ),
    (put("results.0.plan", "/etc/passwd"), "results[0].plan: moet een naam zijn, zonder map: '/etc/passwd'"),
    (put("results.0.note", "x"), "results[0].note: deze sleutel bestaat hier niet"),
]


@pytest.mark.parametrize(("change", "line"), WRONG, ids=[line for _, line in WRONG])
def test_a_wrong_results_file_is_refused(change: Callable[[Any], None], line: str) -> None:
    document = json.loads(write_results(Results((LISTED, OPEN), (FIRST,))))
    change(document)
    with pytest.raises(InputError) as refused:
        read_results(json.dumps(document).encode())
    assert str(refused.value) == f"results.json: {line}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A benchmark folder with one instance and its proven plan."""
    made = generate(family="small", tightness="tight", seed=1, count=6)
    plan = solve(read_problem(made.problem))
    (tmp_path / "one.json").write_bytes(made.problem)
    (tmp_path / "anna.json").write_bytes(write_plan(plan))
    assert plan.objective is not None
    listed = replace(LISTED, sha256=plan.problem_sha256)
    found = replace(FIRST, value=plan.objective, bound=plan.bound)
    (tmp_path / FILE).write_bytes(write_results(Results((listed,), (found,))))
    return tmp_path


def judged(folder: Path, **changes: Any) -> list[list[str]]:
    results = read_folder(folder)
    changed = tuple(replace(result, **changes) for result in results.results)
    return [verdict.wrong for verdict in verify(folder, replace(results, results=changed))]


def test_a_right_result_has_nothing_wrong(folder: Path) -> None:
    assert judged(folder) == [[]]


def test_every_lie_about_a_result_is_found(folder: Path) -> None:
    best = read_folder(folder).results[0].value
    shown = f"{best:,}".replace(",", ".")
    assert judged(folder, value=1) == [[f"de lijst zegt waarde 1, het plan {shown}"]]
    assert judged(folder, plan=None) == [["er is geen planbestand; zonder plan is er niets na te kijken"]]
    assert judged(folder, bound=best - 1) == [
        [f"de bovengrens {best - 1:,} ligt onder de waarde {best:,} van Anna".replace(",", ".")]
    ]
    results = read_folder(folder)
    other = replace(results, instances=(replace(results.instances[0], sha256="0" * 64),))
    assert [verdict.wrong for verdict in verify(folder, other)] == [
        ["het probleem is niet dat van de lijst (de sha256 verschilt)"]
    ]
    with pytest.raises(InputError) as refused:
        judged(folder, plan="gone.json")
    assert str(refused.value) == GONE


def test_a_plan_that_breaks_a_rule_is_found(folder: Path) -> None:
    document = json.loads((folder / "anna.json").read_text())
    document["payments"][0]["cents"] += 1
    (folder / "anna.json").write_text(json.dumps(document))
    (wrong,) = judged(folder)
    assert len(wrong) >= 1
    assert all("cent" in line for line in wrong)


def test_a_bound_that_somebody_passed_is_refuted(folder: Path) -> None:
    results = read_folder(folder)
    found = results.results[0]
    boast = replace(found, by="Bluf", bound=found.value - 1)
    wrong = {
        verdict.result.by: verdict.wrong
        for verdict in verify(folder, replace(results, results=(boast, found)))
    }
    assert (len(wrong["Bluf"]), wrong["Anna"]) == (1, [])


def test_the_validator_needs_no_solver(folder: Path) -> None:
    script = (
        "import runpy, sys; sys.argv = ['bench.instances', 'verify', '.']\n"
        "try: runpy.run_module('bench.instances', run_name='__main__')\n"
        "except SystemExit as end:\n"
        "    print(end.code, [name for name in ('ortools', 'django') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    value = f"{read_folder(folder).results[0].value:,}".replace(",", ".")
    assert done.stdout.splitlines() == [f"one, Anna: klopt, waarde {value}", "1 uitkomst klopt.", "0 []"]
