"""The queue of jobs: what a worker does in its own time, asked for by the name of its task.

By name, so that who asks need not import who does it. The job is a row in the same database: it stands or
falls with the transaction that asks for it, and begins when that is committed.
"""

import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

ALIVE = datetime.timedelta(seconds=30)
"""A worker gives a sign of life well within this time, unless it was told otherwise."""
_ONE_AT_A_TIME = 0x646F6F72
"""The number of a lock in the database that only `take_over_stalled` takes."""


def put(
    task: str, *, queue: str = "default", priority: int = 0, at: datetime.datetime | None = None, **given: Any
) -> None:
    """Put a job in the queue. ``priority``: more goes first. ``at``: not before. ``given``: to the task."""
    app.configure_task(task, queue=queue, priority=priority, schedule_at=at).defer(**given)


def put_once(task: str, row: int, *, queue: str, priority: int, beside_running: bool) -> None:
    """Put a job about ``row`` in the queue unless one waits there, or runs unless ``beside_running``.

    No two of one row ever run side by side. Call it with the row locked.
    """
    key = f"{task}:{row}"
    there = ("todo",) if beside_running else ("todo", "doing")
    if not ProcrastinateJob.objects.filter(lock=key, status__in=there).exists():
        app.configure_task(task, queue=queue, priority=priority, lock=key, queueing_lock=key).defer(row=row)


@transaction.atomic
def take_over_stalled(silent: datetime.timedelta) -> list[int]:
    """Give every job back to the queue whose worker was silent for so long; their ids. Of every queue.

    Procrastinate has a list of such jobs and a way to retry one, but between the two another worker may
    have given the job back already and a third begun it. So one at a time, and with the jobs locked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    gone = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=Now() - silent)
    jobs = ProcrastinateJob.objects.filter(gone, status="doing").order_by("id")
    stalled = [job.id for job in jobs.select_for_update(of=("self",), skip_locked=True)]
    for job in stalled:
        app.job_manager.retry_job_by_id(job, retry_at=timezone.now())
    return stalled


def workers_alive() -> int:
    """How many workers gave a sign of life not long ago."""
    return int(ProcrastinateWorker.objects.filter(last_heartbeat__gte=Now() - ALIVE).count())
