"""What a load did, on a terminal: the sentence first, then file by file the rows that ask attention."""

import sys
from collections.abc import Sequence

import click
from rich.console import Console
from rich.text import Text

from doorlezen.cli.columns import Heading, lines
from doorlezen.language import n, t, whole
from doorlezen.register.domain.listing import source
from doorlezen.register.domain.report import FileReport, LoadReport, Noted
from doorlezen.register.models import Kind

SHOWN = 15
"""How many rows of a list are printed; JSON has them all."""
_COLUMNS = [Heading("", figures=True), Heading(""), Heading("", shrinks=True)]


def print_report(report: LoadReport) -> None:
    """Print the report of a load."""
    console = Console(highlight=False, soft_wrap=True)
    with console.capture() as captured:
        console.print(Text(_sentence(report)))
        for file in report.files:
            _print_file(console, file)
        _print_rows(console, t("Gesloten: staat niet meer in de nieuwste lijst"), report.closed)
        _print_rows(console, t("Weer open"), report.reopened)
    # by click: when the reader has gone (head, less), rich would call the load failed
    click.echo(captured.get(), nl=False)


def _sentence(report: LoadReport) -> str:
    if report.changed_nothing:
        return t("Al geladen, er is niets veranderd.")
    loaded = [file for file in report.files if not file.already_loaded]
    names = _kinds()
    what = ", ".join(f"{names[file.kind]} {whole(file.edition.rows)}" for file in loaded)
    said = n(
        "{count} bestand geladen ({what}).", "{count} bestanden geladen ({what}).", len(loaded), what=what
    )
    if report.closed or report.reopened:
        said += " " + t(
            "Scholen gesloten: {closed}, weer open: {reopened}.",
            closed=whole(len(report.closed)),
            reopened=whole(len(report.reopened)),
        )
    return said


def _kinds() -> dict[Kind, str]:
    return {
        Kind.SCHOOLS: t("schoolvestigingen"),
        Kind.SCORES: t("achterstandsscores"),
        Kind.PUPILS: t("leerlingenaantallen"),
        Kind.LOCATIONS: t("coördinaten"),
        Kind.COLLABORATIONS: t("samenwerkingen"),
    }


def _print_file(console: Console, file: FileReport) -> None:
    console.print()
    console.print(Text(file.edition.file_name, style="bold"))
    console.print(Text(f"  {source(file.edition)}"))
    if file.already_loaded:
        console.print(Text("  " + t("al geladen, niets veranderd")))
        return
    console.print(Text("  " + _figures(file)))
    for note in file.notes:
        console.print(Text(f"  {note}"))
    _print_rows(console, t("Geweigerd, niet geladen"), file.refused)
    _print_rows(console, t("Klopt niet, geladen zoals het er staat"), file.implausible)
    _print_rows(console, t("Staat in geen lijst van scholen"), file.unjoined)
    if file.before:
        _print_rows(console, t("Gewijzigd sinds de vorige uitgave"), file.changed)
        _print_rows(console, t("Nieuw sinds de vorige uitgave"), file.added)
        if file.kind != Kind.SCHOOLS:  # those are among the schools that are closed
            _print_rows(console, t("Verdwenen sinds de vorige uitgave"), file.gone)


def _figures(file: FileReport) -> str:
    parts = [n("{whole} rij", "{whole} rijen", file.edition.rows, whole=whole(file.edition.rows))]
    for rows, what in (
        (file.added, t("nieuw")),
        (file.changed, t("gewijzigd")),
        (file.gone, t("verdwenen")),
        (file.refused, t("geweigerd")),
        (file.unjoined, t("in geen lijst van scholen")),
        (file.implausible, t("die niet kloppen")),
    ):
        if rows or rows is file.added:
            parts.append(f"{whole(len(rows))} {what}")
    return ", ".join(parts)


def _print_rows(console: Console, title: str, rows: Sequence[Noted]) -> None:
    if not rows:
        return
    console.print()
    console.print(Text(f"  {title} ({whole(len(rows))})", style="bold"))
    cells = [
        ("    " + (t("rij {row}", row=noted.row) if noted.row else ""), noted.code, noted.what)
        for noted in rows[:SHOWN]
    ]
    for line in list(lines(_COLUMNS, cells, width=console.width if console.is_terminal else sys.maxsize))[1:]:
        console.print(Text(line))
    if len(rows) > SHOWN:
        more = t("… en nog {count}; --format json toont ze alle", count=whole(len(rows) - SHOWN))
        console.print(Text(f"    {more}", style="dim"))
