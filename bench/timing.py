"""Measuring: medians of whole runs, and a table of them."""

import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """How long something took, in seconds, over several runs; ``bar`` is what we want it to stay under."""

    what: str
    seconds: tuple[float, ...]
    bar: float | None = None
    answer: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def repeat(what: str, runs: int, once: Callable[[], str], *, bar: float | None = None) -> Measure:
    """Measure ``once`` (which tells its answer) so many times, after one run that does not count."""
    once()
    seconds, answer = [], ""
    for _ in range(runs):
        started = time.perf_counter()
        answer = once()
        seconds.append(time.perf_counter() - started)
    return Measure(what, tuple(seconds), bar, answer)


def once(what: str, run: Callable[[], str], *, bar: float | None = None) -> Measure:
    """Measure one single run, without a warm-up: for what takes minutes."""
    started = time.perf_counter()
    answer = run()
    return Measure(what, (time.perf_counter() - started,), bar, answer)


def command(*arguments: str, environment: dict[str, str]) -> str:
    """Run a command that must succeed; its last line is the answer."""
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True)
    lines = done.stdout.strip().splitlines()
    return lines[-1] if lines else ""


def table(measures: list[Measure]) -> str:
    """A table in Markdown: what, median, lowest, highest, bar."""
    rows = ["| what | runs | median s | min | max | bar s |", "|---|---:|---:|---:|---:|---:|"]
    for m in measures:
        bar = "" if m.bar is None else f"{m.bar:g}{'' if m.median <= m.bar else ' (not met)'}"
        low, high = min(m.seconds), max(m.seconds)
        rows.append(f"| {m.what} | {len(m.seconds)} | {m.median:.3f} | {low:.3f} | {high:.3f} | {bar} |")
    return "\n".join(rows)


def ratios(measures: list[Measure], ours: Measure) -> str:
    """How many times as long the others take, in medians of the same run."""
    rows = ["| what | median s | times ours | answer |", "|---|---:|---:|---|"]
    rows += [f"| {m.what} | {m.median:.3f} | {m.median / ours.median:.2f} | {m.answer} |" for m in measures]
    return "\n".join(rows)
