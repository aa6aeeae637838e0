"""What a load did, on a terminal: the sentence first, then file by file the rows that ask attention."""

import sys
from collections.abc import Sequence

import click
from rich.console import Console
from rich.text import Text

from doorlezen.documents.sheets import SheetColumn, as_lines
from doorlezen.language import t, whole
from doorlezen.register.domain import load_words
from doorlezen.register.domain.listing import source
from doorlezen.register.domain.load_result import FileReport, LoadReport, Noted

SHOWN = 15
"""How many rows of a list are printed; JSON has them all."""
_COLUMNS: list[SheetColumn[Noted]] = [
    SheetColumn("", lambda noted: "    " + (t("rij {row}", row=noted.row) if noted.row else ""), "figure"),
    SheetColumn("", lambda noted: noted.code),
    SheetColumn("", lambda noted: noted.what, gives="cut"),
]


def print_report(report: LoadReport) -> None:
    """Print the report of a load."""
    console = Console(highlight=False, soft_wrap=True)
    with console.capture() as captured:
        console.print(Text(load_words.sentence(report)))
        for file in report.files:
            _print_file(console, file)
        for title, rows in load_words.closings(report):
            _print_rows(console, title, rows)
    # by click: when the reader has gone (head, less), rich would call the load failed
    click.echo(captured.get(), nl=False)


def _print_file(console: Console, file: FileReport) -> None:
    console.print()
    console.print(Text(file.edition.file_name, style="bold"))
    console.print(Text(f"  {source(file.edition)}"))
    if file.already_loaded:
        console.print(Text("  " + t("al geladen, niets veranderd")))
        return
    console.print(Text("  " + load_words.figures(file)))
    for note in file.notes:
        console.print(Text(f"  {note}"))
    for title, rows in load_words.sections(file):
        _print_rows(console, title, rows)


def _print_rows(console: Console, title: str, rows: Sequence[Noted]) -> None:
    console.print()
    console.print(Text(f"  {title} ({whole(len(rows))})", style="bold"))
    width = console.width if console.is_terminal else sys.maxsize
    for line in list(as_lines(_COLUMNS, rows[:SHOWN], width=width))[1:]:
        console.print(Text(line))
    if len(rows) > SHOWN:
        more = t("… en nog {count}; --format json toont ze alle", count=whole(len(rows) - SHOWN))
        console.print(Text(f"    {more}", style="dim"))
