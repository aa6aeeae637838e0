"""Own days of many schools from a list that somebody has already: all rows are written down, or none."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, plain, read_table
from doorlezen.documents.source import Source
from doorlezen.language import FieldError, InputError, t
from doorlezen.relations.campaigns import campaigns
from doorlezen.relations.domain.own_days import Saying, WantedDays, WhichSchools
from doorlezen.relations.domain.written_days import days_in
from doorlezen.relations.models import MovedHoliday, OwnDayKind

COLUMNS = {
    "schools": ReadColumn(("school", "vestigingscode", "code", "welke scholen")),
    "kind": ReadColumn(("soort", "soort dag", "wat")),
    "first": ReadColumn(("eerste dag", "datum", "dag", "dagen", "van", "vanaf")),
    "last": ReadColumn(("laatste dag", "tot en met", "t/m", "einde"), needed=False),
    "name": ReadColumn(("omschrijving", "naam", "toelichting"), needed=False),
}
MOST_ROWS = 3000
_ALL = frozenset({"alle scholen", "alle", "allemaal", "iedereen", "alle scholen van de bibliotheek"})
_KINDS = {
    **dict.fromkeys(("studiedag", "studie", "studiedagen", "margedag"), OwnDayKind.STUDY),
    **dict.fromkeys(
        ("vrije dag", "vrije dagen", "vrij", "lesvrij", "lesvrije dag", "gesloten", "sluitingsdag"),
        OwnDayKind.CLOSED,
    ),
    "campagne": OwnDayKind.CAMPAIGN,
}


@dataclass(frozen=True)
class OwnDaysRow:
    """A row of the list as it was understood, or what is wrong with it. ``new``: in how many rows it was
    written down; 0: it stood there already."""

    row: int
    school: str
    days: tuple[datetime.date, datetime.date] | None = None
    fault: RowFault | None = None
    new: int = 0


@dataclass(frozen=True)
class ReadOwnDays:
    """A list that was read. Where a row stands in the way nothing was kept."""

    rows: tuple[OwnDaysRow, ...]

    @property
    def wrong(self) -> list[OwnDaysRow]:
        """The rows that stand in the way."""
        return [row for row in self.rows if row.fault]

    @property
    def said(self) -> int:
        """How many rows were new."""
        return sum(row.new for row in self.rows)


def read_own_days(
    actor: Actor, source: Source, *, today: datetime.date, now: datetime.datetime
) -> ReadOwnDays:
    """Write all days of this list down, or none where one row cannot be used.

    Raises Refused, and InputError for a file that is no such list.
    """
    require("days.say-of-many", actor)
    table = read_table(source, COLUMNS, published=False)
    table.require_at_most(MOST_ROWS)
    with transaction.atomic():
        saying = Saying(actor, today=today, now=now)
        found = ReadOwnDays(tuple(_row(saying, table, line) for line in table.filled))
        if not found.rows:
            raise InputError(table.name, t("in geen enkele rij staat een dag; vul er een in"))
        if found.wrong:
            transaction.set_rollback(True)
            return found
        for year in sorted({_school_year(row) for row in found.rows}):
            saying.require_room(year)
        if found.said:
            record(actor, "days.imported", actor.organisation, after={"days_read": found.said})
    return found


def _school_year(row: OwnDaysRow) -> str:
    assert row.days is not None
    return WantedDays("", *row.days).school_year


def _row(saying: Saying, table: HeadedList, line: HeadedRow) -> OwnDaysRow:
    cells = {key: line.cells.get(key, "") for key in COLUMNS}
    if fault := next(iter(table.broken(line)), None):
        return OwnDaysRow(line.row, cells["schools"], fault=fault)
    days = None
    try:
        of = _which(saying, cells["schools"])
        days = _days(cells["first"], cells["last"])
        with transaction.atomic():
            new = saying.say(_wanted(cells["kind"], cells["name"], days), of)
    except FieldError as wrong:
        field = {"gemeente": "schools", "instead_of": "kind", "campaign": "kind"}.get(
            wrong.field, wrong.field
        )
        return OwnDaysRow(line.row, cells["schools"], days, table.refuse(line, field, wrong.what))
    return OwnDaysRow(line.row, cells["schools"], days, new=new)


def _which(saying: Saying, text: str) -> WhichSchools:
    """All schools, those of a gemeente by its name, or one by its code or its name. Raises FieldError."""
    said = plain(text)
    if not said:
        raise FieldError("schools", t("vul een vestigingscode in, of: alle scholen"))
    if said in _ALL:
        return WhichSchools()
    code = text.strip().upper()
    if code in saying.here:
        return WhichSchools((code,))
    schools = [key for key, name in saying.here.items() if plain(name) == said]
    gemeenten = [
        key for key, name in saying.gemeenten.items() if said in {plain(name), f"gemeente {plain(name)}"}
    ]
    if len(schools) + len(gemeenten) > 1:
        raise FieldError("schools", t("zo heten er meer; schrijf de vestigingscode op"))
    if gemeenten:
        return WhichSchools(gemeente=gemeenten[0])
    if schools:
        return WhichSchools((schools[0],))
    raise FieldError(
        "schools", t("„{school}” is geen school of gemeente van je bibliotheek", school=text[:40])
    )


def _days(first: str, last: str) -> tuple[datetime.date, datetime.date]:
    begin, end = days_in(first)
    if not last.strip():
        return begin, end
    try:
        until = days_in(last)[1]
    except FieldError as wrong:
        raise FieldError("last", wrong.what) from None
    if until < end:
        raise FieldError("last", t("de laatste dag ligt voor de eerste"))
    return begin, until


def _wanted(kind: str, name: str, days: tuple[datetime.date, datetime.date]) -> WantedDays:
    said = plain(kind)
    for moved in MovedHoliday:
        if said in {moved.value, plain(str(moved.label))}:
            return WantedDays(OwnDayKind.HOLIDAY, *days, name, moved.value)
    for one in campaigns().values():
        if said in {plain(one.key), plain(one.name)}:
            return WantedDays(one.kind, *days, name, "", one.key)
    if said in _KINDS:
        return WantedDays(_KINDS[said], *days, name)
    known = [t("studiedag"), t("vrije dag"), *(str(one.label) for one in MovedHoliday), t("campagne")]
    named = ", ".join([*known, *(one.name for one in campaigns().values())])
    raise FieldError("kind", t("schrijf een van deze: {names}", names=named))
