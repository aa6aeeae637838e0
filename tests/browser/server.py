"""The site as it runs in production, on a free port of this machine, with any database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

STARTED_WITHIN = 240.0
STOPPED_WITHIN = 45


@dataclass(frozen=True)
class Site:
    """A running site: ``address`` without a slash at the end, ``log`` where its lines go."""

    address: str
    log: Path

    def at(self, path: str) -> str:
        """The whole address of ``path`` ("/o/…/")."""
        return self.address + path


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(url: str, folder: Path, *, workers: int = 1, **environment: str) -> Iterator[Site]:
    """The site on the database ``url``, in ``workers`` processes; its log goes to ``folder``."""
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder / "site.log")
    with site.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "doorlezen.cli", "serve", "--port", str(port), "--workers", str(workers)],
            env={
                **os.environ,
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
                "DOORLEZEN_ADDRESS": site.address,
                **environment,
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_it_answers(process, site)
            yield site
        finally:
            process.terminate()
            try:
                process.wait(STOPPED_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise


def _wait_until_it_answers(process: subprocess.Popen[bytes], site: Site) -> None:
    until = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            httpx.get(site.at("/readyz"), timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the site did not start:\n{site.log.read_text()[-4000:]}")
