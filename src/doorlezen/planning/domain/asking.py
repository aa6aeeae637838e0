"""Ask for a plan: a calculation and the job that will answer it, both or neither."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.language import FieldError, t, whole
from doorlezen.planning.many import Asked
from doorlezen.planning.models import FINAL, Calculation, Status

TASK = "planning.answer_calculation"
QUEUE = "planning"
PRIORITY = -10
"""Below that of all other jobs: a search may take minutes, and a letter waits for nobody's search."""
LONGEST = Decimal(10**9)
"""No search is given more seconds than this, which is some thirty years."""


@transaction.atomic
def ask_for_plan(problem: bytes, *, name: str, asked: Asked) -> Calculation:
    """The calculation that answers this question, asked now or before; a worker answers it in its own time.

    ``name`` is what a refusal calls the problem. The same bytes with the same ``asked`` are one calculation:
    one that is done is given as it is, one that failed gets a new chance. Inside a transaction of the caller
    the job begins when that is committed. Raises FieldError where ``asked.seconds`` is beyond all measure.
    """
    calculation, _ = Calculation.objects.get_or_create(
        sha256=sha256(problem).hexdigest(),
        asked_gap=Decimal(str(asked.gap)).quantize(
            Decimal("1e-12"), ROUND_DOWN
        ),  # at least as near as was asked
        asked_seconds=_seconds(asked.seconds),
        asked_prices=asked.prices,
        defaults={"name": name, "problem": problem, "asked_at": timezone.now()},
    )
    calculation = Calculation.objects.select_for_update().get(pk=calculation.pk)
    if calculation.status == Status.FAILED:
        calculation.status, calculation.attempts, calculation.line = Status.WAITING, 0, ""
        calculation.ended_at = None
        calculation.save(update_fields=["status", "attempts", "line", "ended_at"])
    if calculation.status not in FINAL and not _has_job(calculation, "todo", "doing"):
        defer_job(calculation)
    return calculation


def defer_job(calculation: Calculation) -> None:
    """Put a job in the queue, unless one waits there. No two of one calculation are ever run side by side.

    Call it in the transaction that writes the calculation, while its row is locked.
    """
    if not _has_job(calculation, "todo"):
        key = _key(calculation)
        job = app.configure_task(TASK, queue=QUEUE, priority=PRIORITY, lock=key, queueing_lock=key)
        job.defer(calculation=calculation.pk)


def _has_job(calculation: Calculation, *statuses: str) -> bool:
    return bool(ProcrastinateJob.objects.filter(lock=_key(calculation), status__in=statuses).exists())


def _key(calculation: Calculation) -> str:
    return f"{TASK}:{calculation.pk}"


def _seconds(seconds: float | None) -> Decimal | None:
    if seconds is None:
        return None
    if seconds >= LONGEST:
        raise FieldError("time_limit", t("geef minder dan {most} seconden", most=whole(int(LONGEST))))
    return Decimal(str(seconds)).quantize(Decimal("0.001"), ROUND_UP)
