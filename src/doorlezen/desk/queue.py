"""The queue of jobs: what a worker does in its own time, asked for by the name of its task.

By name, so that who asks need not import who does it. The job is a row in the same database: it stands or
falls with the transaction that asks for it, and begins when that is committed.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Min, Q
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

ALIVE = datetime.timedelta(seconds=30)
"""A worker gives a sign of life well within this time, unless it was told otherwise."""
BACKGROUND = "background"
"""The queue of what takes minutes: a worker has places where nothing of it comes, for what takes less."""
_ONE_AT_A_TIME = 0x646F6F72
"""The number of a lock in the database that only `take_over_stalled` takes."""


def put(
    task: str, *, queue: str = "default", priority: int = 0, at: datetime.datetime | None = None, **given: Any
) -> None:
    """Put a job in the queue. ``priority``: more goes first. ``at``: not before. ``given``: to the task."""
    app.configure_task(task, queue=queue, priority=priority, schedule_at=at).defer(**given)


@dataclass(frozen=True)
class QueuePlace:
    """Where a job waits: in which queue, with which ``priority`` (more goes first), and whose ``turn`` it is.

    Of one turn one job runs at a time, and each next one lets others go first: so who asks for twenty things
    does not keep somebody waiting who asks for one. "": of nobody, only one of the same row at a time.
    """

    queue: str = "default"
    priority: int = 0
    turn: str = ""


def put_once(task: str, row: int, *, place: QueuePlace, beside_running: bool) -> None:
    """Put a job about ``row`` in the queue unless one waits there, or runs unless ``beside_running``.

    One that waits goes to the better of both places; one beside another that runs takes its place after it.
    No two of one row ever run side by side. Call it with the row locked.
    """
    key = f"{task}:{row}"
    jobs = ProcrastinateJob.objects.filter(queueing_lock=key)
    waiting = jobs.filter(status="todo").first()
    running = jobs.filter(status="doing").first()
    if waiting is not None:
        better = _behind_own(place)
        if running is None and better.priority > waiting.priority:
            found = ProcrastinateJob.objects.filter(pk=waiting.pk, status="todo")
            found.update(queue_name=better.queue, priority=better.priority, lock=better.turn or key)
    elif running is None:
        _defer(task, row, key, _behind_own(place))
    elif beside_running:
        # of the same turn, so that it does not begin before this one has ended
        _defer(task, row, key, QueuePlace(running.queue_name, running.priority, running.lock or key))


def _behind_own(place: QueuePlace) -> QueuePlace:
    """Behind what waits of the same turn; at its own priority where nothing does."""
    if not place.turn:
        return place
    own = ProcrastinateJob.objects.filter(lock=place.turn, status="todo")
    last = own.aggregate(last=Min("priority"))["last"]
    return place if last is None else replace(place, priority=min(place.priority, last - 1))


def _defer(task: str, row: int, key: str, place: QueuePlace) -> None:
    lock = place.turn or key
    app.configure_task(task, queue=place.queue, priority=place.priority, lock=lock, queueing_lock=key).defer(
        row=row
    )


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
