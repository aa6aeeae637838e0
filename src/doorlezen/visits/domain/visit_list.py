"""What was done on many visits, from a list that a library kept itself: all rows are kept, or none."""

import datetime
import re
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, plain, read_table
from doorlezen.documents.source import Source
from doorlezen.language import FieldError, InputError, school_year_of, t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.register.models import Listing
from doorlezen.relations.domain.written_days import days_in
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.team.models import TeamMember
from doorlezen.visits.activity_kinds import activity_kinds
from doorlezen.visits.domain.names_in_notes import local_words, words_like_names
from doorlezen.visits.domain.reporting import WorkDone, as_sent, check_done, names_around
from doorlezen.visits.models import Visit, VisitReport, VisitState

COLUMNS = {
    "day": ReadColumn(("datum", "dag")),
    "school": ReadColumn(("school", "vestigingscode", "code")),
    "quarters": ReadColumn(("uren", "uur", "aantal uren")),
    "who": ReadColumn(("wie", "leesconsulent", "naam"), needed=False),
    "bouwsteen": ReadColumn(("bouwsteen",), needed=False),
    "activity": ReadColumn(("activiteit", "wat"), needed=False),
    "groups": ReadColumn(("groepen", "groep"), needed=False),
    "pupils": ReadColumn(("leerlingen", "aantal leerlingen"), needed=False),
    "note": ReadColumn(("notitie", "opmerking"), longest=400, needed=False),
}
MOST_ROWS = 20_000
Twice = Literal["ask", "skip", "keep"]
"""What to do with a row that is the same school, day and hours as another one."""


@dataclass(frozen=True)
class VisitRow:
    """A row as it was understood, or what is wrong with it. ``twice``: such a visit is there already, in
    a row before or on the site."""

    row: int
    done: WorkDone | None = None
    member: int | None = None
    fault: RowFault | None = None
    twice: bool = False


@dataclass(frozen=True)
class ReadVisits:
    """A list that was read; ``kept``: how many rows were."""

    rows: tuple[VisitRow, ...]
    kept: int = 0

    @property
    def wrong(self) -> list[VisitRow]:
        """The rows that stand in the way."""
        return [one for one in self.rows if one.fault]

    @property
    def twice(self) -> list[VisitRow]:
        """The rows that are there already."""
        return [one for one in self.rows if one.twice]


@transaction.atomic
def read_visits(
    actor: Actor,
    source: Source,
    *,
    twice: Twice = "ask",
    no_names: bool = False,
    today: datetime.date,
    now: datetime.datetime,
) -> ReadVisits:
    """Keep what was done on all visits of this list; none where a row cannot be used, or where one is there
    already and nobody said what to do with it (``twice``).

    A planned visit of that day at that school that is not told yet is told by it, where there is one alone.
    Raises Refused, and InputError for a file that is no such list.
    """
    require("visits.change", actor)
    table = read_table(source, COLUMNS, published=False)
    table.require_at_most(MOST_ROWS)
    reading = _Reading(actor, today, no_names=no_names)
    found = reading.marked([reading.row(table, line) for line in table.filled])
    if not found:
        raise InputError(table.name, t("in geen enkele rij staat een bezoek; vul er een in"))
    read = ReadVisits(tuple(found))
    if read.wrong or (read.twice and twice == "ask"):
        return read
    wanted = [one for one in found if twice == "keep" or not one.twice]
    _keep(actor, wanted, now)
    return ReadVisits(read.rows, len(wanted))


class _Reading:
    """What is known of the library while its list is read: asked once, however many rows there are."""

    def __init__(self, actor: Actor, today: datetime.date, *, no_names: bool) -> None:
        self.today, self.no_names = today, no_names
        self.schools = {one.pk: one for one in Visible(actor).schools.rows()}
        self.by_name: dict[str, list[Listing]] = defaultdict(list)
        for school in self.schools.values():
            self.by_name[plain(school.name)].append(school)
        team = TeamMember.objects.filter(organisation=actor.organisation).order_by("pk")
        self.members = {plain(one.name): one.pk for one in team}
        self.bouwstenen = {plain(bouwsteen_name(one)): one for one in BOUWSTENEN} | {
            one: one for one in BOUWSTENEN
        }
        self.activities = {plain(one.name): one.key for one in activity_kinds().values()}
        self.around = {code: local_words(names_around(actor, one)) for code, one in self.schools.items()}
        told = VisitReport.objects.filter(organisation=actor.organisation).order_by("pk")
        self.there = set(told.values_list("school_id", "day", "quarters"))

    def row(self, table: HeadedList, line: HeadedRow) -> VisitRow:
        """One row, understood."""
        if fault := next(iter(table.broken(line)), None):
            return VisitRow(line.row, fault=fault)
        cells = {key: line.cells.get(key, "") for key in COLUMNS}
        try:
            done = self._done(cells)
            member = self._member(cells["who"])
        except FieldError as wrong:
            return VisitRow(line.row, fault=table.refuse(line, wrong.field or "day", wrong.what))
        return VisitRow(line.row, done, member)

    def marked(self, rows: list[VisitRow]) -> list[VisitRow]:
        """The same, where they are there already marked so."""
        seen = set(self.there)
        marked = []
        for one in rows:
            key = one.done and (one.done.school, one.done.day, one.done.quarters)
            marked.append(VisitRow(one.row, one.done, one.member, one.fault, key in seen) if key else one)
            if key:
                seen.add(key)
        return marked

    def _done(self, cells: dict[str, str]) -> WorkDone:
        first, last = _day(cells["day"])
        if first != last:
            raise FieldError("day", t("schrijf een dag, zoals 3-11-2026"))
        told = WorkDone(
            visit=None,
            school=self._school(cells["school"]),
            day=first,
            quarters=_quarters(cells["quarters"]),
            bouwsteen=self._bouwsteen(cells["bouwsteen"]),
            activity=self.activities.get(plain(cells["activity"]), cells["activity"]),
            groups=_groups(cells["groups"]),
            pupils=_number(cells["pupils"]),
            note=cells["note"],
        )
        done = as_sent(told)
        check_done(done, self.today)
        words = [] if self.no_names else words_like_names(done.note, local=self.around[done.school])
        if words:
            what = t("staat hier de naam van een leerling: {words}? Haal die weg", words=", ".join(words))
            raise FieldError("note", what)
        return done

    def _school(self, text: str) -> str:
        code = text.strip().upper()
        if code in self.schools:
            return code
        named = self.by_name.get(plain(text), [])
        if len(named) > 1:
            raise FieldError("school", t("zo heten er meer; schrijf de vestigingscode op"))
        if not named:
            raise FieldError("school", t("kies een school van je bibliotheek"))
        return str(named[0].pk)

    def _member(self, text: str) -> int | None:
        if not text.strip():
            return None
        if plain(text) not in self.members:
            raise FieldError("who", t("„{name}” staat niet in het team", name=text[:40]))
        return self.members[plain(text)]

    def _bouwsteen(self, text: str) -> str:
        if text.strip() and plain(text) not in self.bouwstenen:
            raise FieldError("bouwsteen", t("kies een bouwsteen uit de lijst"))
        return self.bouwstenen.get(plain(text), "")


