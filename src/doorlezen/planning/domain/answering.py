"""Answer a calculation: what a worker does. The answer is written once, whatever happens to the worker."""

import threading
import uuid
from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from doorlezen.language import t
from doorlezen.planning.domain.asking import defer_job
from doorlezen.planning.many import Answer, Outcome, Task, settled
from doorlezen.planning.models import FINAL, Calculation, Status

MOST_ATTEMPTS = 3
"""So often a calculation is begun that ends its worker or solver each time; then it has failed."""

Search = Callable[[Task, threading.Event], Answer]
"""What finds a plan: `planning.many.answer`, or the same in another process (`planning.processes`)."""


def answer_calculation(calculation: int, *, search: Search, stop: threading.Event) -> None:
    """Compute the plan of a calculation by its id, and write what came out.

    Once ``stop`` is set the search ends. What it had by then is kept, and unless it is as good as was asked
    a new job goes on from there. Nothing is locked while the search runs: who begins gets a ``run``, and
    writes only if that is still the one in the row. So a worker that was taken for dead writes nothing.
    """
    run = _begin(calculation)
    if run is not None:
        _end(run, search(run.task, stop), stopped=stop.is_set())


class Run(NamedTuple):
    """One attempt at a calculation, by its token, with what the search needs."""

    calculation: int
    token: uuid.UUID
    task: Task


@transaction.atomic
def _begin(pk: int) -> Run | None:
    """Mark the calculation as ours; None where nothing is to be done any more."""
    calculation = Calculation.objects.select_for_update().get(pk=pk)
    if calculation.status in FINAL:
        return None
    if calculation.attempts >= MOST_ATTEMPTS:
        _fail(calculation)
        return None
    calculation.status = Status.RUNNING
    calculation.attempts += 1
    calculation.run = uuid.uuid4()
    calculation.begun_at = timezone.now()
    calculation.save(update_fields=["status", "attempts", "run", "begun_at"])
    earlier = None if calculation.plan is None else bytes(calculation.plan)
    task = Task(calculation.name, bytes(calculation.problem), earlier, calculation.asked)
    return Run(pk, calculation.run, task)


@transaction.atomic
def _end(run: Run, done: Answer, *, stopped: bool) -> None:
    calculation = Calculation.objects.select_for_update().filter(pk=run.calculation, run=run.token).first()
    if calculation is None:  # somebody else took it over
        return
    calculation.run = None
    if done.file is not None:
        calculation.plan = done.file
    if done.outcome in {Outcome.REFUSED, Outcome.NO_PROBLEM}:
        _refuse(calculation, done)
    elif stopped and not _suffices(calculation, run.task):
        calculation.attempts -= 1
        _give_back(calculation)
    elif done.outcome is Outcome.DIED and calculation.attempts >= MOST_ATTEMPTS:
        _fail(calculation)
    elif done.outcome is Outcome.DIED:
        _give_back(calculation)
    else:
        _finish(calculation, done)


def _suffices(calculation: Calculation, task: Task) -> bool:
    return (
        calculation.plan is not None and settled(task._replace(earlier=bytes(calculation.plan))) is not None
    )


def _give_back(calculation: Calculation) -> None:
    calculation.status = Status.WAITING
    calculation.save()
    defer_job(calculation)


def _refuse(calculation: Calculation, done: Answer) -> None:
    calculation.status = Status.REFUSED
    calculation.line = done.line or t(
        "{name}: dit is een ander bestand van Doorlezen, geen probleem", name=calculation.name
    )
    calculation.ended_at = timezone.now()
    calculation.save()


def _fail(calculation: Calculation) -> None:
    calculation.status = Status.FAILED
    calculation.run = None
    calculation.line = t(
        "{name}: het rekenen brak {count} keer onverwacht af; is er genoeg geheugen?",
        name=calculation.name,
        count=calculation.attempts,
    )
    calculation.ended_at = timezone.now()
    calculation.save()


def _finish(calculation: Calculation, done: Answer) -> None:
    calculation.status = Status.DONE
    calculation.plan_status = done.status or ""
    calculation.objective = done.objective
    calculation.gap = done.gap
    calculation.seconds = done.seconds
    calculation.ended_at = timezone.now()
    calculation.save()
