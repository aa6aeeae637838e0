"""Answer a calculation: what a worker does. The answer is written once, whatever happens to the worker."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import asdict

from doorlezen.desk.work import begin, end, ending, give_back, listening, try_again
from doorlezen.engine.allocation import Progress
from doorlezen.language import t
from doorlezen.planning.many import Task, TaskAnswer, TaskOutcome, Told, settled
from doorlezen.planning.models import Calculation
from doorlezen.planning.scenarios.keeping import keep_for_who_asked

Search = Callable[[Task, threading.Event, Told], TaskAnswer]
"""What finds a plan: `planning.many.answer`, or the same in another process (`planning.processes`)."""


def answer_calculation(calculation: int, *, search: Search, stop: threading.Event) -> None:
    """Compute the plan of a calculation by its id, and write what came out.

    Once ``stop`` is set, or somebody stops the calculation, the search ends. What it had by then is kept, and
    unless it is as good as was asked a new job goes on from there, or whoever asks again.
    """
    mine = begin(Calculation, calculation)
    if mine is None:
        return
    earlier = None if mine.plan is None else bytes(mine.plan)
    task = Task(mine.name, bytes(mine.problem), earlier, mine.asked)
    latest: deque[Progress] = deque(maxlen=1)
    with listening(mine, stop, lambda: asdict(latest[0]) if latest else None) as heard:
        done = search(task, heard, latest.append)  # from any thread, so nothing is written there
    with ending(mine) as row:
        if row is not None:
            _write(row, task, done, stopped=heard.is_set())
            keep_for_who_asked(row)


def _write(calculation: Calculation, task: Task, done: TaskAnswer, *, stopped: bool) -> None:
    best = task.earlier if done.file is None else done.file
    if done.outcome in {TaskOutcome.REFUSED, TaskOutcome.NO_PROBLEM}:
        other = t("{name}: dit is een ander bestand van Doorlezen, geen probleem", name=calculation.name)
        end(calculation, "refuse", line=done.line or other, plan=best)
    elif stopped and (best is None or settled(task._replace(earlier=best)) is None):
        give_back(calculation, plan=best)
    elif done.outcome is TaskOutcome.DIED:
        try_again(calculation, plan=best)
    else:
        end(
            calculation,
            "finish",
            plan=best,
            plan_status=done.status or "",
            objective=done.objective,
            gap=done.gap,
            seconds=done.seconds,
        )
