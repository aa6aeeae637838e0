"""The library's own list on a terminal, as CSV and as plain data."""

import datetime
from collections.abc import Sequence
from typing import Any

import click

from doorlezen.cli.printed import print_list
from doorlezen.documents.sheets import SheetColumn, as_csv, as_records
from doorlezen.language import n, t
from doorlezen.register.domain.listing import source
from doorlezen.register.domain.load_result import edition_as_data
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import Collaboration
from doorlezen.schemes.scheme_words import programme_name

Line = tuple[SchoolView, Collaboration]
Listed = Sequence[Line]
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


def _of_list() -> list[SheetColumn[Line]]:
    """What a line says, with name and gemeente for people; the heads are those that are read again."""
    return [
        SheetColumn("vestigingscode", lambda row: row[0].code, key="code"),
        SheetColumn("programma", lambda row: row[1].programme, key="programme"),
        SheetColumn("sinds", lambda row: row[1].since, key="since"),
        SheetColumn("tot", lambda row: row[1].until, key="until"),
        SheetColumn("fase", lambda row: row[1].phase, key="phase"),
        SheetColumn("naam", lambda row: row[0].name, key="name"),
        SheetColumn("plaats", lambda row: row[0].place),
        SheetColumn("gemeentecode", lambda row: row[0].gemeente, key="gemeente"),
        SheetColumn("rij", lambda row: row[1].row, key="row"),
    ]


def lines_as_csv(rows: Listed) -> bytes:
    """The lines as CSV that `collaborations load` reads again."""
    return as_csv(_of_list(), rows, for_programs=True)


def as_data(rows: Listed) -> dict[str, Any]:
    """The lines as plain values for JSON, with the edition that they come from."""
    closed = SheetColumn[Line]("gesloten_op", lambda row: row[0].closed_on, key="school_closed_on")
    return {
        "sentence": sentence(rows),
        "edition": edition_as_data(rows[0][1].edition) if rows else None,
        "collaborations": as_records([*_of_list(), closed], rows),
    }


def print_table(rows: Listed) -> None:
    """Print the lines by gemeente and school; a school that is closed says so."""
    click.echo(sentence(rows))
    if not rows:
        return
    columns: list[SheetColumn[Line]] = [
        SheetColumn(t("Code"), lambda row: row[0].code),
        SheetColumn(t("School"), _name, gives="cut"),
        SheetColumn(t("Plaats"), lambda row: row[0].place, gives="cut"),
        SheetColumn(t("Gemeente"), lambda row: row[0].gemeente_name, gives="cut"),
        SheetColumn(t("Programma"), lambda row: programme_name(row[1].programme), gives="cut"),
        SheetColumn(t("Sinds"), lambda row: row[1].since),
        SheetColumn(t("Tot en met"), lambda row: row[1].until),
        SheetColumn(t("Fase"), lambda row: row[1].phase),
        SheetColumn(t("Rij"), lambda row: row[1].row, "whole"),
    ]
    by_gemeente = sorted(rows, key=lambda row: (row[0].gemeente_name, row[0].name, row[0].code, row[1].since))
    click.echo()
    print_list(columns, by_gemeente)


def _name(row: Line) -> str:
    return row[0].name + (t(" (gesloten)") if row[0].closed_on else "")
