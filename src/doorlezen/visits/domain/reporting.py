"""Tell what was done at a school: once, however often a device sends it. Change it, take it back."""

import dataclasses
import datetime
import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask, require, require_own
from doorlezen.desk.events import forget_words, record
from doorlezen.language import FieldError, clean_line, date, hours, school_year_of, t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.register.models import Listing
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.team.models import TeamMember
from doorlezen.visits.activity_kinds import activity_kinds
from doorlezen.visits.domain.names_in_notes import local_words, words_like_names
from doorlezen.visits.models import Visit, VisitReport, WithdrawnReport

MOST_QUARTERS = 48
"""Twelve hours: no visit of a day is longer."""
MOST_PUPILS = 2000
MOST_LETTERS = {"activity": 60, "note": 300}
GROUPS = range(1, 9)
OLDEST = datetime.timedelta(days=400)
"""So long after its day a visit can still be told: a school year, and the summer after it."""
_CHANGED = ("day", "quarters", "bouwsteen", "activity", "groups", "pupils", "note")


@dataclass(frozen=True)
class WorkDone:
    """What somebody tells of a visit. ``visit``: the number of a planned one; None: not planned, and then
    ``school`` (its code) says where. ``quarters``: quarter-hours."""

    visit: int | None
    school: str
    day: datetime.date
    quarters: int
    bouwsteen: str = ""
    activity: str = ""
    groups: tuple[int, ...] = ()
    pupils: int | None = None
    note: str = ""

    def digest(self) -> str:
        """What makes two tellings the same."""
        values = json.dumps(dataclasses.asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(values.encode()).hexdigest()


class ReportRefusedError(FieldError):
    """Why it cannot be kept as it is, where that is not a fault in a field alone.

    ``kind``: "names" (``words`` look like names of pupils), "taken" (this visit was told already), "other"
    (something else was told under this id), "withdrawn" (it was taken back since). ``report``: what there is.
    """

    def __init__(
        self, kind: str, what: str, *, report: VisitReport | None = None, words: tuple[str, ...] = ()
    ) -> None:
        super().__init__("note" if kind == "names" else "", what)
        self.kind, self.report, self.words = kind, report, words


@transaction.atomic
def report(
    actor: Actor,
    *,
    key: uuid.UUID,
    done: WorkDone,
    no_names: bool = False,
    replaces: bool = False,
    made_at: datetime.datetime,
    today: datetime.date,
    now: datetime.datetime,
) -> VisitReport:
    """Keep what was done under the id ``key``, which its device made; the same once more is the same row.

    ``no_names``: the writer looked at the note and says that no pupil is named in it. ``replaces``: the
    writer of what was kept under this id says it otherwise now. ``made_at``: when it was written by the clock
    of the device, which may be wrong. Raises Refused, ReportRefusedError and FieldError.
    """
    require("visits.see_own", actor)
    visit = _locked_visit(actor, done.visit)
    there = _sent_before(actor, key)
    given = as_sent(done)
    if there is not None:
        require("visits.report", actor, there)
        if given.digest() == there.sent_sha256:
            return there
        if replaces and there.made_by_id == actor.person.pk:
            return change_report(actor, found=there, done=done, no_names=no_names, today=today)
        raise ReportRefusedError("other", _told_already(there), report=there)
    row = VisitReport(
        id=key,
        organisation=actor.organisation,
        visit=visit,
        made_by=actor.person,
        made_at=min(made_at, now),
        received_at=now,
        sent_sha256=given.digest(),
        member=own_member(actor) if visit is None else visit.member,
        school_id=given.school if visit is None else visit.school_id,
    )
    require("visits.report", actor, row)
    if visit is not None and (taken := VisitReport.objects.filter(visit=visit).first()) is not None:
        raise ReportRefusedError("taken", _told_already(taken), report=taken)
    _fill_in(actor, row, given, no_names=no_names, today=today)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # sent twice at once: the other one came first
        there = VisitReport.objects.filter(pk=key).first()
        if there is None:
            raise ReportRefusedError(
                "other", t("dit is al eens verstuurd; vul het bezoek opnieuw in")
            ) from None
        if given.digest() != there.sent_sha256:
            raise ReportRefusedError("other", _told_already(there), report=there) from None
        return there
    record(actor, "visits.reported", row, after=_told(row))
    return row


@transaction.atomic
def change_report(
    actor: Actor,
    *,
    found: VisitReport,
    done: WorkDone,
    no_names: bool = False,
    today: datetime.date,
) -> VisitReport:
    """Say it otherwise; which visit and which school it was stays. Raises as `report` does."""
    row = _locked(actor, found)
    before = _told(row)
    old_note = row.note
    given = dataclasses.replace(as_sent(done), visit=row.visit_id, school=row.school_id)
    _fill_in(actor, row, given, no_names=no_names, today=today)
    row.save()
    after = _told(row) | ({"report_note": True} if row.note != old_note else {})
    if after != before:
        record(actor, "visits.report-changed", row, before=before, after=after)
    return row


@transaction.atomic
def withdraw_report(actor: Actor, *, found: VisitReport, now: datetime.datetime) -> None:
    """Take it back, for good; a device that sends it again is told so. Raises Refused."""
    row = _locked(actor, found)
    record(actor, "visits.report-withdrawn", row, before=_told(row))
    forget_words(row)
    WithdrawnReport.objects.create(id=row.pk, organisation=actor.organisation, withdrawn_at=now)
    row.delete()


def report_to_change(actor: Actor, key: uuid.UUID) -> VisitReport | None:
    """A report that the actor may change; None where there is none."""
    rows = VisitReport.objects.select_related("member", "made_by", "school__listing")
    row: VisitReport | None = rows.filter(organisation=actor.organisation, pk=key).first()
    return row if row is not None and ask("visits.report", actor, row) else None


def _locked(actor: Actor, found: VisitReport) -> VisitReport:
    require_own(actor, found)
    row = VisitReport.objects.select_for_update(of=("self",)).filter(pk=found.pk).first()
    if row is None:
        raise ReportRefusedError("withdrawn", _withdrawn())
    require("visits.report", actor, row)
    return row


def _locked_visit(actor: Actor, number: int | None) -> Visit | None:
    """The planned visit; of two who tell of it at once, one waits here. Raises FieldError."""
    if number is None:
        return None
    visits = Visit.objects.select_for_update(of=("self",)).filter(organisation=actor.organisation)
    visit: Visit | None = visits.filter(pk=number).first()
    if visit is None:
        raise FieldError("visit", t("dit bezoek staat niet meer in het rooster"))
    return visit


def _sent_before(actor: Actor, key: uuid.UUID) -> VisitReport | None:
    if WithdrawnReport.objects.filter(pk=key).exists():
        raise ReportRefusedError("withdrawn", _withdrawn())
    with scopes_disabled():
        there = VisitReport.objects.filter(pk=key).select_related("member", "made_by").first()
    if there is not None and there.organisation_id != actor.organisation.pk:
        raise ReportRefusedError("other", t("dit is al eens verstuurd; vul het bezoek opnieuw in"))
    return there


def _withdrawn() -> str:
    return t("dit bezoek is verstuurd, en daarna teruggenomen")


def own_member(actor: Actor) -> TeamMember | None:
    """The actor in the team; None: not in it."""
    return TeamMember.objects.filter(organisation=actor.organisation, person=actor.person).first()


def as_sent(done: WorkDone) -> WorkDone:
    """The same without what nobody can see, and with every group once. Raises FieldError."""
    clean = {name: clean_line(getattr(done, name)) for name in MOST_LETTERS}
    for name, most in MOST_LETTERS.items():
        if len(clean[name]) > most:
            raise FieldError(name, t("dit is langer dan {most} letters; maak het korter", most=most))
    groups = tuple(sorted(set(done.groups)))
    return dataclasses.replace(done, groups=groups, activity=clean["activity"], note=clean["note"])


def _fill_in(actor: Actor, row: VisitReport, done: WorkDone, *, no_names: bool, today: datetime.date) -> None:
    check_done(done, today)
    school = Visible(actor).school(row.school_id)
    if school is None:
        raise FieldError("school", t("kies een school van je bibliotheek"))
    if not no_names:
        _check_names(actor, done, school)
    row.school_year = school_year_of(done.day)
    for name in _CHANGED:
        value = getattr(done, name)
        setattr(row, name, list(value) if name == "groups" else value)


def check_done(done: WorkDone, today: datetime.date) -> None:
    """Raise FieldError for what nobody can mean."""
    if done.day > today:
        raise FieldError(
            "day", t("{day} moet nog komen; vul het in als je er geweest bent", day=date(done.day))
        )
    if done.day < today - OLDEST:
        raise FieldError("day", t("{day} is te lang geleden", day=date(done.day)))
    if not 1 <= done.quarters <= MOST_QUARTERS:
        raise FieldError(
            "quarters", t("vul de uren in: een kwartier tot {most} uur", most=hours(MOST_QUARTERS))
        )
    if done.bouwsteen and done.bouwsteen not in BOUWSTENEN:
        raise FieldError("bouwsteen", t("kies een bouwsteen uit de lijst"))
    if any(group not in GROUPS for group in done.groups):
        raise FieldError("groups", t("kies groepen van 1 tot en met 8"))
    if done.pupils is not None and not 0 <= done.pupils <= MOST_PUPILS:
        raise FieldError("pupils", t("vul 0 tot {most} leerlingen in, of niets", most=MOST_PUPILS))


def _check_names(actor: Actor, done: WorkDone, school: Listing) -> None:
    around = local_words(names_around(actor, school))
    own = () if done.activity in activity_kinds() else words_like_names(done.activity, local=around)
    words = tuple(dict.fromkeys((*own, *words_like_names(done.note, local=around))))
    if words:
        what = t(
            "staat hier de naam van een leerling: {words}? "
            "Haal die weg, of geef aan dat het geen leerling is",
            words=", ".join(words),
        )
        raise ReportRefusedError("names", what, words=words)


def names_around(actor: Actor, school: Listing) -> tuple[str, ...]:
    """Names that are no pupil's at this school: of the school, where it stands, and the library."""
    return (school.name, school.place, school.gemeente_name, actor.organisation.name)


def _told_already(there: VisitReport) -> str:
    who = there.made_by.name if there.made_by else there.member.name if there.member else t("een collega")
    parts = {
        "who": who,
        "day": date(there.day),
        "hours": hours(there.quarters),
        "what": bouwsteen_name(there.bouwsteen) if there.bouwsteen in BOUWSTENEN else t("geen bouwsteen"),
    }
    return t("{who} vulde dit bezoek al in: {day}, {hours} uur, {what}", **parts)


def _told(row: VisitReport) -> dict[str, Any]:
    """What the audit trail tells: never the note."""
    return {
        "report_school": row.school_id,
        "report_day": row.day.isoformat(),
        "report_quarters": row.quarters,
        "report_bouwsteen": row.bouwsteen,
        "report_activity": row.activity,
        "report_groups": ", ".join(map(str, row.groups)),
        "report_pupils": row.pupils,
    }
