"""Workers as processes, on the database of the tests."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
SILENT = 3
"""After so many seconds a worker of these tests is taken for gone."""


@contextmanager
def working(
    url: str, mail_port: int, log: Path, *, concurrency: int = 4
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker for mail. Killed at the end, when it is still there."""
    command = [sys.executable, "-m", "doorlezen.cli", "worker", "--queue", "mail"]
    options = ["--concurrency", str(concurrency), "--stalled-after", str(SILENT)]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*command, *options], env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(PATIENCE)


def wait_until_done(left: Callable[[], int], log: Path) -> None:
    """Ask how much is left until it is nothing. Fails when for PATIENCE it does not become less, with the end
    of what the workers said.
    """
    least, until = left(), time.monotonic() + PATIENCE
    while least:
        assert time.monotonic() < until, f"{least} left\n{log.read_text()[-2000:]}"
        time.sleep(0.05)
        now = left()
        if now < least:
            least, until = now, time.monotonic() + PATIENCE
