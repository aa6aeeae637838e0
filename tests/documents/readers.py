"""Readers that go astray, each in its own way, for the process that has to hold them."""

import os
import signal
import time
from pathlib import Path

from doorlezen.language import InputError, current, t


def double(number: int) -> int:
    """A reader that does what it should."""
    return 2 * number


def refuse(what: str) -> None:
    """A reader that refuses its file."""
    raise InputError("lijst.csv, rij 3", what)


def months() -> tuple[str, str]:
    """The language in which a reader speaks."""
    return current(), t("deze cel is leeg")


def take(megabytes: int) -> int:
    """A reader that asks for memory."""
    return len(bytearray(megabytes * 2**20))


def endless() -> None:
    """A reader that never comes back."""
    while True:
        pass


def asleep() -> None:
    """A reader that waits for ever, without the processor."""
    time.sleep(3600)


def killed() -> None:
    """A reader whose process is gone in the middle of its work."""
    os.kill(os.getpid(), signal.SIGKILL)


def deep(levels: int) -> int:
    """A reader that goes down into itself."""
    return deep(levels - 1) + 1 if levels else 0


def talkative() -> str:
    """A reader that prints where its answer goes."""
    os.write(1, b"what a mess")
    print("what a mess")  # noqa: T201
    return "neat"


def wrong() -> None:
    """A reader with a fault of ours."""
    raise KeyError("nobody thought of this")


def surroundings() -> tuple[dict[str, str], list[str]]:
    """The environment of a reader and what it holds open."""
    held = [*Path("/proc/self/fd").iterdir()]
    return dict(os.environ), sorted(str(one.readlink()) for one in held if one.is_symlink())


def scribble(path: str) -> None:
    """A reader that writes to the disk."""
    Path(path).write_bytes(b"x")
