"""One request to an issuer, bounded in everything."""

import contextlib
import json
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore

from doorlezen.accounts.issuers.places import UnreachableError, parts_of, reachable

SECONDS = 6.0
"""For everything that one visit asks of an issuer together: the token, who it is, and keys if need be."""
MOST_BYTES = 100_000
AT_ONCE = 2
"""Issuers that one process of the site asks at the same moment: the others of its threads stay free."""
WAITS = 1.0
"""Seconds that a second visitor of the same issuer waits for the first; a third is told to come back."""

_until: ContextVar[float] = ContextVar("until")
_places = threading.BoundedSemaphore(AT_ONCE)
_doors: dict[str, "_Door"] = {}
_making = threading.Lock()


class BusyError(Exception):
    """So many are asking at this moment that this one has to come back."""


@dataclass(frozen=True)
class IssuerAnswer:
    """What an issuer said: a JSON object, and with which status."""

    status: int
    content: bytes

    @property
    def told(self) -> dict[str, Any]:
        """The object."""
        return object_of(self.content)


class _Door:
    """One at a time at an issuer, and one who waits."""

    def __init__(self) -> None:
        self.queue = threading.BoundedSemaphore(2)
        self.turn = threading.Lock()


@contextlib.contextmanager
def a_turn(issuer: str, *, seconds: float | None = None) -> Iterator[None]:
    """A stretch of time in which `ask` may be called. Raises BusyError, at once or nearly so."""
    with _making:
        door = _doors.setdefault(issuer, _Door())
    with contextlib.ExitStack() as leaving:
        _take(leaving, door.queue, wait=0)
        _take(leaving, door.turn, wait=WAITS)
        _take(leaving, _places, wait=0)
        mark = _until.set(time.monotonic() + (SECONDS if seconds is None else seconds))
        leaving.callback(_until.reset, mark)
        yield


def _take(leaving: contextlib.ExitStack, lock: Any, *, wait: float) -> None:
    if not (lock.acquire(timeout=wait) if wait else lock.acquire(blocking=False)):
        raise BusyError
    leaving.callback(lock.release)


def ask(
    method: str, url: str, *, headers: Mapping[str, str] | None = None, content: bytes | None = None
) -> IssuerAnswer:
    """Ask ``url``, inside `a_turn`. Raises UnreachableError when there is no answer of 200 or 4xx.

    No redirect is followed, nothing is unpacked, no proxy of the environment is used.
    """
    until = _until.get(0.0)
    parts = parts_of(url)
    port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = httpcore.URL(scheme=parts.scheme, host=parts.hostname or "", port=port, target=target)
    told = {"Accept": "application/json", **(headers or {}), "Accept-Encoding": "identity"}
    told = {name: value for name, value in told.items() if name.lower() not in {"host", "connection"}}
    backend = _Looked(until, plain=parts.scheme == "http")
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_context(), network_backend=backend) as pool,
            pool.stream(method, place, headers=list(told.items()), content=content) as response,
        ):
            if response.status != 200 and not 400 <= response.status < 500:
                raise UnreachableError(f"answered with {response.status}")
            names = {name.lower() for name, value in response.headers if value.lower() != b"identity"}
            if b"content-encoding" in names:
                raise UnreachableError("a packed answer")
            return IssuerAnswer(response.status, _at_most(response.iter_stream()))
    # httpcore lets what h11 or the TLS layer could not read through in more forms than it documents
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as wrong:
        raise UnreachableError(type(wrong).__name__) from wrong


def object_of(content: bytes) -> dict[str, Any]:
    """The JSON object that ``content`` is. Raises UnreachableError."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise UnreachableError("not JSON") from None
    if not isinstance(told, dict):
        raise UnreachableError("not a JSON object")
    return told


def _at_most(parts: Iterable[bytes]) -> bytes:
    content = b""
    for part in parts:
        content += part
        if len(content) > MOST_BYTES:
            raise UnreachableError("too much")
    return content


@cache
def _context() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context()


class _Looked(httpcore.NetworkBackend):
    """Looks a name up, judges where it leads, and connects to that address and no other."""

    def __init__(self, until: float, *, plain: bool) -> None:
        self._until, self._plain = until, plain
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        wrong: Exception = httpcore.ConnectError(host)
        for address in reachable(host, port, until=self._until, plain=self._plain):
            try:
                stream = self._system.connect_tcp(address, port, timeout=_left(self._until))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                wrong = failed
            else:
                return _Timed(stream, self._until)
        raise wrong


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends at one and the same moment."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=_left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=_left(self._until))
        return _Timed(stream, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left
