"""Many problems at once: a plan for each, by several processes. Needs no files and no database."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from doorlezen.documents.fields import parse
from doorlezen.engine.allocation import (
    Effort,
    Plan,
    Problem,
    Progress,
    check,
    read_plan,
    read_problem,
    solve,
    write_plan,
)
from doorlezen.language import InputError


@dataclass(frozen=True)
class HowGood:
    """How good each plan has to be. ``seconds`` is per plan; None: as long as it takes."""

    gap: float = 0.0
    seconds: float | None = None
    prices: bool = False


Told = Callable[[Progress], None]
"""Hears how far a search is."""


class Task(NamedTuple):
    """A problem file by its name and bytes, and the plan file that lies beside it from before, if any."""

    name: str
    problem: bytes
    earlier: bytes | None
    asked: HowGood


class TaskOutcome(StrEnum):
    """What became of a task. This is the one place that lists them."""

    PLANNED = "planned"
    """Computed; the answer holds a plan file."""
    KEPT = "kept"
    """Computed, but stopped or out of time before it was better than the plan from before."""
    REUSED = "reused"
    """Not computed: the plan from before answers this very problem as well as was asked."""
    NOT_BEGUN = "not begun"
    """Stopped before there was anything to write."""
    REFUSED = "refused"
    """The problem file is wrong; ``line`` says where and what."""
    NO_PROBLEM = "no problem"
    """A file of Doorlezen that is something else, such as a plan."""
    ASKED = "asked"
    """A job of the workers: it waits for one of them, or one is computing it."""
    DIED = "died"
    """The process that computed it came to an unexpected end, as when memory runs out."""


@dataclass(frozen=True)
class TaskAnswer:
    """What became of one task. ``file`` holds the bytes to write: only with PLANNED.

    ``status`` to ``seconds`` are those of the plan that counts, new or from before.
    """

    name: str
    outcome: TaskOutcome
    status: str | None = None
    objective: int | None = None
    gap: float | None = None
    seconds: float | None = None
    file: bytes | None = None
    line: str = ""


def answer(task: Task, stop: threading.Event, told: Told = lambda _: None) -> TaskAnswer:
    """The plan for one problem, in one thread of the solver; ``stop`` ends the search from anywhere.

    ``told`` is called, from any thread, with every step of the search.
    """
    begun = _begin(task)
    if isinstance(begun, TaskAnswer):
        return begun
    effort = _effort(task.asked, stop)
    try:
        plan = solve(begun.problem, effort=effort, with_prices=task.asked.prices, progress=told)
    except InputError as wrong:  # numbers that are too large for exact arithmetic
        return TaskAnswer(task.name, TaskOutcome.REFUSED, line=f"{task.name}: {wrong.what}")
    if begun.earlier is not None and _is_no_better(plan, begun.earlier):
        return _about(task, TaskOutcome.KEPT, begun.earlier)
    if stop.is_set() and plan.status == "unknown":
        return TaskAnswer(task.name, TaskOutcome.NOT_BEGUN)
    return _about(task, TaskOutcome.PLANNED, plan, file=write_plan(plan))


def settled(task: Task) -> TaskAnswer | None:
    """The answer where nothing needs computing: the file is wrong or no problem, or the plan from before
    suffices. None: it has to be computed."""
    begun = _begin(task)
    return begun if isinstance(begun, TaskAnswer) else None


def weighed(task: Task, file: bytes) -> TaskAnswer:
    """What a plan file means that somebody else computed for this task: better than before, or not.

    Raises InputError where ``file`` is not a plan that can be read.
    """
    begun = _begin(task)
    if isinstance(begun, TaskAnswer):
        return begun
    plan = read_plan(file)
    if begun.earlier is not None and _is_no_better(plan, begun.earlier):
        return _about(task, TaskOutcome.KEPT, begun.earlier)
    return _about(task, TaskOutcome.PLANNED, plan, file=file)


class _Begun(NamedTuple):
    """A task that was read: its problem, and the plan from before, if that is right but does not suffice."""

    problem: Problem
    earlier: Plan | None


def _begin(task: Task) -> _Begun | TaskAnswer:
    try:
        if _is_something_else(task):
            return TaskAnswer(task.name, TaskOutcome.NO_PROBLEM)
        problem = read_problem(task.problem, name=task.name)
    except InputError as wrong:
        return TaskAnswer(task.name, TaskOutcome.REFUSED, line=str(wrong))
    earlier = _earlier(problem, task.earlier)
    if earlier is not None and _suffices(earlier, task.asked):
        return _about(task, TaskOutcome.REUSED, earlier)
    return _Begun(problem, earlier)


def _is_something_else(task: Task) -> bool:
    document = parse(task.problem, name=task.name)
    kind = document.get("format") if isinstance(document, dict) else None
    return isinstance(kind, str) and kind.startswith("doorlezen-") and "-problem/" not in kind


def _earlier(problem: Problem, data: bytes | None) -> Plan | None:
    """The plan from before, when it is a right plan of this very problem; otherwise None."""
    if data is None:
        return None
    try:
        plan = read_plan(data)
    except InputError:
        return None
    return None if check(problem, plan) else plan


def _suffices(plan: Plan, asked: HowGood) -> bool:
    """Whether nothing is left to compute. A proof that there is no plan is as final as the best plan."""
    if plan.status == "infeasible":
        return plan.conflict is not None
    near = plan.gap is not None and plan.gap <= asked.gap
    return near and (plan.prices is not None or not asked.prices)


def _is_no_better(plan: Plan, earlier: Plan) -> bool:
    """Whether the plan from before is at least as good."""
    return earlier.objective is not None and _worth(earlier) >= _worth(plan)


def _worth(plan: Plan) -> tuple[bool, int, float, bool]:
    """What makes one plan of a problem better than another: value, then proof, then prices."""
    gap = float("inf") if plan.gap is None else plan.gap
    return plan.objective is not None, plan.objective or 0, -gap, plan.prices is not None


def _effort(asked: HowGood, stop: threading.Event) -> Effort:
    deadline = None if asked.seconds is None else time.monotonic() + asked.seconds
    return Effort(gap=asked.gap, deadline=deadline, workers=1, stop=stop)


def _about(task: Task, outcome: TaskOutcome, plan: Plan, file: bytes | None = None) -> TaskAnswer:
    return TaskAnswer(task.name, outcome, plan.status, plan.objective, plan.gap, plan.seconds, file)
