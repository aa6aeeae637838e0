"""`doorlezen worker`: does the jobs that others put in the queue; as many as you like, on many machines."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from doorlezen.language import InputError, n, t

if TYPE_CHECKING:
    from doorlezen.planning.processes import Solvers

_log = logging.getLogger("doorlezen.worker")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
TRIES = 5
"""So many times in a row a worker begins, a second apart, when the database cuts it off."""
STEADY = 60.0
"""A worker that went on for so many seconds has all its tries again."""
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
    from doorlezen.cli.database import connect

    connect()
    _tell_of_every_job()
    asked = Asked(concurrency or os.cpu_count() or 1, queues, until_empty, timedelta(seconds=stalled_after))
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


def _tell_of_every_job() -> None:
    """A line on standard error for every job that begins and ends; a site's own settings go first."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")  # journald and the like add the time
    for name in ("procrastinate.worker", _log.name):
        logging.getLogger(name).setLevel(logging.INFO)


@dataclass(frozen=True)
class Asked:
    """What a worker is told: jobs side by side, queues (none: all), when to stop, whom to take over from."""

    concurrency: int
    queues: Sequence[str]
    until_empty: bool
    silent: timedelta


async def _work(asked: Asked) -> bool:
    """Do jobs until somebody says stop, or until none waits; whether it ended for one of these reasons.

    When the database cuts it off, at its start or later, it begins again, a few times. Raises InputError.
    """
    from django.db import Error
    from procrastinate.exceptions import ConnectorException

    from doorlezen.planning.processes import Solvers

    # a job occupies a thread while its search runs in another process; one more is for taking over
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(asked.concurrency + 1))
    stop = threading.Event()
    with Solvers() as solvers:
        left = TRIES
        while not stop.is_set():
            begun = time.monotonic()
            try:
                await _until_it_ends(asked, solvers, stop)
                break
            except (ConnectorException, Error) as wrong:
                reason = (str(wrong.__cause__ or wrong).strip() or type(wrong).__name__).splitlines()[0]
                left = (TRIES if time.monotonic() - begun > STEADY else left) - 1
                if not left or stop.is_set():
                    what = t("de database antwoordt niet: {reason}", reason=reason)
                    raise InputError("DATABASE_URL", what) from wrong
                _log.warning("the database cut us off, beginning again: %s", reason)
            await asyncio.sleep(1)
    return stop.is_set() or asked.until_empty


async def _until_it_ends(asked: Asked, solvers: "Solvers", stop: threading.Event) -> None:
    from procrastinate.contrib.django import app

    # An app beside the one of Django, not in its place: what a job puts in the queue goes through Django's
    # own connection, and so in one transaction with what the job writes.
    jobs = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with jobs.open_async():
        await asyncio.to_thread(_take_over, asked.silent)
        await _until_stopped(jobs.run_worker_async(**_options(asked, solvers, stop)), asked, stop)


def _options(asked: Asked, solvers: "Solvers", stop: threading.Event) -> dict[str, Any]:
    silent = asked.silent.total_seconds()
    return {
        "queues": list(asked.queues) or None,
        "concurrency": asked.concurrency,
        "wait": not asked.until_empty,
        "additional_context": {"solvers": solvers, "stop": stop},
        "delete_jobs": "successful",  # what a job did is written where it belongs
        "install_signal_handlers": False,
        "update_heartbeat_interval": silent / BEATS,
        "stalled_worker_timeout": silent,
    }


async def _until_stopped(work: Coroutine[Any, Any, None], asked: Asked, stop: threading.Event) -> None:
    """Do the work. At the first Ctrl-C or SIGTERM: begin no job, end the searches. At the second: die."""
    loop = asyncio.get_running_loop()
    working = asyncio.ensure_future(work)

    def end() -> None:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        stop.set()
        working.cancel()  # Procrastinate takes it as: do not begin another one, and wait for those that run

    for number in _SIGNALS:
        loop.add_signal_handler(number, end)
    watching = asyncio.create_task(_watch(asked.silent))
    try:
        await working
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    finally:
        watching.cancel()


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

    from doorlezen.planning.domain.stalled import take_over_stalled

    close_old_connections()
    try:
        for job in take_over_stalled(silent):
            _log.warning("job %s is back in the queue: its worker is gone", job)
    finally:
        close_old_connections()
