"""The library's own list: which school works with it, under which programme, since when."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, read_table, too_long
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import cell_values

COLUMNS: Mapping[str, ReadColumn] = {
    "code": ReadColumn(("vestigingscode", "vestiging", "vestigingsnummer")),
    "programme": ReadColumn(("programma", "programme")),
    "since": ReadColumn(("sinds", "since", "vanaf", "startdatum")),
    "until": ReadColumn(("tot", "until", "tot en met", "t/m", "einddatum"), needed=False),
    "phase": ReadColumn(("fase", "phase"), needed=False),
}

IGNORED = ("school", "naam", "plaats", "gemeente", "gemeentecode", "rij")
"""Columns for people: the template and `collaborations show` have them."""
EXAMPLE = "voorbeeld"
"""What stands in place of a vestigingscode in the example row of the template; that row is no school."""

PROGRAMMES: Mapping[str, str] = {
    "dbos-po": "de Bibliotheek op school, primair onderwijs",
    "dbos-vmbo": "de Bibliotheek op school, vmbo",
    "boekstart": "BoekStart in de kinderopvang",
    "dbos-plus": "dBos+",
    "comparable": "vergelijkbare samenwerking",
}
"""The programmes, and what the field calls them."""
_DBOS = ("dbos", "de bibliotheek op school", "bibliotheek op school")
_ALSO: Mapping[str, tuple[str, ...]] = {
    "dbos-po": tuple(
        f"{name}{kind}"
        for name in _DBOS
        for kind in ("", " po", " primair onderwijs", " basisonderwijs", " basisschool")
    ),
    "dbos-vmbo": tuple(f"{name} vmbo" for name in _DBOS),
    "boekstart": ("boekstart", "boekstart kinderopvang"),
    "dbos-plus": tuple(f"{name}{plus}" for name in _DBOS for plus in ("+", " +", " plus")),
    "comparable": (
        "vergelijkbaar",
        "een vergelijkbare samenwerking",
        "vergelijkbare aanpak",
        "een vergelijkbare aanpak",
    ),
}
"""What else people write for them, in small letters and without signs but the plus."""

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
    """The list. ``wrong`` holds everything that cannot be read, so that it can be mended in one go.

    ``examples``: the rows that are the example of the template, which are not read.
    """

    name: str
    code_column: str
    rows: tuple[CollaborationRow, ...]
    wrong: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]
    examples: tuple[int, ...] = ()


def read_collaborations(source: Source) -> CollaborationList:
    """Read the list, a text file with separators or a workbook (xlsx).

    Raises InputError when it is no such list; what is wrong with single rows is in ``wrong``.
    """
    table = read_table(source, COLUMNS, ignored=IGNORED, published=False)
    rows: list[CollaborationRow] = []
    wrong = list(table.misshapen)
    first: dict[tuple[str, str, datetime.date], int] = {}
    examples: list[int] = []
    for line in table.lines:
        if cell_values.bare(line.cells["code"]).casefold().startswith(EXAMPLE):
            examples.append(line.row)
            continue
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
    if examples and not rows and not wrong:
        raise InputError(source.name, t("er staat alleen een voorbeeld in; vul je eigen scholen in"))
    return CollaborationList(
        source.name,
        table.headers["code"],
        tuple(rows),
        tuple(sorted(wrong, key=lambda fault: fault.row)),
        table.unknown,
        tuple(examples),
    )


def _row(table: HeadedList, line: HeadedRow, faults: list[RowFault]) -> CollaborationRow | None:
    """The row, or None with the faults that stand in its way."""
    cells = {key: line.cells.get(key, "") for key in COLUMNS}
    code = since = until = None
    try:
        code = cell_values.school_code(cells["code"])
    except cell_values.UnreadableError as why:
        faults.append(table.refuse(line, "code", why))
    programme = _programme(cells["programme"])
    if programme is None:
        known = "; ".join(PROGRAMMES.values())
        what = t(
            "{text} is geen programma; kies uit {known}",
            text=cell_values.shown(cells["programme"]),
            known=known,
        )
        faults.append(table.refuse(line, "programme", what))
    try:
        since = cell_values.day(cells["since"])
    except cell_values.UnreadableError as why:
        faults.append(table.refuse(line, "since", why))
    try:
        until = cell_values.day(cells["until"]) if cells["until"] else None
    except cell_values.UnreadableError as why:
        faults.append(table.refuse(line, "until", why))
    if since and until and until < since:
        faults.append(table.refuse(line, "until", t("het einde ligt voor het begin")))
    phase = cell_values.bare(cells["phase"]).casefold().removeprefix("fase ").removesuffix("fase").strip()
    if phase and phase not in PHASES:
        known = ", ".join(PHASES)
        what = t("{text} is geen fase; kies uit {known}", text=cell_values.shown(cells["phase"]), known=known)
        faults.append(table.refuse(line, "phase", what))
    if faults or code is None or programme is None or since is None:
        return None
    return CollaborationRow(line.row, code, programme, since, until, phase)


def _programme(text: str) -> str | None:
    written = _plain(cell_values.bare(text))
    for name, called in PROGRAMMES.items():
        if written in {name.replace("-", " "), _plain(called), *_ALSO[name]}:
            return name
    return None


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+|[+]", name.casefold())).replace("dbos +", "dbos+")
