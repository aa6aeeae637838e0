"""The whole team from a list that a library has already: each row is judged, all are let in or nobody."""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, plain, read_table
from doorlezen.documents.source import Source
from doorlezen.language import FieldError, InputError, hours, t
from doorlezen.team.domain.members import MOST_MEMBERS, add_member
from doorlezen.team.half_days import HALF_DAYS
from doorlezen.team.models import TeamFunction, TeamMember

COLUMNS = {
    "name": ReadColumn(("naam", "medewerker")),
    "contract_quarters": ReadColumn(("uren", "uren per week", "contract")),
    "half_days": ReadColumn(("dagen", "dagdelen", "werkdagen"), needed=False),
    "schools_quarters": ReadColumn(("uren voor scholen", "waarvan voor scholen"), needed=False),
    "function": ReadColumn(("functie",), needed=False),
    "home_place": ReadColumn(("vertrekt uit", "plaats", "woonplaats"), needed=False),
}
DAYS = {
    **dict.fromkeys(("ma", "maandag"), "mo"),
    **dict.fromkeys(("di", "dinsdag"), "tu"),
    **dict.fromkeys(("wo", "woensdag"), "we"),
    **dict.fromkeys(("do", "donderdag"), "th"),
    **dict.fromkeys(("vr", "vrijdag"), "fr"),
}
PARTS = {
    **dict.fromkeys(("ochtend", "och", "o", "morgen"), ("am",)),
    **dict.fromkeys(("middag", "mid", "m"), ("pm",)),
    "": ("am", "pm"),
}
MINUTES = {"am": 210, "pm": 150}
"""Minutes of a half-day in a list that only names it: a school's morning and afternoon; said on the page."""
_HALF_DAY = re.compile(rf"({'|'.join(DAYS)})[\s-]*({'|'.join(filter(None, PARTS))})?")
_SEPARATED = re.compile(r"[,;/+&\n]|\ben\b")


@dataclass(frozen=True)
class TeamRow:
    """A row of the list as it was understood, or what is wrong with it. ``known``: this name is in the team
    already, and nothing happens."""

    row: int
    name: str
    values: dict[str, object] = field(default_factory=dict)
    fault: RowFault | None = None
    known: bool = False

    @property
    def hours_told(self) -> str:
        """The hours, in words."""
        quarters = self.values.get("contract_quarters", 0)
        return hours(quarters) if isinstance(quarters, int) and quarters else ""


@dataclass(frozen=True)
class ReadTeamList:
    """A list that was read."""

    rows: tuple[TeamRow, ...]

    @property
    def wrong(self) -> list[TeamRow]:
        """The rows that stand in the way."""
        return [row for row in self.rows if row.fault]

    @property
    def to_add(self) -> list[TeamRow]:
        """Who will be let in."""
        return [row for row in self.rows if not row.fault and not row.known]


def judge_team_list(actor: Actor, source: Source, *, since: datetime.date) -> ReadTeamList:
    """What letting everybody of this list in would do, from the day ``since``; nothing is kept.

    Raises Refused, and InputError for a file that is no such list.
    """
    require("team.change", actor)
    table = read_table(source, COLUMNS, published=False)
    table.require_at_most(MOST_MEMBERS)
    there = {
        plain(name)
        for name in TeamMember.objects.filter(organisation=actor.organisation).values_list("name", flat=True)
    }
    seen: dict[str, int] = {}
    rows = []
    for line in table.filled:
        row = _read(table, line, since)
        first = seen.setdefault(plain(row.name), line.row)
        if row.fault is None and first != line.row:
            what = t("stond al in rij {row}; haal een van de twee weg", row=first)
            row = TeamRow(line.row, row.name, fault=table.refuse(line, "name", what))
        elif row.fault is None and plain(row.name) in there:
            row = TeamRow(line.row, row.name, row.values, known=True)
        rows.append(row)
    if not rows:
        raise InputError(table.name, t("in geen enkele rij staat een naam; vul er een in"))
    return ReadTeamList(tuple(_tried(actor, table, rows)))


@transaction.atomic
def add_all(actor: Actor, source: Source, *, since: datetime.date) -> int:
    """Let everybody of the list in, or nobody; how many. Raises Refused or InputError."""
    found = judge_team_list(actor, source, since=since)
    if found.wrong:
        wrong = found.wrong[0].fault
        assert wrong is not None
        raise InputError(t("rij {row}", row=wrong.row), wrong.what)
    for row in found.to_add:
        add_member(actor, **row.values)
    if found.to_add:
        record(actor, "team.imported", actor.organisation, after={"members": len(found.to_add)})
    return len(found.to_add)


def _tried(actor: Actor, table: HeadedList, rows: list[TeamRow]) -> list[TeamRow]:
    """Each let in as if it were real, and all of it undone: what stands in the way is what would."""
    judged = []
    with transaction.atomic():
        for row in rows:
            if not row.fault and not row.known:
                try:
                    add_member(actor, **row.values)
                except InputError as wrong:
                    column = table.headers.get(wrong.field, COLUMNS["name"].names[0])
                    row = TeamRow(row.row, row.name, row.values, RowFault(row.row, column, wrong.what))
            judged.append(row)
        transaction.set_rollback(True)
    return judged


def _read(table: HeadedList, line: HeadedRow, since: datetime.date) -> TeamRow:
    cells = {key: line.cells.get(key, "") for key in COLUMNS}
    fault = next(iter(table.broken(line)), None)
    values: dict[str, object] = {"name": cells["name"], "since": since, "home_place": cells["home_place"]}
    for key, read in (
        ("contract_quarters", _quarters),
        ("schools_quarters", _quarters),
        ("half_days", half_days_in),
        ("function", _function),
    ):
        try:
            values[key] = read(cells[key])
        except FieldError as wrong:
            fault = fault or table.refuse(line, key, wrong.what)
    values["schools_quarters"] = values.get("schools_quarters") or values.get("contract_quarters")
    return TeamRow(line.row, cells["name"], values, fault)


def _quarters(text: str) -> int:
    plain_text = text.lower().removesuffix("uur").removesuffix("u").strip().replace(",", ".")
    if not plain_text:
        return 0
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", plain_text):
        raise FieldError("contract_quarters", t("schrijf een aantal uren, zoals 24 of 22,5"))
    quarters = Decimal(plain_text) * 4
    if quarters != int(quarters):
        raise FieldError("contract_quarters", t("schrijf uren in hele kwartieren, zoals 2,25 of 2,5"))
    return int(quarters)


def half_days_in(text: str) -> dict[str, int]:
    """The half-days that somebody means by "ma, di-ochtend en do": a day alone is both. Raises FieldError."""
    found = {}
    for part in _SEPARATED.split(text.lower()):
        if not (part := part.strip(" .")):
            continue
        wanted = _HALF_DAY.fullmatch(part)
        if wanted is None:
            what = t(
                "„{part}” is geen dagdeel; schrijf bijvoorbeeld: ma, di-ochtend, do-middag", part=part[:30]
            )
            raise FieldError("half_days", what)
        for half in PARTS[wanted[2] or ""]:
            found[f"{DAYS[wanted[1]]}-{half}"] = MINUTES[half]
    return {one: found[one] for one in HALF_DAYS if one in found}


def _function(text: str) -> str:
    known = {plain(str(label)): value for value, label in TeamFunction.choices}
    if not text:
        return TeamFunction.LEESCONSULENT
    return known.get(plain(text), TeamFunction.OTHER)
