"""A real web site on this machine, that behaves as badly as it is told to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WHEN = "Mon, 03 Jun 2024 06:00:00 GMT"


@dataclass(frozen=True)
class Asked:
    """A request that came in."""

    path: str
    range: str | None
    if_range: str | None


Answer = Callable[["_Handler"], None]


@dataclass
class Site:
    """Answers per path, in turn; the last one is repeated. ``asked`` are the requests so far."""

    address: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def serve(self, path: str, *answers: Answer) -> str:
        """Answer requests for ``path`` with these, in turn. Returns the address."""
        self.answers[path] = list(answers)
        return self.address + path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(Asked(self.path, self.headers["Range"], self.headers["If-Range"]))
        answers = self.site.answers[self.path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send(self, status: int, body: bytes, *, at_most: int | None = None, **headers: object) -> None:
        """Send a body; with ``at_most`` the line is cut after so many bytes, though more was promised."""
        self.send_response(status)
        for name, value in {"Content-Length": len(body), "Connection": "close", **headers}.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body if at_most is None else body[:at_most])
        self.wfile.flush()


def file(
    data: bytes, *, etag: str | None = '"one"', cut_after: int | None = None, ranges: bool = True
) -> Answer:
    """Serve a file as a good server does: ranges, If-Range, ETag. ``cut_after`` drops the line half-way."""

    def answer(handler: _Handler) -> None:
        validators = {"ETag": etag, "Last_Modified": WHEN, "Accept_Ranges": "bytes" if ranges else "none"}
        asked, condition = handler.headers["Range"], handler.headers["If-Range"]
        if ranges and asked and condition in {None, etag, WHEN}:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(data):
                handler.send(416, b"", Content_Range=f"bytes */{len(data)}")
                return
            span = f"bytes {start}-{len(data) - 1}/{len(data)}"
            handler.send(206, data[start:], at_most=cut_after, Content_Range=span, **validators)
        else:
            handler.send(200, data, at_most=cut_after, **validators)

    return answer


def other_version(data: bytes, *, etag: str) -> Answer:
    """A server that ignores If-Range: sends the rest of another version of the file."""

    def answer(handler: _Handler) -> None:
        start = int((handler.headers["Range"] or "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {start}-{len(data) - 1}/{len(data)}"
        handler.send(206, data[start:], Content_Range=span, ETag=etag)

    return answer


def status(code: int, body: bytes = b"sorry", **headers: object) -> Answer:
    """Answer with this status."""
    return lambda handler: handler.send(code, body, **headers)


def without_length(data: bytes) -> Answer:
    """A body whose length is not said beforehand."""
    return lambda handler: handler.send(200, data, Content_Length=None)


@contextmanager
def running() -> Iterator[Site]:
    """A site on a free port of this machine, until the block ends."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
