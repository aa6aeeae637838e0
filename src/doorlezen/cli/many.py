"""`doorlezen plan --many`: a plan beside every problem file in a folder.

By processes of this command, which needs no database, or with --jobs by workers.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.cli.printed import print_list
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, decimal, n, not_read, not_written, t

if TYPE_CHECKING:
    from doorlezen.planning.many import HowGood, Task, TaskAnswer

PLAN, SOURCES = ".plan.json", ".sources.json"

Planners = Callable[["Iterable[Task]", threading.Event], "Iterator[TaskAnswer]"]
"""Who answers tasks, in any order, until the event says stop."""


def by_processes(processes: int) -> Planners:
    """So many processes of our own."""

    def plan(tasks: "Iterable[Task]", stop: threading.Event) -> "Iterator[TaskAnswer]":
        from doorlezen.planning.processes import answers

        return answers(tasks, processes=processes, stop=stop)

    return plan


def by_workers(*, wait: bool) -> Planners:
    """The workers that are busy now or later (`doorlezen worker`); we wait for them, or only ask."""

    def plan(tasks: "Iterable[Task]", stop: threading.Event) -> "Iterator[TaskAnswer]":
        from doorlezen.cli.connecting import connect

        connect()
        from django.db import OperationalError

        from doorlezen.planning.domain.awaiting import answers

        try:
            yield from answers(tasks, stop=stop, wait=wait, begin_to_wait=_tell_without_worker)
        except OperationalError as wrong:
            first = str(wrong).strip().splitlines()[0]
            raise InputError(
                "DATABASE_URL", t("de database antwoordt niet: {reason}", reason=first)
            ) from wrong

    return plan


def _tell_without_worker() -> None:
    from doorlezen.desk.queue import workers_alive

    if not workers_alive():
        # not by click, which would write into the progress line instead of above it
        sys.stderr.write(t("Er is nu geen werker. Start er een met: doorlezen worker") + "\n")
        sys.stderr.flush()


def plan_many(folder: Path, into: Path, *, asked: "HowGood", planners: Planners, later: bool = False) -> int:
    """Write NAME.plan.json into ``into`` for every problem NAME.json in ``folder``; print what came out.

    Exit 0: each has a plan, or was asked for where ``later`` says that this is enough. Exit 1: at least one
    has none. Exit 2: at least one file was wrong.
    """
    from doorlezen.cli.solving import stops_on_interrupt
    from doorlezen.engine.allocation import Effort
    from doorlezen.planning.many import TaskOutcome

    paths = _problem_files(folder)
    _make(into)
    answers: dict[str, TaskAnswer] = {}
    search = Effort()
    with stops_on_interrupt(search.stop), _progress_line(len(paths)) as tell:
        for answer in _answered(paths, into, asked=asked, planners=planners, stop=search.stop):
            answers[answer.name] = answer
            tell(sum(done.outcome is not TaskOutcome.ASKED for done in answers.values()))
    rows = [answers.get(path.name) or _not_begun(path) for path in paths]
    rows = [row for row in rows if row.outcome is not TaskOutcome.NO_PROBLEM]
    if not rows:
        raise InputError(str(folder), t("in deze map staan geen problemen (bestanden op .json)"))
    _say(rows, into)
    if any(row.outcome is TaskOutcome.REFUSED for row in rows):
        return 2
    enough = {TaskOutcome.ASKED} if later else set()
    return 0 if all(row.objective is not None or row.outcome in enough for row in rows) else 1


def _problem_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(str(folder), t("dit is geen map; geef de map met de problemen"))
    paths = sorted(
        path
        for path in folder.iterdir()
        if path.name.endswith(".json") and not path.name.startswith(".") and path.is_file()
    )
    return [path for path in paths if not path.name.endswith((PLAN, SOURCES))]


def _make(folder: Path) -> None:
    """Make the folder for the plans; what cannot be made is refused before anything is computed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as wrong:
        raise InputError(str(folder), t("dit is geen map; geef een map voor de plannen")) from wrong
    except OSError as wrong:
        raise InputError(str(folder), t("niet geschreven: {reason}", reason=not_written(wrong))) from wrong


def _answered(
    paths: Sequence[Path], into: Path, *, asked: "HowGood", planners: Planners, stop: threading.Event
) -> "Iterator[TaskAnswer]":
    """An answer per file, in the order in which they are ready; a plan is on disk when its answer is here."""
    from doorlezen.planning.many import TaskOutcome

    unread: list[TaskAnswer] = []
    for answer in planners(_tasks(paths, into, asked, unread), stop):
        if answer.outcome is TaskOutcome.PLANNED and answer.file is not None:
            try:
                write_atomically(_plan_path(into, answer.name), answer.file)
            except InputError as wrong:
                yield _refused(answer.name, str(wrong))
                continue
        yield replace(answer, file=None)  # written: no need to keep hundreds in memory
    yield from unread


