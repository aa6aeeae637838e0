"""The explanation in a terminal: passage by passage."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from doorlezen.language import t
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.terminal import LEAST, ROOMY, drawn_table


def show(parts: Sequence[StorySection], console: Console, *, how: str) -> None:
    """Print the passages and ``how`` they were reckoned; a drawing is left out, its figures are not."""
    console.width = max(console.width, LEAST)
    for part in parts:
        console.print(Text(part.heading, style="bold"))
        for line in part.lines:
            console.print(Text(line))
        for table in part.tables:
            console.print(drawn_table(table, roomy=console.width >= ROOMY))
        console.print()
    if parts:
        text = t("Zo gerekend: {how}", how=how)
        console.print(Text(text, style="dim"))
