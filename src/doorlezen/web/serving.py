"""What the server of the site runs: Django in a number of threads, behind a loop that takes bodies in.

Who sends the body of a request a byte at a time would hold a thread for as long as they like, and a few of
them all threads. So the loop takes a body in, which waits for any number of them at once, within bounds of
size and time; a thread begins when all of it is there.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable
from typing import IO, Any, cast

from a2wsgi import WSGIMiddleware

from doorlezen.web.wsgi import application as django

FIRST_SECONDS = 20.0
"""Everybody has so long to send a body."""
LEAST_RATE = 20_000
"""And a second more for every so many bytes that have come: a slow line, and no slower."""
IN_MEMORY = 1_000_000
PIECE = 256 * 1024

Scope = dict[str, Any]
Event = dict[str, Any]
Receive = Callable[[], Any]
Send = Callable[[Event], Any]


class _TooSlowError(Exception):
    pass


class _TooLargeError(Exception):
    pass


class BoundedBodies:
    """An ASGI application that hands a request on when its body is there: at most ``megabytes`` of it.

    408 for a body that comes too slowly, 413 for one that is too large; both close the connection. A body
    that says beforehand that it is too large is not taken in at all: the pages behind this say so nicely.
    """

    def __init__(self, behind: Any, *, megabytes: int) -> None:
        self.behind = behind
        self.most = megabytes * 1_000_000

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _has_body(scope):
            await self.behind(scope, receive, send)
            return
        if (_length(scope) or 0) > self.most:
            await self.behind(scope, _nothing, send)
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                length = await self._take_in(receive, body)
            except _TooSlowError:
                await _refuse(send, 408)
                return
            except _TooLargeError:
                await _refuse(send, 413)
                return
            if length is None:  # the other side is gone
                return
            body.seek(0)
            await self.behind(_with_length(scope, length), _given(cast(IO[bytes], body), length), send)

    async def _take_in(self, receive: Receive, body: Any) -> int | None:
        """Write the body; its length, or None where its sender went away."""
        began = asyncio.get_running_loop().time()
        taken = 0
        while True:
            left = began + FIRST_SECONDS + taken / LEAST_RATE - asyncio.get_running_loop().time()
            try:
                event = await asyncio.wait_for(receive(), left)
            except TimeoutError:
                raise _TooSlowError from None
            if event["type"] != "http.request":
                return None
            piece = event.get("body", b"")
            taken += len(piece)
            if taken > self.most:
                raise _TooLargeError
            body.write(piece)
            if not event.get("more_body"):
                return taken


def _has_body(scope: Scope) -> bool:
    names = {name.lower() for name, _ in scope["headers"]}
    return b"transfer-encoding" in names or bool(_length(scope))


def _length(scope: Scope) -> int | None:
    for name, value in scope["headers"]:
        if name.lower() == b"content-length" and value.isdigit():
            return int(value)
    return None


def _with_length(scope: Scope, length: int) -> Scope:
    """The same request with the length that its body turned out to have: it may have come in chunks."""
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if name.lower() not in {b"content-length", b"transfer-encoding"}
    ]
    return {**scope, "headers": [*headers, (b"content-length", str(length).encode())]}


def _given(body: IO[bytes], length: int) -> Receive:
    left = length

    async def receive() -> Event:
        nonlocal left
        piece = body.read(PIECE)
        left -= len(piece)
        return {"type": "http.request", "body": piece, "more_body": left > 0 and bool(piece)}

    return receive


async def _nothing() -> Event:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _application() -> BoundedBodies:
    from django.conf import settings

    # `doorlezen serve` tells its processes so
    threads = int(os.environ.get("DOORLEZEN_SITE_THREADS", "4"))
    behind = WSGIMiddleware(cast(Any, django), workers=threads)
    return BoundedBodies(behind, megabytes=settings.UPLOAD_MEGABYTES)


application = _application()
