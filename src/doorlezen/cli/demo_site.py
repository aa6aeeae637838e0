"""The site of the demo and a worker beside it, until somebody says stop."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from doorlezen.cli.serve import address, is_free
from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from doorlezen.accounts.domain.demo import DemoPerson

HOST = "127.0.0.1"
TRIED = 20
"""So many ports are tried, from the one that was asked for."""
OPENS_WITHIN = 60
ENDS_WITHIN = 30
"""Seconds."""


def open_site(directory: Path, *, port: int, people: "Iterable[DemoPerson]") -> int:
    """Start the site and a worker, tell where and as whom to look around, and wait for Ctrl-C or SIGTERM.

    Nothing is left running. Their logs go to ``directory``/log. Returns 0, or 1 when one ended by itself.
    """
    free = _free_port(port)
    if free != port:
        click.echo(t("Op poort {port} luistert al iets; de site komt op {free}.", port=port, free=free))
    where = address(HOST, free)
    log = directory / "log"
    log.mkdir(parents=True, exist_ok=True)
    with _until_told_to_stop() as told, contextlib.ExitStack() as running:
        site = running.enter_context(_running(log / "site.log", where, "serve", "--port", str(free)))
        worker = running.enter_context(_running(log / "worker.log", where, "worker", "--concurrency", "1"))
        if _wait_until_open(site, where, told):
            _tell(where, log, people)
        while not told.stop and site.poll() is None and worker.poll() is None:
            time.sleep(0.2)
        by_itself = not told.stop
    if by_itself:
        click.echo(t("De site is uit zichzelf gestopt; {log} zegt waarom.", log=log), err=True)
        return 1
    click.echo(t("De site is gestopt."))
    return 0


class _Told:
    stop = False


@contextlib.contextmanager
def _until_told_to_stop() -> "Iterator[_Told]":
    """Ctrl-C and SIGTERM do no more than set ``stop``; the second one ends this process as usual."""
    told = _Told()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def note(number: int, frame: FrameType | None) -> None:
        told.stop = True
        for one, handler in before.items():
            signal.signal(one, handler)

    for number in before:
        signal.signal(number, note)
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _running(log: Path, where: str, *words: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A `doorlezen` command beside this one, out of reach of the terminal's Ctrl-C; it ends with this."""
    from django.conf import settings
    from django.db import connections

    own = {
        "DATABASE_URL": settings.DATABASE_URL,
        "DOORLEZEN_ADDRESS": where,
        "DOORLEZEN_DEMO": "1",
    }
    connections.close_all()
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "doorlezen.cli", *words],
            env={**os.environ, **own},
            stdout=lines,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port(first: int) -> int:
    """The first port from ``first`` that nobody listens on. Raises InputError when there is none near."""
    for port in range(first, min(first + TRIED, 65536)):
        if is_free(HOST, port):
            return port
    raise InputError("--port", t("hier en op de poorten erna luistert al iets; kies een andere"))


def _wait_until_open(site: "subprocess.Popen[bytes]", where: str, told: _Told) -> bool:
    import httpx

    until = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < until and site.poll() is None and not told.stop:
        try:
            return httpx.get(f"{where}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            time.sleep(0.2)
    return False


def _tell(where: str, log: Path, people: "Iterable[DemoPerson]") -> None:
    """The address, and as whom one can look around."""
    click.echo()
    click.secho(t("De site staat op {address}", address=where), bold=True)
    click.echo(t("Op de voorpagina log je met één klik in als een van deze mensen:"))
    for organisation, there in groupby(people, key=lambda one: one.organisation):
        roles = ", ".join(f"{one.role.label} {one.person.name}" for one in there)
        click.echo(f"  {organisation.name}: {roles}")
    click.echo(t("Wat de site doet staat in {log}. Stop met Ctrl-C.", log=log))