def _day(text: str) -> tuple[datetime.date, datetime.date]:
    try:
        return days_in(text)
    except FieldError as wrong:
        raise FieldError("day", wrong.what) from None


def _quarters(text: str) -> int:
    """The quarter-hours of "2", "1,5", "1½" or "1:30". Raises FieldError."""
    written = re.sub(r"\s*(uur|u)\.?$", "", text.strip().lower())
    for sign, part in (("¼", ".25"), ("½", ".5"), ("¾", ".75")):
        written = written.replace(sign, part)
    if found := re.fullmatch(r"(\d{1,2}):([0-5]\d)(:00)?", written):
        quarters = Decimal(int(found[1]) * 4) + Decimal(int(found[2])) / 15
    elif re.fullmatch(r"\d{0,2}([.,]\d{1,4})?", written) and written:
        quarters = Decimal(written.replace(",", ".")) * 4
    else:
        raise FieldError("quarters", t("schrijf een aantal uren, zoals 2 of 1,5"))
    if quarters != int(quarters):
        raise FieldError("quarters", t("schrijf uren in hele kwartieren, zoals 2,25 of 2,5"))
    return int(quarters)


def _groups(text: str) -> tuple[int, ...]:
    """The groups of "5, 6", "5/6" or "5 t/m 7". Raises FieldError."""
    found: set[int] = set()
    written = re.sub(r"\bgroep(en)?\b", " ", text.lower())
    for part in re.split(r"[,;/&+]|\ben\b", re.sub(r"t\s*/\s*m|tot en met", "-", written)):
        if not part.strip():
            continue
        span = re.fullmatch(r"\s*([1-8])(?:\s*[-–]\s*([1-8]))?\s*", part)
        if span is None:
            raise FieldError("groups", t("kies groepen van 1 tot en met 8"))
        found |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(found))


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,4}", text.strip()):
        raise FieldError("pupils", t("schrijf een heel getal, of niets"))
    return int(text)


def _keep(actor: Actor, rows: list[VisitRow], now: datetime.datetime) -> None:
    """Write them, each with the planned visit that it tells of."""
    days = [one.done.day for one in rows if one.done]
    if not days:
        return
    planned: dict[tuple[str, datetime.date], list[Visit]] = defaultdict(list)
    visits = Visit.objects.select_for_update(of=("self",)).filter(
        organisation=actor.organisation, day__range=(min(days), max(days)), report__isnull=True
    )
    for visit in visits.exclude(state=VisitState.CANCELLED).order_by("pk"):
        planned[visit.school_id, visit.day].append(visit)
    wanted = Counter((one.done.school, one.done.day) for one in rows if one.done)
    made = []
    for one in rows:
        assert one.done is not None
        done, there = one.done, planned.get((one.done.school, one.done.day), [])
        alone = len(there) == 1 and wanted[done.school, done.day] == 1
        tells = there[0] if alone and one.member in {None, there[0].member_id} else None
        made.append(
            VisitReport(
                id=uuid.uuid4(), organisation=actor.organisation, visit=tells, school_id=done.school,
                member_id=one.member or (tells.member_id if tells else None),
                school_year=school_year_of(done.day), day=done.day, quarters=done.quarters,
                bouwsteen=done.bouwsteen, activity=done.activity, groups=list(done.groups),
                pupils=done.pupils, note=done.note, made_by=actor.person, made_at=now, received_at=now,
            )
        )  # fmt: skip
    VisitReport.objects.bulk_create(made, batch_size=2000)
    record(actor, "visits.imported", actor.organisation, after={"visits_read": len(made)})
