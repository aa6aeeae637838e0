"""What is told about one thing, whatever shows it."""

from dataclasses import dataclass

from doorlezen.language import t
from doorlezen.reports.prices import what_value_is
from doorlezen.reports.tables import ReportTable


@dataclass(frozen=True)
class StoryDrawing:
    """A drawing with what it shows in words, and its caption."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class StorySection:
    """What is told about one thing: a heading, sentences, tables, and perhaps a drawing."""

    heading: str
    lines: tuple[str, ...]
    tables: tuple[ReportTable, ...] = ()
    picture: StoryDrawing | None = None


def how_it_was_proven() -> str:
    """What holds of every answer, also where some questions were left without one."""
    proven = t(
        "Elk antwoord dat er staat, is opnieuw uitgerekend met een veranderd probleem, en bewezen. Waar de "
        "tijd te kort was, staat dat erbij."
    )
    return f"{proven} {what_value_is()}"
