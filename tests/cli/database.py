"""A database of its own for a command that runs as a process, on the server that the tests already have."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from psycopg import sql


def connected(name: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    """A connection to one of the server's databases, each statement its own transaction."""
    server = settings.DATABASES["default"]
    return psycopg.connect(
        dbname=name, user=server["USER"], host=server["HOST"], port=server["PORT"] or None, autocommit=True
    )


@contextmanager
def own_database() -> Iterator[tuple[str, str]]:
    """Make an empty database and drop it at the end; gives its name and its DATABASE_URL."""
    server = settings.DATABASES["default"]
    name = f"doorlezen_{secrets.token_hex(4)}"
    with connected() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            query = urlencode({"host": server["HOST"]})
            yield name, f"postgresql://{server['USER']}@/{name}?{query}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
