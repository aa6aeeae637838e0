"""Lists on a terminal: bold heads; wide text gives way there, in a file or a pipe nothing is cut off."""

import sys
from collections.abc import Sequence

import click

from doorlezen.documents.sheets import Of, SheetColumn, SheetTable, as_lines


def print_list(
    columns: Sequence[SheetColumn[Of]],
    rows: Sequence[Of],
    *,
    caption: str = "",
    summed: bool = False,
    err: bool = False,
) -> None:
    """Print a list. ``summed``: the last row is what the others add up to. ``err``: to
    where errors go."""
    # by click, not rich: that measures every cell, which takes seconds for all schools, and calls it a
    # failure when the reader (head, less) has gone
    width = None if (sys.stderr if err else sys.stdout).isatty() else sys.maxsize
    lines = list(as_lines(columns, rows, width=width))
    if caption:
        click.echo(err=err)
        click.secho(caption, bold=True, err=err)
    click.secho(lines[0], bold=True, err=err)
    click.echo("\n".join(lines[1 : -1 if summed else None]), err=err)
    if summed:
        click.secho(lines[-1], bold=True, err=err)


def print_table(table: SheetTable[Of]) -> None:
    """Print a list with its caption."""
    print_list(table.columns, table.rows, caption=table.caption)
