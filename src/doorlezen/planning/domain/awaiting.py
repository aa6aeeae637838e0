"""Many problems at once, planned by workers: asked for here, and picked up when they are done."""

import threading
from collections.abc import Callable, Iterable, Iterator

from doorlezen.desk.work import WorkStatus
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.domain.queries import ended, problem_of
from doorlezen.planning.many import Task, TaskAnswer, TaskOutcome, settled, weighed
from doorlezen.planning.models import Calculation

LOOK = 0.5
"""How often, in seconds, we look what is done."""


def answers(
    tasks: Iterable[Task],
    *,
    stop: threading.Event,
    wait: bool = True,
    begin_to_wait: Callable[[], object] = lambda: None,
) -> Iterator[TaskAnswer]:
    """An answer to every task, like `planning.processes.answers`, in the order in which they are ready.

    First everything is asked for. Then we wait until all is done, or ``stop`` is set, or, unless ``wait``,
    not at all: what is not done by then is answered with ASKED, and its job goes on. ``begin_to_wait`` is
    called when there is something to wait for.
    """
    asked: dict[int, list[Task]] = {}
    for task in tasks:
        known = settled(task)
        if known is not None:
            yield known
        else:
            calculation = ask_for_plan(task.problem, name=task.name, asked=task.asked)
            asked.setdefault(calculation.pk, []).append(task._replace(problem=b""))  # it is in the database
        if stop.is_set():
            break
    yield from _ended(asked)
    if asked and wait:
        begin_to_wait()
        while asked and not stop.wait(LOOK):
            yield from _ended(asked)
    for several in asked.values():
        for task in several:
            yield TaskAnswer(task.name, TaskOutcome.ASKED)


def _ended(asked: dict[int, list[Task]]) -> Iterator[TaskAnswer]:
    """Take what is done out of ``asked``, and answer it."""
    for calculation in ended(asked):
        for task in asked.pop(calculation.pk):
            yield _answer(task, calculation)


def _answer(task: Task, calculation: Calculation) -> TaskAnswer:
    if calculation.status == WorkStatus.FAILED:
        return TaskAnswer(task.name, TaskOutcome.DIED)
    if calculation.status == WorkStatus.REFUSED or calculation.plan is None:
        return TaskAnswer(task.name, TaskOutcome.REFUSED, line=calculation.line)
    return weighed(task._replace(problem=problem_of(calculation.pk)), bytes(calculation.plan))
