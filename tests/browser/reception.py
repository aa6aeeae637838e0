"""Reception as a phone has it: a line to the site that breaks off, also in the middle of an answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

Line = Literal["good", "cut", "swallows", "halves", "busy"]
"""``cut``: nobody answers. ``swallows``: what is sent arrives, and no answer comes back. ``halves``: the
answer breaks off in the middle. ``busy``: something in between answers that the site is away."""
_AWAY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\nConnection: close\r\n\r\naway"


@dataclass
class Reception:
    """The way to the site; `line` may be changed at any moment, and open connections notice."""

    target: tuple[str, int]
    port: int = 0
    line: Line = "good"
    _open: set[socket.socket] = field(default_factory=set)

    @property
    def address(self) -> str:
        """Where the browser finds the site."""
        return f"http://127.0.0.1:{self.port}"

    def now(self, line: Line) -> None:
        """From here on it is so; what was under way is broken off."""
        self.line = line
        for one in list(self._open):
            _hang_up(one)

    def _serve(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(client,), daemon=True).start()

    def _one(self, client: socket.socket) -> None:
        self._open.add(client)
        try:
            if self.line == "cut":
                return
            if self.line == "busy":
                client.recv(65536)
                client.sendall(_AWAY)
                return
            with socket.create_connection(self.target) as site:
                self._open.add(site)
                up = threading.Thread(target=_pour, args=(client, site), daemon=True)
                up.start()
                try:
                    self._down(site, client)
                finally:
                    self._open.discard(site)
                    _hang_up(site)
        except OSError:
            pass
        finally:
            self._open.discard(client)
            _hang_up(client)
            client.close()

    def _down(self, site: socket.socket, client: socket.socket) -> None:
        while data := site.recv(65536):
            if self.line == "swallows":
                return
            if self.line == "halves":
                client.sendall(data[: len(data) // 2])
                return
            client.sendall(data)


def _hang_up(one: socket.socket) -> None:
    """Also where a thread still listens: closing alone would leave the line open until it hears something."""
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


def _pour(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


@contextmanager
def reception(address: str) -> Iterator[Reception]:
    """A line to the site at ``address`` ("http://127.0.0.1:8000")."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Reception((host, int(port)), listening.getsockname()[1])
        threading.Thread(target=line._serve, args=(listening,), daemon=True).start()
        yield line
        line.now("cut")
