"""The library's own list: which school works with it, under which programme, since when."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from doorlezen.documents.source import Source
from doorlezen.language import t
from doorlezen.register.readers import values
from doorlezen.register.readers.table import Column, Line, Refused, TextTable, read_table, too_long

COLUMNS: Mapping[str, Column] = {
    "code": Column(("vestigingscode", "vestiging", "vestigingsnummer")),
    "programme": Column(("programma", "programme")),
    "since": Column(("sinds", "since", "vanaf", "startdatum")),
    "until": Column(("tot", "until", "tot en met", "t/m", "einddatum"), needed=False),
    "phase": Column(("fase", "phase"), needed=False),
}

PROGRAMMES: Mapping[str, tuple[str, ...]] = {
    "dbos-po": ("dbos", "dbos po", "de bibliotheek op school", "de bibliotheek op school, primair onderwijs"),
    "dbos-vmbo": ("dbos vmbo", "de bibliotheek op school, vmbo"),
    "boekstart": ("boekstart in de kinderopvang",),
    "dbos-plus": ("dbos+", "dbos plus"),
    "comparable": ("vergelijkbaar", "vergelijkbare samenwerking"),
}
"""The programmes by their own name, and what else people write for them."""

PHASES = ("acquisitie", "implementatie", "uitvoering", "borging")


@dataclass(frozen=True)
class CollaborationRow:
    """One line: both days included; ``until`` None is without end, ``phase`` "" is not filled in."""

    row: int
    code: str
    programme: str
    since: datetime.date
    until: datetime.date | None
    phase: str


@dataclass(frozen=True)
class CollaborationList:
    """The list. ``wrong`` holds everything that cannot be read, so that it can be mended in one go."""

    name: str
    code_column: str
    rows: tuple[CollaborationRow, ...]
    wrong: tuple[Refused, ...]
    unknown_columns: tuple[str, ...]


def read_collaborations(source: Source) -> CollaborationList:
    """Read the list, separated by semicolons or commas, in UTF-8 or Windows-1252.

    Raises InputError when it is no such list; what is wrong with single rows is in ``wrong``.
    """
    table = read_table(source, COLUMNS, published=False)
    rows: list[CollaborationRow] = []
    wrong = list(table.misshapen)
    first: dict[tuple[str, str, datetime.date], int] = {}
    for line in table.lines:
        faults = [*table.broken(line), *too_long(table, line)]
        row = _row(table, line, faults)
        if row and not faults:
            same = first.setdefault((row.code, row.programme, row.since), row.row)
            if same != row.row:
                faults.append(
                    table.refuse(line, "code", t("dezelfde samenwerking staat al in rij {row}", row=same))
                )
        wrong += faults
        if row and not faults:
            rows.append(row)
    return CollaborationList(
        source.name,
        table.headers["code"],
        tuple(rows),
        tuple(sorted(wrong, key=lambda fault: fault.row)),
        table.unknown,
    )


def _row(table: TextTable, line: Line, faults: list[Refused]) -> CollaborationRow | None:
    """The row, or None with the faults that stand in its way."""
    cells = {key: line.cells.get(key, "") for key in COLUMNS}
    code = since = until = None
    try:
        code = values.school_code(cells["code"])
    except values.UnreadableError as why:
        faults.append(table.refuse(line, "code", why))
    programme = _programme(cells["programme"])
    if programme is None:
        known = ", ".join(PROGRAMMES)
        what = t("“{text}” is geen programma; kies uit {known}", text=cells["programme"], known=known)
        faults.append(table.refuse(line, "programme", what))
    try:
        since = values.day(cells["since"])
    except values.UnreadableError as why:
        faults.append(table.refuse(line, "since", why))
    try:
        until = values.day(cells["until"]) if cells["until"] else None
    except values.UnreadableError as why:
        faults.append(table.refuse(line, "until", why))
    if since and until and until < since:
        faults.append(table.refuse(line, "until", t("het einde ligt voor het begin")))
    phase = cells["phase"].casefold()
    if phase and phase not in PHASES:
        what = t("“{text}” is geen fase; kies uit {known}", text=cells["phase"], known=", ".join(PHASES))
        faults.append(table.refuse(line, "phase", what))
    if faults or code is None or programme is None or since is None:
        return None
    return CollaborationRow(line.row, code, programme, since, until, phase)


def _programme(text: str) -> str | None:
    written = " ".join(text.casefold().replace("dbos-", "dbos ").split())
    for name, others in PROGRAMMES.items():
        if written in {name.replace("-", " "), *others}:
            return name
    return None
