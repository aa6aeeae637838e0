"""`doorlezen worker` and `plan --many --jobs`: real processes on a real database, killed and stopped."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from doorlezen.cli.worker import KINDNESS
from doorlezen.planning.models import Calculation
from tests.cli.test_many import alive, files, long, needs_proc, rows, small, solvers_of, wait_for, wrong_with
from tests.cli.test_plan_and_check import saved
from tests.conftest import Run
from tests.databases import connected, own_database, with_tables
from tests.engine.test_problem_format import GOOD

PATIENCE = 120.0
SILENT = 3
"""After so many seconds a worker of these tests is taken for gone."""
PLANNING = (
    "SELECT {columns} FROM procrastinate_jobs WHERE task_name = 'planning.answer_calculation' ORDER BY id"
)
AGAIN = "Werkers rekenen verder. Geef dezelfde opdracht nog eens om op te halen wat klaar is."


def environment(url: str) -> dict[str, str]:
    own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"}
    return {**os.environ, **own, "COLUMNS": "200", "NO_COLOR": "1"}


class House:
    """A folder with a database of its own, and the commands that run there."""

    def __init__(self, folder: Path, name: str, url: str) -> None:
        self.folder, self.name, self.environment = folder, name, environment(url)
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "doorlezen.cli", *map(str, arguments)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # a process group of its own, as from a terminal
        )
        self.started.append(process)
        return process

    def run(self, *arguments: object) -> "Done":
        return ended(self.start(*arguments))

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with connected(self.name) as connection:
            return list(connection.execute(question))

    def calculations(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT name, status, attempts FROM planning_calculation ORDER BY name")

    def jobs(self) -> list[tuple[Any, ...]]:
        """The jobs that plan, in order; a worker also begins what is due every few minutes."""
        return self.rows(PLANNING.format(columns="status"))


class Done:
    """A process that has ended: its exit status and what it wrote."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    def begun(self) -> list[str]:
        """The jobs that plan, as a worker says that it has begun them."""
        return re.findall(r"Starting job (planning\.answer_calculation)\[", self.err)


def ended(process: subprocess.Popen[str]) -> Done:
    out, err = process.communicate(timeout=PATIENCE)
    return Done(process.returncode, out, err)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "alle").mkdir()
    with own_database(like=with_tables()) as (name, url):
        made = House(tmp_path, name, url)
        yield made
        for process in made.started:
            process.kill()
            process.communicate(timeout=PATIENCE)


@pytest.fixture
def folder(house: House) -> Path:
    return house.folder / "alle"


def without_seconds(folder: Path) -> dict[str, bytes]:
    """The plan files of a folder, but for how long each search took."""
    return {
        name: re.sub(rb'"seconds": [0-9.]+', b'"seconds": 0', data)
        for name, (data, _) in files(folder).items()
    }


def test_two_workers_share_the_work_and_make_the_same_files(house: House, folder: Path) -> None:
    names = small(folder, 6)
    alone = house.run("plan", "--many", "alle", "-o", "alleen", "--prices")
    workers = [house.start("worker", "--concurrency", 2) for _ in range(2)]
    together = house.run("plan", "--many", "alle", "-o", "samen", "--prices", "--jobs")
    for process in workers:
        process.terminate()
    done = [ended(process) for process in workers]
    assert (alone.status, together.status, [one.status for one in done]) == (0, 0, [0, 0])
    assert together.out.splitlines()[-2:] == [
        "6 problemen; 6 met een plan, waarvan 6 bewezen.",
        "De plannen staan in samen.",
    ]
    assert len(files(house.folder / "samen")) == 6
    assert without_seconds(house.folder / "samen") == without_seconds(house.folder / "alleen")
    assert house.calculations() == sorted((f"{name}.json", "done", 1) for name in names)
    assert sum(len(one.begun()) for one in done) == 6
    assert house.jobs() == []
    assert [one.out.splitlines() for one in done] == [
        ["De werker is begonnen, met 2 taken tegelijk.", "De werker is gestopt."]
    ] * 2


