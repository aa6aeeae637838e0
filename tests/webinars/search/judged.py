"""The judged questions: each with the webinars and moments that answer it, written down beforehand."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SPLIT = 20_261_124
"""The seed by which the questions fall into two halves."""


@dataclass(frozen=True)
class Place:
    """Where an answer is: the webinar's slug, and from which until which second; None: anywhere in it."""

    slug: str
    begin: float | None = None
    end: float | None = None


@dataclass(frozen=True)
class Judged:
    """A question and the places that answer it, each as good as the others."""

    question: str
    right: tuple[Place, ...]


@dataclass(frozen=True)
class Hidden:
    """A question with the words of host and guest that answer it, to be hidden in a generated recording."""

    question: str
    text: str


def hidden() -> list[Hidden]:
    """What judged.toml has."""
    return [Hidden(row["question"], f"{row['host']} {row['answer']}") for row in _rows("judged.toml")]


def judged(places: Mapping[str, Place]) -> list[Judged]:
    """All questions; ``places``: question → where its answer was hidden."""
    generated = [Judged(one.question, (places[one.question],)) for one in hidden()]
    shipped = [
        Judged(row["question"], tuple(_place(place, places) for place in row["right"]))
        for row in _rows("judged_shipped.toml")
    ]
    return generated + shipped


def halves(questions: Sequence[Judged]) -> tuple[list[Judged], list[Judged]]:
    """One half to look at while the ranking is made better, and one that is only ever counted."""
    shuffled = list(questions)
    random.Random(SPLIT).shuffle(shuffled)
    middle = len(shuffled) // 2
    return shuffled[:middle], shuffled[middle:]


def _place(row: Mapping[str, Any], places: Mapping[str, Place]) -> Place:
    return places[row["same"]] if "same" in row else Place(**row)


def _rows(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((HERE / name).read_text(encoding="utf-8"))["judged"])
