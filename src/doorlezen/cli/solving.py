"""What every command that reads problems and lets an engine work on them needs."""

import math
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from doorlezen.language import decimal, t, whole


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
def stops_on_interrupt(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C ends the search, not the command: what was found until then is written, with its true bound."""
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def told_on_terminal(in_words: Callable[..., str]) -> Iterator[Callable[..., None] | None]:
    """A line on a terminal that tells how far it is; nothing where the output goes to a file."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with console.status(t("Rekenen …")) as status:
        yield lambda *how_far: status.update(in_words(*how_far))


def best_so_far(best: int | None, bound: int | None, *, nothing: str) -> str:
    """What was found until now, what it can become at most, and the gap; ``nothing``: that there is none."""
    found = nothing if best is None else whole(best)
    most = "" if bound is None else whole(bound)
    gap = ""
    if best and bound is not None:
        gap = t(", verschil: {gap}", gap=share((bound - best) / abs(best)))
    return t("Beste tot nu toe: {best}, bovengrens: {bound}", best=found, bound=most) + gap


def share(part: float) -> str:
    """A part of one as a percentage with three decimals, in the reader's own notation: "8,519%"."""
    return f"{decimal(Decimal(str(part)) * 100, 3)}%"