def _tasks(
    paths: Sequence[Path], into: Path, asked: "HowGood", unread: "list[TaskAnswer]"
) -> "Iterator[Task]":
    """The files, read one by one as they are needed; those that cannot be read are added to ``unread``."""
    from doorlezen.cli.solving import read_bytes
    from doorlezen.planning.many import Task

    for path in paths:
        before = _plan_path(into, path.name)
        try:
            yield Task(path.name, read_bytes(path), read_bytes(before) if before.is_file() else None, asked)
        except OSError as wrong:
            unread.append(_refused(path.name, f"{wrong.filename}: {not_read(wrong)}"))


def _plan_path(into: Path, name: str) -> Path:
    return into / (name.removesuffix(".json") + PLAN)


def _refused(name: str, line: str) -> "TaskAnswer":
    from doorlezen.planning.many import TaskAnswer, TaskOutcome

    return TaskAnswer(name, TaskOutcome.REFUSED, line=line)


def _not_begun(path: Path) -> "TaskAnswer":
    from doorlezen.planning.many import TaskAnswer, TaskOutcome

    return TaskAnswer(path.name, TaskOutcome.NOT_BEGUN)


@contextmanager
def _progress_line(of: int) -> Iterator[Callable[[int], None]]:
    """A line on a terminal that counts; nothing where the output goes to a file."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done: None
        return
    with console.status(t("{done} van {of} problemen klaar", done=0, of=of)) as status:
        yield lambda done: status.update(t("{done} van {of} problemen klaar", done=done, of=of))


def _say(rows: "Sequence[TaskAnswer]", into: Path) -> None:
    from doorlezen.planning.many import TaskOutcome

    columns: list[SheetColumn[TaskAnswer]] = [
        SheetColumn(t("Probleem"), lambda row: row.name.removesuffix(".json"), gives="wrap"),
        SheetColumn(t("Uitkomst"), _outcome, gives="wrap"),
        SheetColumn(t("Waarde"), lambda row: "" if row.objective is None else row.objective, "whole"),
        SheetColumn(t("Verschil"), lambda row: _decimal(row.gap, 100, 3, "%"), "figure"),
        SheetColumn(t("Seconden"), lambda row: _decimal(row.seconds, 1, 1), "figure"),
    ]
    print_list(columns, rows)
    click.echo()
    click.echo(_count(Counter(row.outcome for row in rows), Counter(row.status for row in rows), len(rows)))
    click.echo(t("De plannen staan in {folder}.", folder=into))
    if any(row.outcome is TaskOutcome.ASKED for row in rows):
        click.echo(t("Werkers rekenen verder. Geef dezelfde opdracht nog eens om op te halen wat klaar is."))
    for row in rows:
        if row.outcome is TaskOutcome.REFUSED:
            click.echo(" ".join(row.line.split()), err=True)


def _decimal(value: float | None, times: int, places: int, unit: str = "") -> str:
    return "" if value is None else decimal(Decimal(value) * times, places) + unit


def _outcome(row: "TaskAnswer") -> str:
    from doorlezen.planning.many import TaskOutcome

    match row.outcome:
        case TaskOutcome.NOT_BEGUN:
            return t("gestopt, nog geen plan")
        case TaskOutcome.REFUSED:
            return t("fout, zie onder")
        case TaskOutcome.ASKED:
            return t("gevraagd, nog niet klaar")
        case TaskOutcome.DIED:
            return t("onverwacht afgebroken")
        case TaskOutcome.REUSED:
            return t("{status}, lag er al", status=_status(row.status))
        case TaskOutcome.KEPT:
            return t("{status}, lag er al en is niet verbeterd", status=_status(row.status))
        case _:
            return _status(row.status)


def _status(status: str | None) -> str:
    return {
        "optimal": t("bewezen"),
        "feasible": t("geldig plan"),
        "infeasible": t("geen plan"),
        "unknown": t("de tijd was om"),
    }.get(status or "", "")


def _count(outcomes: "Mapping[str, int]", statuses: "Mapping[str | None, int]", of: int) -> str:
    with_plan = statuses["optimal"] + statuses["feasible"]
    parts = [
        n("{count} probleem", "{count} problemen", of),
        t("{plans} met een plan, waarvan {proven} bewezen", plans=with_plan, proven=statuses["optimal"]),
    ]
    if without := of - with_plan - outcomes["refused"] - outcomes["asked"]:
        parts.append(t("{count} zonder plan", count=without))
    if asked := outcomes["asked"]:
        parts.append(t("{count} gevraagd", count=asked))
    if refused := outcomes["refused"]:
        parts.append(t("{count} met een fout", count=refused))
    said = "; ".join(parts) + "."
    if reused := outcomes["reused"]:
        said += " " + n(
            "{count} uitkomst lag er al en is niet opnieuw berekend.",
            "{count} uitkomsten lagen er al en zijn niet opnieuw berekend.",
            reused,
        )
    return said
