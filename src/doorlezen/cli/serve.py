"""`doorlezen serve`: the site, with as many processes as you like, until somebody says stop."""

import io
import os
import socket
from typing import TYPE_CHECKING

import click

from doorlezen.language import InputError, n, t

if TYPE_CHECKING:
    from doorlezen.cli.supervised import StandingServer

SITE_THREADS = "DOORLEZEN_SITE_THREADS"
THREADS = 4
"""More of them let slow readers wait for each other less, and take more connections to the database."""
PATIENCE = 20
"""Seconds for requests that are being answered when the site is told to stop."""


@click.command(help=t("Start de site. Stop met Ctrl-C."))
@click.option("--host", default="127.0.0.1", show_default=True, help=t("het adres waarop de site luistert"))
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=t("de poort daarbij")
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help=t("zoveel processen naast elkaar (standaard: een per kern, hoogstens vier)"),
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=THREADS,
    show_default=True,
    help=t("zoveel verzoeken tegelijk per proces, elk met een eigen verbinding met de database"),
)
def serve(host: str, port: int, workers: int | None, threads: int) -> int:
    """Exit 0: stopped because somebody asked. Nothing else stops it: a process that ends is replaced."""
    from doorlezen.cli.connecting import connect

    processes = workers or min(os.cpu_count() or 1, 4)
    connect()
    refuse_taken(host, port)
    _begin_or_end_the_demo()
    server = prepare(host, port, processes, threads)
    click.echo(
        n(
            "De site staat op {address}, met {count} proces.",
            "De site staat op {address}, met {count} processen.",
            processes,
            address=address(host, port),
        )
    )
    server.serve()
    click.echo(t("De site is gestopt."))
    return 0


def prepare(host: str, port: int, processes: int, threads: int) -> "StandingServer":
    """A server that is ready to start: files gathered, database known to the processes that it will start."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings

    from doorlezen.cli.supervised import StandingServer

    _look_over()
    call_command("gather", verbosity=0)
    # the processes use the database that this one has started or found, and leave its upkeep to this one
    os.environ["DATABASE_URL"] = settings.DATABASE_URL
    os.environ[SITE_THREADS] = str(threads)
    connections.close_all()
    return StandingServer(
        "doorlezen.web.serving:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=processes,
        backpressure=512,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_dictconfig={**settings.LOGGING},
        workers_kill_timeout=PATIENCE,
    )


def _begin_or_end_the_demo() -> None:
    from django.conf import settings

    from doorlezen.accounts.domain.demo import begin_or_end

    begin_or_end(demo=settings.DEMO)


def _look_over() -> None:
    """Refuse to open when something does not fit; behind https, tell as well what a public site lacks."""
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", deploy=settings.SECURE, stdout=io.StringIO())
    except SystemCheckError as wrong:
        raise InputError(t("instellingen"), str(wrong)) from wrong


def address(host: str, port: int) -> str:
    """What people type to get to the site."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def refuse_taken(host: str, port: int) -> None:
    """Raise InputError when the site cannot listen there, with what helps."""
    if not is_free(host, port):
        what = t("hier luistert al iets, of je mag hier niet luisteren; kies een andere met --port")
        raise InputError(f"{host}:{port}", what)


def is_free(host: str, port: int) -> bool:
    """Whether the site could listen there at this moment."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError:
        return False
    return True
