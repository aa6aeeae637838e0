"""`doorlezen report`: what it writes, what it refuses, and that nothing is half written."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from doorlezen.engine.allocation import read_plan, write_plan
from doorlezen.planning.sources import write_sources
from tests.conftest import Run
from tests.reports import cases
from tests.words import NO_PLAN, REACHED, TITLE


@pytest.fixture
def run(here: Run) -> Run:
    """Inside this process; that a process ends so too is seen by the tests of the language and of no room."""
    return here


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A problem and its plan, with sources beside the problem."""
    problem, plan = tmp_path / "p.json", tmp_path / "plan.json"
    problem.write_bytes(cases.as_bytes(cases.document()))
    plan.write_bytes(cases.solved(problem.read_bytes()))
    sources = cases.sources_of(cases.problem_of(), invented=True)
    (tmp_path / "p.sources.json").write_bytes(write_sources(sources))
    return problem, plan


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "home")


def test_a_table_with_the_sources_found_beside_the_problem(run: Run, files: tuple[Path, Path]) -> None:
    done = run("report", *files)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.splitlines()[:3] == [
        "! Verzonnen bibliotheek: geen echte scholen, geen echt geld",
        TITLE,
        REACHED,
    ]
    assert "\x1b" not in done.stdout


def test_without_sources_gemeenten_go_by_their_codes(
    run: Run, files: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "p.sources.json").unlink()
    done = run("report", *files, "--summary")
    assert done.returncode == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines() if line.startswith("Gemeente 0")] == [
        "Gemeente 0216",
        "Gemeente 0281",
        "Gemeente 0281",
    ]


def test_it_writes_a_workbook_and_a_pdf_and_is_silent_otherwise(
    run: Run, files: tuple[Path, Path], tmp_path: Path
) -> None:
    done = run("report", *files, "--xlsx", "out.xlsx", "--pdf", "out.pdf", "--date", "2026-05-28")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Geschreven: out.xlsx\nGeschreven: out.pdf\n"
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Overzicht"
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.open_metadata()["xmp:CreateDate"].startswith("2026-05-28")
    assert names_in(tmp_path) == ["out.pdf", "out.xlsx", "p.json", "p.sources.json", "plan.json"]


def test_the_table_can_come_along(run: Run, files: tuple[Path, Path]) -> None:
    done = run("report", *files, "--xlsx", "out.xlsx", "--table")
    assert done.returncode == 0
    assert done.stdout == run("report", *files).stdout


def test_the_same_input_gives_the_same_files(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    for number in (1, 2):
        run("report", *files, "--xlsx", f"{number}.xlsx", "--pdf", f"{number}.pdf")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_a_conflict_is_an_answer(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    problem, plan = files
    problem.write_bytes(cases.as_bytes(cases.conflicting()))
    plan.write_bytes(cases.solved(problem.read_bytes()))
    (tmp_path / "p.sources.json").unlink()
    done = run("report", problem, plan, "--pdf", "out.pdf", "--xlsx", "out.xlsx", "--table")
    assert done.returncode == 0
    assert NO_PLAN in done.stdout
    assert (tmp_path / "out.pdf").read_bytes()[:5] == b"%PDF-"


def test_a_plan_that_is_wrong_is_refused_and_nothing_is_written(
    run: Run, files: tuple[Path, Path], tmp_path: Path
) -> None:
    problem, plan = files
    right = read_plan(plan.read_bytes())
    plan.write_bytes(write_plan(replace(right, payments=right.payments[1:])))
    done = run("report", problem, plan, "--pdf", "out.pdf")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Dit plan klopt niet: 04DD00 × expertise: ")
    assert names_in(tmp_path) == ["p.json", "p.sources.json", "plan.json"]


def test_bad_input_is_refused_in_one_line(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    problem, plan = files
    other = cases.sources_of(replace(cases.problem_of(), sha256="0" * 64))
    (tmp_path / "other.json").write_bytes(write_sources(other))
    (tmp_path / "broken.json").write_text('{"format": "doorlezen-plan/1"')
    refusals = {
        (
            problem,
            "broken.json",
        ): "broken.json, regel 1: hier is het bestand niet te lezen (teken 30); is het heel?",
        (problem, plan, "--sources", "other.json"): "other.json: de bronnen horen bij een ander probleem "
        "(de sha256 verschilt); bouw het probleem opnieuw",
        (problem, plan, "--date", "28-05-2026"): "--date: '28-05-2026' is geen datum zoals 2019-10-01",
        (problem, plan, "--pdf", "no/where.pdf"): "no/where.pdf: niet geschreven: de map "
        f"{tmp_path / 'no'} bestaat niet",
    }
    for arguments, line in refusals.items():
        done = run("report", *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")
    assert names_in(tmp_path) == ["broken.json", "other.json", "p.json", "p.sources.json", "plan.json"]


def test_a_file_that_is_not_there_is_named(run: Run, files: tuple[Path, Path]) -> None:
    problem, plan = files
    for arguments in (
        ("nowhere.json", plan),
        (problem, "nowhere.json"),
        (problem, plan, "--sources", "nowhere.json"),
    ):
        done = run("report", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith("nowhere.json: ")


def test_no_room_leaves_the_old_report(files: tuple[Path, Path], tmp_path: Path) -> None:
    """A limit on the size of files, as a full disk would be, stops the PDF half-way."""
    problem, plan = files
    old = tmp_path / "out.pdf"
    old.write_bytes(b"old")
    program = (
        "import resource, sys; from doorlezen.cli.main import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "main(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", program, "report", str(problem), str(plan), "--pdf", str(old)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{old}: niet geschreven: zo groot mag een bestand hier niet zijn; kies een andere map\n"
    )
    assert old.read_bytes() == b"old"
    assert names_in(tmp_path) == ["out.pdf", "p.json", "p.sources.json", "plan.json"]


def test_colour_only_where_it_is_wanted(run: Run, files: tuple[Path, Path]) -> None:
    assert "\x1b[" in run("report", *files, FORCE_COLOR="1", NO_COLOR="").stdout
    plain = run("report", *files, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[32m" not in plain


def test_it_follows_the_width_of_the_window(run: Run, files: tuple[Path, Path]) -> None:
    assert max(len(line) for line in run("report", *files, COLUMNS="80").stdout.splitlines()) <= 80