def test_asked_twice_and_not_waited_for_is_one_job_each(house: House, folder: Path) -> None:
    names = small(folder, 2)
    (folder / "fout.json").write_text("geen json")
    first = house.run("plan", "--many", "alle", "--jobs", "--no-wait")
    (folder / "fout.json").unlink()
    again = house.run("plan", "--many", "alle", "--jobs", "--no-wait")
    assert (first.status, first.err) == (
        2,
        "fout.json, regel 1: hier is het bestand niet te lezen (teken 1); is het heel?\n",
    )
    assert (again.status, again.err) == (0, "")
    assert [row[:2] for row in rows(again.out)] == [[name, "gevraagd, nog niet klaar"] for name in names]
    assert again.out.splitlines()[-3:] == [
        "2 problemen; 0 met een plan, waarvan 0 bewezen; 2 gevraagd.",
        "De plannen staan in alle.",
        AGAIN,
    ]
    assert house.jobs() == [("todo",), ("todo",)]
    worker = house.run("worker", "--until-empty")
    assert (worker.status, len(worker.begun()), house.jobs()) == (0, 2, [])
    last = house.run("plan", "--many", "alle", "--jobs", "--no-wait")
    assert (last.status, last.err) == (0, "")
    assert [wrong_with(folder, name) for name in names] == [[], []]


def test_a_plan_that_lies_there_and_suffices_is_not_asked_for(house: House, folder: Path) -> None:
    saved(folder, GOOD)
    house.run("plan", "--many", "alle")
    before = files(folder)
    done = house.run("plan", "--many", "alle", "--jobs")
    assert (done.status, rows(done.out)[0][:2]) == (0, ["p", "bewezen, lag er al"])
    assert (files(folder) == before, house.calculations()) == (True, [])


def test_a_worse_plan_of_a_worker_does_not_replace_a_better_one(house: House, folder: Path) -> None:
    saved(folder, GOOD)
    house.run("plan", "--many", "alle")
    before = files(folder)
    asking = "plan", "--many", "alle", "--jobs", "--prices", "--time-limit", "0"
    house.run(*asking, "--no-wait")
    house.run("worker", "--until-empty")
    done = house.run(*asking)
    assert (done.status, files(folder) == before) == (0, True)
    assert rows(done.out)[0][:2] == ["p", "bewezen, lag er al en is niet verbeterd"]


def running(house: House) -> list[tuple[Any, ...]]:
    return house.rows("SELECT 1 FROM planning_calculation WHERE status = 'running'")


@pytest.mark.long
@needs_proc
def test_kill_9_of_a_worker_and_another_one_finishes(house: House, folder: Path) -> None:
    long(folder, "b")
    asking = house.start("plan", "--many", "alle", "--jobs", "--gap", "0.005", "--time-limit", "30")
    first = house.start("worker", "--stalled-after", SILENT)
    wait_for(lambda: running(house))
    solvers = wait_for(lambda: solvers_of(first.pid))
    first.kill()
    ended(first)
    wait_for(lambda: not any(alive(pid) for pid in solvers))
    assert house.calculations() == [("b.json", "running", 1)]
    ((job, status),) = house.rows(PLANNING.format(columns="id, status"))
    assert status == "doing"
    second = house.start("worker", "--stalled-after", SILENT)
    done = ended(asking)
    second.terminate()
    other = ended(second)
    assert (done.status, other.status, len(other.begun())) == (0, 0, 1)
    assert other.err.count(f"job {job} is back in the queue: its worker is gone") == 1
    assert wrong_with(folder, "b") == []
    assert (house.calculations(), house.jobs()) == ([("b.json", "done", 2)], [])


@needs_proc
def test_a_worker_stands_back_for_who_answers_pages(house: House) -> None:
    worker = house.start("worker", "--concurrency", 1)
    assert worker.stdout is not None
    worker.stdout.readline()
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) == min(own + KINDNESS, 19)
    of_the_session = Path(f"/proc/{worker.pid}/autogroup")
    if of_the_session.exists() and (said := of_the_session.read_text().strip()):
        assert said.endswith(f" nice {KINDNESS}")


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_worker_that_is_stopped_gives_its_search_back(house: House, folder: Path, number: int) -> None:
    long(folder, "b")
    house.run("plan", "--many", "alle", "--jobs", "--no-wait")
    worker = house.start("worker")
    wait_for(lambda: running(house))
    solvers = wait_for(lambda: solvers_of(worker.pid))
    time.sleep(0.5)
    os.killpg(worker.pid, number)  # as systemd and a terminal do: to all its processes
    done = ended(worker)
    assert (done.status, done.out.splitlines()[-1]) == (0, "De werker is gestopt.")
    assert re.findall(r"(?s)Traceback.*", done.err) == []
    assert not any(alive(pid) for pid in solvers)
    assert (house.calculations(), house.jobs()) == ([("b.json", "waiting", 0)], [("todo",)])
    assert house.rows("SELECT count(*) FROM procrastinate_workers") == [(0,)]


