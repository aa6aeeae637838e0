"""Opening pages as somebody: what was answered, which words were in it, and what a GET wrote."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.closed.reading import words

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)

WRITTEN_BY_A_GET = {"desk_event", "desk_eventwords", "accounts_cache"}
"""That somebody looked with administrator rights, or took names along in a file, is written down; and a
drawing that was made is kept for the next one."""


@dataclass(frozen=True)
class Visit:
    """What was answered: the status, all its words, its headers, where it leads on to."""

    method: str
    address: str
    status: int
    text: str
    headers: dict[str, str]
    wrote: frozenset[str]
    """The tables that something was written to."""


def look(client: Client, address: str, *, method: str = "get", data: Any = None) -> Visit:
    """Open an address, or send a form that says nothing. Whatever that changes is taken back.

    What the browser keeps is taken back as well: a message for the next page, a login that ended.
    """
    cookies = copy(client.cookies)
    ask: Callable[..., Any] = getattr(client, method)
    with transaction.atomic():
        with tables_written() as wrote:
            answer = ask(address, data if method == "get" else {"csrfmiddlewaretoken": "x", **(data or {})})
        text = words(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return Visit(method, address, answer.status_code, text, dict(answer.headers), frozenset(wrote))


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """The tables that something is written to meanwhile."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if written := WRITES.match(sql):
            tables.add(written[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables
