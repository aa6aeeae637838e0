"""`doorlezen worker`: does the jobs that others put in the queue; as many as you like, on many machines."""

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doorlezen.language import InputError, n, t

if TYPE_CHECKING:
    from procrastinate import App

    from doorlezen.planning.processes import Solvers

_log = logging.getLogger("doorlezen.worker")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds before each next try when the database cuts a worker off: long enough for one that restarts."""
PATIENCE = 10.0
"""Seconds that a worker waits for one connection to the database before it takes itself for cut off."""
STEADY = 60.0
"""A worker that went on for so many seconds has all its tries again."""
KINDNESS = 19
"""How far a worker and its searches stand back for who answers pages on the same machine (see nice(1)): as
far as there is. At 10 reading pages took twice as long beside twenty calculations (docs/speed.md)."""
KEPT_FREE = 3
"""So many places more have a worker where nothing comes of the queue of what takes minutes. So that what
somebody waits for begins at once: of two libraries and of a visitor, as each has one turn at a time."""
BEATS = 3
"""A worker gives so many signs of life in the time after which it is taken for gone."""


@click.command(help=t("Voer taken uit die in de wachtrij staan, zoals plannen. Stop met Ctrl-C."))
@click.option(
    "--concurrency", type=click.IntRange(min=1), help=t("zoveel taken tegelijk (standaard: alle kernen)")
)
@click.option("--queue", "queues", multiple=True, help=t("alleen deze wachtrij; mag vaker"))
@click.option("--until-empty", is_flag=True, help=t("stop zodra er niets meer wacht"))
@click.option(
    "--stalled-after",
    type=click.IntRange(min=BEATS),
    default=30,
    show_default=True,
    help=t("neem taken over van een werker die zoveel seconden niets liet horen"),
)
def worker(concurrency: int | None, queues: tuple[str, ...], until_empty: bool, stalled_after: int) -> int:
    """Exit 0: stopped because somebody asked, or because nothing waited. Exit 1: for another reason."""
    from doorlezen.cli.connecting import connect

    connect()
    _stand_back()
    _tell_of_every_job()
    asked = Orders(concurrency or os.cpu_count() or 1, queues, until_empty, timedelta(seconds=stalled_after))
    click.echo(
        n(
            "De werker is begonnen, met {count} taak tegelijk.",
            "De werker is begonnen, met {count} taken tegelijk.",
            asked.concurrency,
        )
    )
    sound = asyncio.run(_work(asked))
    click.echo(t("De werker is gestopt."))
    return 0 if sound else 1


def _stand_back() -> None:
    """Let who answers pages go first. Linux weighs sessions against each other before processes, so one that
    is alone in its session, as a service is, says it of the session too."""
    os.nice(KINDNESS)
    if os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):  # not there on other systems
            Path("/proc/self/autogroup").write_text(str(KINDNESS))


def _tell_of_every_job() -> None:
    """A line on standard error for every job that begins and ends; a site's own settings go first."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")  # journald and the like add the time
    for name in ("procrastinate.worker", _log.name):
        logging.getLogger(name).setLevel(logging.INFO)


@dataclass(frozen=True)
class Orders:
    """What a worker is told: jobs side by side, queues (none: all), when to stop, whom to take over from."""

    concurrency: int
    queues: Sequence[str]
    until_empty: bool
    silent: timedelta


async def _work(asked: Orders) -> bool:
    """Do jobs until somebody says stop, or until none waits; whether it ended for one of these reasons.

    At the first Ctrl-C or SIGTERM: begin no job, end the searches. At the second: die. Raises InputError.
    """
    from doorlezen.planning.processes import Solvers

    # a job occupies a thread while its search runs in another process; one more is for taking over
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(asked.concurrency + KEPT_FREE + 1))
    stop = threading.Event()
    with Solvers() as solvers:
        working = asyncio.ensure_future(_keep_on(asked, solvers, stop))

        def end() -> None:
            for number in _SIGNALS:
                loop.remove_signal_handler(number)
                signal.signal(number, signal.SIG_DFL)
            stop.set()
            working.cancel()  # Procrastinate takes it as: begin no other one, and wait for those that run

        for number in _SIGNALS:
            loop.add_signal_handler(number, end)
        try:
            await working
        except asyncio.CancelledError:
            if not stop.is_set():
                raise
    return stop.is_set() or asked.until_empty


async def _keep_on(asked: Orders, solvers: "Solvers", stop: threading.Event) -> None:
    """Do jobs; begin again, later each time, when the database cuts us off. Raises InputError at the last."""
    from django.db import Error
    from procrastinate.exceptions import ConnectorException

    waits = iter(WAITS)
    while True:
        begun = time.monotonic()
        try:
            await _until_it_ends(asked, solvers, stop)
            if asked.until_empty:
                return
            reason, wrong = "a worker ends of itself when it cannot listen, or plan what is due", None
        except (ConnectorException, Error) as cut:
            reason = (str(cut.__cause__ or cut).strip() or type(cut).__name__).splitlines()[0]
            wrong = cut
        waits = iter(WAITS) if time.monotonic() - begun > STEADY else waits
        wait = next(waits, None)
        if wait is None or stop.is_set():
            raise InputError(
                "DATABASE_URL", t("de database antwoordt niet: {reason}", reason=reason)
            ) from wrong
        _log.warning("the database cut us off, beginning again in %s s: %s", wait, reason)
        await asyncio.sleep(wait)


async def _until_it_ends(asked: Orders, solvers: "Solvers", stop: threading.Event) -> None:
    from asgiref.sync import sync_to_async
    from django.db import connections
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app, connector_params

    # Connections that were cut come back as errors when they are used next, of no use to anybody.
    await sync_to_async(connections.close_all)()
    # An app beside the one of Django, not in its place: what a job puts in the queue goes through Django's
    # own connection, and so in one transaction with what the job writes.
    jobs = app.with_connector(PsycopgConnector(kwargs=connector_params(), timeout=PATIENCE))
    async with jobs.open_async():
        await asyncio.to_thread(_take_over, asked.silent)
        watching = asyncio.create_task(_watch(asked.silent))
        try:
            await _in_all_places(jobs, asked, {"solvers": solvers, "stop": stop})
        finally:
            watching.cancel()


async def _in_all_places(jobs: "App", asked: Orders, context: dict[str, Any]) -> None:
    """Do jobs in places for everything, and beside them in some where no job takes minutes.

    When one of the two ends by itself the other ends as well: it was the database that cut them off.
    """
    options = {**_options(asked), "additional_context": context}
    every = {**options, "queues": list(asked.queues) or None, "concurrency": asked.concurrency}
    places = [asyncio.ensure_future(jobs.run_worker_async(**every))]
    if quick := _quick_queues(jobs, asked):
        kept_free = {**options, "queues": quick, "concurrency": KEPT_FREE}
        places.append(asyncio.ensure_future(jobs.run_worker_async(**kept_free)))
    try:
        await asyncio.wait(places, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for place in places:
            place.cancel()  # Procrastinate takes it as: begin no other job, and wait for those that run
        ended = await asyncio.gather(*places, return_exceptions=True)
    for wrong in ended:
        if isinstance(wrong, Exception):
            raise wrong


def _quick_queues(jobs: "App", asked: Orders) -> list[str]:
    """The queues of the places that are kept free; none where a worker does nothing that takes minutes, or
    ends when nothing waits any more."""
    from doorlezen.desk.queue import BACKGROUND

    queues = set(asked.queues) or {task.queue for task in jobs.tasks.values()}
    return [] if asked.until_empty or BACKGROUND not in queues else sorted(queues - {BACKGROUND})


def _options(asked: Orders) -> dict[str, Any]:
    silent = asked.silent.total_seconds()
    return {
        "wait": not asked.until_empty,
        "delete_jobs": "successful",  # what a job did is written where it belongs
        "install_signal_handlers": False,
        "update_heartbeat_interval": silent / BEATS,
        "stalled_worker_timeout": silent,
    }


async def _watch(silent: timedelta) -> None:
    """Take over from workers that are gone, for ever."""
    from django.db import Error

    while True:
        await asyncio.sleep(silent.total_seconds() / BEATS)
        try:
            await asyncio.to_thread(_take_over, silent)
        except Error as wrong:  # the worker itself will notice when this lasts
            _log.warning("could not look for jobs of workers that are gone: %s", wrong)


def _take_over(silent: timedelta) -> None:
    from django.db import close_old_connections

    from doorlezen.desk.queue import take_over_stalled

    close_old_connections()
    try:
        for job in take_over_stalled(silent):
            _log.warning("job %s is back in the queue: its worker is gone", job)
    finally:
        close_old_connections()
