"""The library's own list on a terminal, as CSV and as plain data."""

import datetime
import sys
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from doorlezen.cli.columns import Heading, lines
from doorlezen.cli.csv_output import as_csv
from doorlezen.language import date, n, t, whole
from doorlezen.register.domain.listing import source
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.domain.report import edition_as_data
from doorlezen.register.models import Collaboration, Programme

Listed = Sequence[tuple[SchoolView, Collaboration]]
"""Lines of the newest list, each with its school."""


def listed(schools: Sequence[SchoolView], *, on: datetime.date | None) -> Listed:
    """The lines of these schools, by code and since; with ``on`` only those that run on that day."""
    return [
        (school, line)
        for school in schools
        for line in school.collaborations
        if on is None or line.runs_on(on)
    ]


def sentence(rows: Listed) -> str:
    """The sentence that counts first."""
    if not rows:
        return t("Geen samenwerkingen; laad je lijst met doorlezen collaborations load.")
    schools = len({school.code for school, _ in rows})
    return n(
        "{count} samenwerking met {schools} (bron: {source}).",
        "{count} samenwerkingen met {schools} (bron: {source}).",
        len(rows),
        schools=n("{count} school", "{count} scholen", schools),
        source=source(rows[0][1].edition),
    )


def lines_as_csv(rows: Listed) -> bytes:
    """The lines as CSV that `collaborations load` reads again, with name and gemeente for people."""
    return as_csv(
        ["vestigingscode", "programma", "sinds", "tot", "fase", "naam", "plaats", "gemeentecode", "rij"],
        (
            (
                school.code,
                line.programme,
                line.since,
                line.until,
                line.phase,
                school.name,
                school.place,
                school.gemeente,
                line.row,
            )
            for school, line in rows
        ),
    )


def as_data(rows: Listed) -> dict[str, Any]:
    """The lines as plain values for JSON, with the edition that they come from."""
    return {
        "sentence": sentence(rows),
        "edition": edition_as_data(rows[0][1].edition) if rows else None,
        "collaborations": [
            {
                "code": school.code,
                "name": school.name,
                "gemeente": school.gemeente,
                "programme": line.programme,
                "since": line.since,
                "until": line.until,
                "phase": line.phase,
                "row": line.row,
                "school_closed_on": school.closed_on,
            }
            for school, line in rows
        ],
    }


_COLUMNS = [
    Heading(t("Code")),
    Heading(t("School"), shrinks=True),
    Heading(t("Plaats"), shrinks=True),
    Heading(t("Gemeente"), shrinks=True),
    Heading(t("Programma"), shrinks=True),
    Heading(t("Sinds")),
    Heading(t("Tot en met")),
    Heading(t("Fase")),
    Heading(t("Rij"), figures=True),
]


def print_table(rows: Listed) -> None:
    """Print the lines by gemeente and school; a school that is closed says so."""
    console = Console(highlight=False, soft_wrap=True)
    click.echo(sentence(rows))
    if not rows:
        return
    ordered = sorted(rows, key=lambda row: (row[0].gemeente_name, row[0].name, row[0].code, row[1].since))
    cells = [_cells(school, line) for school, line in ordered]
    heading, *body = lines(_COLUMNS, cells, width=console.width if console.is_terminal else sys.maxsize)
    with console.capture() as captured:
        console.print()
        console.print(Text(heading, style="bold"))
    click.echo(captured.get(), nl=False)
    click.echo("\n".join(body))


def _cells(school: SchoolView, line: Collaboration) -> list[str]:
    closed = t(" (gesloten)") if school.closed_on else ""
    return [
        school.code,
        school.name + closed,
        school.place,
        school.gemeente_name,
        _programmes()[Programme(line.programme)],
        date(line.since),
        date(line.until) if line.until else "",
        line.phase,
        whole(line.row),
    ]


def _programmes() -> dict[Programme, str]:
    return {
        Programme.DBOS_PO: t("de Bibliotheek op school, primair onderwijs"),
        Programme.DBOS_VMBO: t("de Bibliotheek op school, vmbo"),
        Programme.BOEKSTART: t("BoekStart in de kinderopvang"),
        Programme.DBOS_PLUS: t("dBos+"),
        Programme.COMPARABLE: t("vergelijkbare samenwerking"),
    }
