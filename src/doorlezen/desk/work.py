"""Work that takes longer than a page may take: asked for once, done by a worker, whatever happens to it.

A row is the question, how far it is, and the answer. Nothing is locked while a worker is busy: who begins
gets a ``run``, and writes only if that is still the one in the row. So a worker that was taken for dead
writes nothing. A search that ends its worker each time is begun `MOST_ATTEMPTS` times.
"""

import contextlib
import datetime
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeVar

from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy
from procrastinate import RetryStrategy

from doorlezen.desk.queue import QueuePlace, put_once
from doorlezen.desk.states import States, Step
from doorlezen.language import t

LOOK = 1.0
"""How often, in seconds, is looked whether somebody stopped it."""
SILENT = datetime.timedelta(seconds=8)
"""A worker that gave no sign of life for so long is gone, or about to be taken for gone."""
MOST_ATTEMPTS = 3
"""So often work is begun that ends its worker each time; then it has failed."""
AGAIN = RetryStrategy(max_attempts=MOST_ATTEMPTS + 1, wait=10)
"""For jobs of work, when something other than the search breaks off, such as the connection to the database.
Once more than work may be begun, so that the last time it is told that it failed."""


class WorkStatus(models.TextChoices):
    """How far a piece of work is. All but the first two are final, until somebody asks again."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    """Somebody stopped it; asking again goes on from what was found."""
    DONE = "done"
    REFUSED = "refused"
    """There is no answer to this; ``line`` says where and what."""
    FAILED = "failed"
    """Begun several times and never brought to an end; asking again tries again."""


FINAL = frozenset(WorkStatus) - {WorkStatus.WAITING, WorkStatus.RUNNING}
_BUSY = gettext_lazy("hier werkt niemand meer aan")
STATES = States(
    "status",
    {
        "again": Step(
            {WorkStatus.FAILED, WorkStatus.STOPPED}, WorkStatus.WAITING, gettext_lazy("dit is al gevraagd")
        ),
        "begin": Step(
            {WorkStatus.WAITING, WorkStatus.RUNNING}, WorkStatus.RUNNING, gettext_lazy("dit is al klaar")
        ),
        "give back": Step({WorkStatus.RUNNING}, WorkStatus.WAITING, _BUSY),
        "stop": Step(
            {WorkStatus.WAITING, WorkStatus.RUNNING}, WorkStatus.STOPPED, gettext_lazy("dit is al klaar")
        ),
        "finish": Step({WorkStatus.RUNNING}, WorkStatus.DONE, _BUSY),
        "refuse": Step({WorkStatus.RUNNING}, WorkStatus.REFUSED, _BUSY),
        "fail": Step(
            {WorkStatus.WAITING, WorkStatus.RUNNING}, WorkStatus.FAILED, gettext_lazy("dit is al klaar")
        ),
    },
)


class Work(models.Model):
    """The question of a subclass, how far it is, and the answer. ``TASK`` names the job that does it."""

    TASK: ClassVar[str]
    PLACE: ClassVar[QueuePlace]
    """Where its jobs wait, unless who asks says otherwise."""

    asked_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=WorkStatus.choices, default=WorkStatus.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often it was begun, but for the times that a worker was stopped in an orderly way."""
    run = models.UUIDField(null=True)
    """Of the worker that is busy with it now: whoever holds another one may no longer write."""
    is_stopped = models.BooleanField(default=False)
    """Somebody stopped it: the worker that is busy with it ends as soon as it looks."""
    progress = models.JSONField(null=True)
    """How far the worker is, in the terms of the subclass: what it found, the bound, the gap."""
    begun_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    """The last sign of life of the worker that is busy with it."""
    ended_at = models.DateTimeField(null=True)
    line = models.TextField(blank=True)
    """Why there is no answer, as one line for people; only when refused or failed."""

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="running", run__isnull=False)
                | (~Q(status="running") & Q(run__isnull=True)),
                name="a_%(class)s_has_a_run_while_it_runs",
            )
        ]

    def is_silent(self, now: datetime.datetime) -> bool:
        """Whether a worker is busy with it that gives no sign of life any more: another will take over."""
        running = self.status == WorkStatus.RUNNING
        return running and self.heard_at is not None and now - self.heard_at > SILENT

    @property
    def broke_off(self) -> str:
        """The line for work that failed."""
        return t("Het uitrekenen brak onverwacht af. Je kunt het nog eens vragen.")


