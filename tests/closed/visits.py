"""Opening pages as somebody: what was answered, which words were in it, and what a GET wrote."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.closed.reading import words

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass(frozen=True)
class Visit:
    """What was answered: the status, all its words, its headers, where it leads on to."""

    address: str
    status: int
    text: str
    headers: dict[str, str]
    wrote: frozenset[str]
    """The tables that something was written to."""


def look(client: Client, address: str, *, method: str = "get", data: Any = None) -> Visit:
    """Open an address. Whatever that changes is taken back."""
    ask: Callable[..., Any] = getattr(client, method)
    with transaction.atomic():
        with _tables_written() as wrote:
            answer = ask(address, data or {})
        text = words(answer)
        transaction.set_rollback(True)
    return Visit(address, answer.status_code, text, dict(answer.headers), frozenset(wrote))


@contextmanager
def _tables_written() -> Iterator[set[str]]:
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if written := WRITES.match(sql):
            tables.add(written[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables
