"""Databases of their own for commands that run as processes, on the one embedded server of the tests.

Making the tables takes two seconds; copying a database that has them a twentieth. So the tables are made once
for each state of the migrations, in a database that nobody uses otherwise, and every other one is its copy.
"""

import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql
from pytest_django import DjangoDbBlocker

import doorlezen

_MAKING = 0x746573747
"""The number of a lock in the server: one process at a time makes the tables."""
_KEPT = "doorlezen_tables_"


def connected(name: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    """A connection to one of the server's databases, each statement its own transaction."""
    server = settings.DATABASES["default"]
    return psycopg.connect(
        dbname=name, user=server["USER"], host=server["HOST"], port=server["PORT"] or None, autocommit=True
    )


def url_of(name: str) -> str:
    """The DATABASE_URL of one of the server's databases."""
    server = settings.DATABASES["default"]
    return f"postgresql://{server['USER']}@/{name}?{urlencode({'host': server['HOST']})}"


def without_waiting_for_the_disk() -> None:
    """The embedded server of the tests need not survive that this machine loses its power."""
    if os.environ.get("DATABASE_URL"):
        return  # somebody's own server
    with connected() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def with_tables() -> str:
    """The name of a database that has today's tables and nothing in them; made where it is not there yet."""
    name = _KEPT + _state_of_the_migrations()
    with connected() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_MAKING])
        there = [row[0] for row in connection.execute("SELECT datname FROM pg_database ORDER BY datname")]
        if name not in there:
            for old in there:
                if str(old).startswith(_KEPT):
                    _drop(connection, str(old))
            _create(connection, f"{name}_half")
            _make_tables(f"{name}_half")
            both = sql.Identifier(f"{name}_half"), sql.Identifier(name)
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*both))
    return name


@contextmanager
def for_several(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is put in the database of the tests meanwhile is there for several tests, then taken back.

    For a fixture of a module or folder that makes a dear world once. Each of its tests takes back what it
    does itself, as ever; none of them may have transactions of its own.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


STAYS = ("django_content_type", "auth_permission")
"""What migrating fills, and every test finds."""


def emptied(_: object = None) -> None:
    """Empty the database of the tests, where tests have committed to it.

    Django would throw away the files of all tables, make new ones and fill again what migrating fills: twenty
    times as much work. Most tables are empty already; triggers (of the audit trail: nothing goes) do not run.
    """
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("; ".join(f'DELETE FROM "{name}"' for name in sorted(tables) if name not in STAYS))


@contextmanager
def own_database(*, like: str | None = None) -> Iterator[tuple[str, str]]:
    """Make a database and drop it at the end; gives its name and its DATABASE_URL.

    It is a copy of ``like``, and empty where that is not given.
    """
    name = f"doorlezen_{secrets.token_hex(4)}"
    with connected() as connection:
        _create(connection, name, like)
        try:
            yield name, url_of(name)
        finally:
            _drop(connection, name)


def _create(connection: psycopg.Connection[tuple[object, ...]], name: str, like: str | None = None) -> None:
    both = sql.Identifier(name), sql.Identifier(like or "template1")
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(*both))


def _drop(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _make_tables(name: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env={
            **os.environ,
            "DATABASE_URL": url_of(name),
            "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
        },
        check=True,
        timeout=300,
    )


def _state_of_the_migrations() -> str:
    """Sixteen digits that change with any migration of ours, and with whatever else is installed."""
    ours = Path(doorlezen.__file__).parent
    locked = Path(__file__).parent.parent / "requirements.lock"
    files = [locked, *sorted(path for path in ours.rglob("*.py") if path.parent.name == "migrations")]
    told = b"".join(str(path).encode() + path.read_bytes() for path in files)
    return hashlib.sha256(told).hexdigest()[:16]
