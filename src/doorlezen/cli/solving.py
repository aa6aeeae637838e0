"""What every command that reads problems and lets an engine work on them needs."""

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doorlezen.language import t

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Effort


class FiniteRange(click.FloatRange):
    """A range that NaN and infinity are outside of."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(t("{value} is geen getal", value=value), param, ctx)
        return number


def read_bytes(path: Path) -> bytes:
    """The bytes of an input file, at most one byte more than the engine reads. Raises OSError."""
    from doorlezen.documents.fields import LARGEST_FILE

    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


@contextmanager
def stops_on_interrupt(effort: "Effort") -> Iterator[None]:
    """Ctrl-C ends the search, not the command: what was found until then is written, with its true bound."""
    before = signal.signal(signal.SIGINT, lambda *_: effort.stop.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