@pytest.mark.long
def test_ctrl_c_ends_the_waiting_and_not_the_jobs(house: House, folder: Path) -> None:
    saved(folder, GOOD)
    asking = house.start("plan", "--many", "alle", "--jobs")
    wait_for(house.jobs)
    os.killpg(asking.pid, signal.SIGINT)
    stopped = ended(asking)
    assert stopped.status == 1
    assert stopped.err in {"", "Er is nu geen werker. Start er een met: doorlezen worker\n"}
    assert rows(stopped.out) == [["p", "gevraagd, nog niet klaar"]]
    assert stopped.out.splitlines()[-1] == AGAIN
    assert house.jobs() == [("todo",)]
    house.run("worker", "--until-empty")
    again = house.run("plan", "--many", "alle", "--jobs")
    assert (again.status, again.err, rows(again.out)[0][:2]) == (0, "", ["p", "bewezen"])
    assert wrong_with(folder, "p") == []


def test_who_waits_without_a_worker_is_told(house: House, folder: Path) -> None:
    saved(folder, GOOD)
    asking = house.start("plan", "--many", "alle", "--jobs")
    assert asking.stderr is not None
    assert asking.stderr.readline() == "Er is nu geen werker. Start er een met: doorlezen worker\n"
    house.run("worker", "--until-empty")
    done = ended(asking)
    assert (done.status, rows(done.out)[0][:2]) == (0, ["p", "bewezen"])


def test_a_worker_of_another_queue_leaves_plans_alone(house: House, folder: Path) -> None:
    saved(folder, GOOD)
    house.run("plan", "--many", "alle", "--jobs", "--no-wait")
    worker = house.run("worker", "--until-empty", "--queue", "mail", "--concurrency", 1)
    assert (worker.status, worker.begun(), house.jobs()) == (0, [], [("todo",)])
    assert worker.out.splitlines()[0] == "De werker is begonnen, met 1 taak tegelijk."


@pytest.mark.long
def test_workers_may_start_at_once_on_an_empty_database(tmp_path: Path) -> None:
    with own_database() as (name, url):
        made = House(tmp_path, name, url)
        workers = [made.start("worker", "--until-empty") for _ in range(3)]
        done = [ended(worker) for worker in workers]
        assert [(one.status, one.out.splitlines()[-1]) for one in done] == [(0, "De werker is gestopt.")] * 3
        assert made.calculations() == []


def test_a_worker_survives_that_its_connections_are_cut(house: House, folder: Path) -> None:
    """While it is still starting, again and again, and later, when it waits for work."""
    saved(folder, GOOD)
    worker = house.start("worker", "--stalled-after", SILENT)
    assert worker.stdout is not None
    assert worker.stdout.readline().startswith("De werker is begonnen")
    lost = 0
    for _ in range(20):
        lost += cut(house)
        time.sleep(0.1)
    first = house.run("plan", "--many", "alle", "--jobs")
    cut(house)
    small(folder, 1)
    second = house.run("plan", "--many", "alle", "--jobs")
    worker.terminate()
    done = ended(worker)
    assert lost >= 3
    assert [one.status for one in (first, second, done)] == [0, 0, 0]
    assert [row[1] for row in rows(first.out) + rows(second.out)] == [
        "bewezen",
        "bewezen",
        "bewezen, lag er al",
    ]
    assert house.jobs() == []


def cut(house: House) -> int:
    """Cut everybody's connections to the database; how many there were."""
    with connected() as connection:
        question = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        return connection.execute(question, [house.name]).rowcount


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("plan p.json --jobs -o q.json", "--jobs gaat over een map met problemen; geef ook --many"),
        (
            "plan --many alle --jobs --workers 2",
            "--workers gaat niet met --jobs; zeg het bij doorlezen worker --concurrency",
        ),
        ("plan --many alle --no-wait", "--no-wait kan alleen met --jobs"),
        (
            "plan --many alle --jobs --time-limit 1e12",
            "--time-limit: geef minder dan 1.000.000.000 seconden",
        ),
    ],
)
def test_bad_calls_are_one_line(here: Run, db: None, tmp_path: Path, arguments: str, line: str) -> None:
    (tmp_path / "alle").mkdir()
    saved(tmp_path / "alle", GOOD)
    done = here(*arguments.split())
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line + "\n")
    assert not Calculation.objects.exists()