Asked = TypeVar("Asked", bound=Work)


def ask(work: Work, *, place: QueuePlace | None = None) -> None:
    """Have a worker do this, unless it is done or asked for already; what failed gets a new chance.

    What waits already comes forward where ``place`` is a better one. Call it in the transaction that writes
    the question.
    """
    status = _rows(work).select_for_update().values_list("status", flat=True).get()
    again = status in STATES.steps["again"].states
    if again:
        STATES.move(work, "again", attempts=0, line="", ended_at=None)
    elif status in FINAL:
        return
    _rows(work).filter(is_stopped=True).update(is_stopped=False)
    # what was stopped or failed has ended, though its job may be there for a moment still
    _put(work, place=place, beside_running=again)


@transaction.atomic
def stop(work: Work) -> None:
    """Have it stopped: at once where it waits, else as soon as its worker looks; what it found is kept.

    Raises InputError where it is done.
    """
    if STATES.check(work, "stop") == WorkStatus.WAITING:
        end(work, "stop")
    else:
        _rows(work).update(is_stopped=True)


@transaction.atomic
def begin(model: type[Asked], row: int) -> Asked | None:
    """Take a piece of work in hand; None where nothing is to be done any more, or it was thrown away."""
    work = model._base_manager.select_for_update().filter(pk=row).first()
    if work is None or work.status in FINAL:
        return None
    if work.is_stopped or work.attempts >= MOST_ATTEMPTS:
        try_again(work)
        return None
    run, now = uuid.uuid4(), timezone.now()
    STATES.move(work, "begin", attempts=work.attempts + 1, run=run, begun_at=now, heard_at=now, progress=None)
    return work


def tell(mine: Work, progress: object = None) -> None:
    """Give a sign of life, and write how far it is for who waits; not where somebody else took it over."""
    further = {} if progress is None else {"progress": progress}
    _rows(mine).filter(run=mine.run).update(heard_at=Now(), **further)


@contextlib.contextmanager
def listening(
    mine: Work, stop: threading.Event, how_far: Callable[[], object] = lambda: None
) -> Iterator[threading.Event]:
    """What a search looks at: it is set when the worker has to ``stop``, or when this work is stopped.

    Meanwhile it tells now and then that somebody is busy with it, and ``how_far`` that is.
    """
    heard, over = threading.Event(), threading.Event()

    def listen() -> None:
        while not (heard.is_set() or over.wait(LOOK)):
            tell(mine, how_far())
            if stop.is_set() or _rows(mine).filter(run=mine.run, is_stopped=True).exists():
                heard.set()
        connection.close()

    if stop.is_set():
        heard.set()
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield heard
    finally:
        over.set()
        listener.join()
        if stop.is_set():  # since it was last looked at: what ends a worker may end its search as well
            heard.set()


@contextlib.contextmanager
def ending(mine: Asked) -> Iterator[Asked | None]:
    """The row of what was begun, locked, to `end` it or to give it back in one transaction; None: somebody
    else took it over."""
    with transaction.atomic():
        yield _rows(mine).select_for_update().filter(run=mine.run).order_by("pk").first()


def end(work: Work, step: str, **answer: Any) -> None:
    """ "finish", "refuse" or "fail", with the answer."""
    STATES.move(work, step, run=None, ended_at=timezone.now(), **answer)


def give_back(work: Work, **found: Any) -> None:
    """The search was ended in an orderly way: another goes on from what was ``found``."""
    work.attempts -= 1
    try_again(work, attempts=work.attempts, **found)


def try_again(work: Work, **found: Any) -> None:
    """The search died: another begins, unless that happened too often or somebody stopped it."""
    if work.is_stopped:
        end(work, "stop", **found)
    elif work.attempts >= MOST_ATTEMPTS:
        end(work, "fail", line=work.broke_off, **found)
    else:
        STATES.move(work, "give back", run=None, **found)
        _put(work, beside_running=True)


def _put(work: Work, *, beside_running: bool, place: QueuePlace | None = None) -> None:
    put_once(work.TASK, work.pk, place=place or work.PLACE, beside_running=beside_running)


def _rows(work: Work) -> "models.QuerySet[Any]":
    return type(work)._base_manager.filter(pk=work.pk)
