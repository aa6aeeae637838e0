"""A roster is published: its visits stand in the real year, and what was published before gives way.

What was done, and what is past, is never touched. A visit that stays as it is keeps its row; one that changes
keeps its row too, with a higher number for calendars; one that the new roster has no more is cancelled.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.calendars.school_year import contract_year
from doorlezen.engine.roster import read_roster, read_roster_problem
from doorlezen.language import InputError, t
from doorlezen.rosters.domain.deciding_rosters import ROSTERING
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.visits.domain.laying_out import LaidOut, lay_out
from doorlezen.visits.domain.visit_places import VisitPlace
from doorlezen.visits.models import ChangeReason, Visit, VisitReport, VisitState

TOLD = frozenset({"day", "half_day", "begins", "minutes", "member_id", "state"})
"""What a calendar has to hear of when it changes."""
BATCH = 1_000


@dataclass(frozen=True)
class Publishing:
    """What publishing a roster does to the days from ``since`` on, in numbers of visits."""

    since: datetime.date
    planned: int
    moved: int
    dropped: int
    minutes: int
    minutes_dropped: int


@dataclass(frozen=True)
class PutInTheYear:
    """What it did: how many visits are new, changed, cancelled because the new roster has them no more."""

    new: int
    changed: int
    cancelled: int


def what_publishing_does(actor: Actor, *, roster: int, today: datetime.date) -> Publishing:
    """The numbers beforehand. Raises Refused, TeamRoster.DoesNotExist, and InputError as `publish`."""
    require("rosters.make", actor)
    with scope(organisation=actor.organisation):
        found = TeamRoster.objects.get(pk=roster)
        since = _since(found, today)
        laid = [one for one in _laid(actor.organisation, found) if one.day >= since]
    planned = [one for one in laid if one.state == VisitState.PLANNED]
    dropped = [one for one in laid if one.state == VisitState.CANCELLED]
    return Publishing(
        since,
        len(planned),
        sum(one.why != "" for one in planned),
        len(dropped),
        sum(one.minutes for one in planned),
        sum(one.minutes for one in dropped),
    )


def publish(
    actor: Actor,
    *,
    roster: int,
    today: datetime.date,
    now: datetime.datetime,
    since: datetime.date | None = None,
) -> PutInTheYear:
    """Put the visits of a frozen roster in the year from ``since`` on (None: the day after ``today``, or the
    first day of the year where that is later). The roster that was published for the year before is replaced.

    Raises Refused, TeamRoster.DoesNotExist, and InputError where it is not frozen, the school days of a
    school cannot be counted, or somebody in it has left the team.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        # one at a time per library, so that two rosters never hold
        Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
        found: TeamRoster = TeamRoster.objects.select_for_update(of=("self",)).get(pk=roster)
        ROSTERING.check(found, "publish", actor=actor)
        from_day = since or _since(found, today)
        laid = [one for one in _laid(actor.organisation, found) if one.day >= from_day]
        for before in TeamRoster.objects.filter(
            school_year=found.school_year, state=RosterState.PUBLISHED
        ).order_by("pk"):
            ROSTERING.move(before, "replace", actor=actor)
        person = actor.signer
        ROSTERING.move(found, "publish", actor=actor, published_at=now, published_by=person)
        return _put(found, laid, from_day, now)


def _since(roster: TeamRoster, today: datetime.date) -> datetime.date:
    first, _ = contract_year(roster.school_year)
    return max(first, today + datetime.timedelta(days=1))


def _laid(organisation: Organisation, roster: TeamRoster) -> list[LaidOut]:
    if roster.answer is None:
        raise InputError("", t("in dit rooster staat nog geen bezoek"))
    problem, answer = read_roster_problem(bytes(roster.problem)), read_roster(bytes(roster.answer))
    return lay_out(organisation, problem, answer)


def _put(
    roster: TeamRoster, laid: list[LaidOut], since: datetime.date, now: datetime.datetime
) -> PutInTheYear:
    """Rows for what is new, changes for what is other, cancellations for what is no more."""
    of_year = Visit.objects.filter(school_year=roster.school_year, turn_on__isnull=False)
    known = {
        (one.school_id, one.number, one.turn_on): one for one in of_year.select_for_update().order_by("pk")
    }
    told = set(
        VisitReport.objects.filter(school_year=roster.school_year, visit__isnull=False)
        .order_by("visit_id")
        .values_list("visit_id", flat=True)
    )
    new, changed, kept = [], [], set()
    for one in laid:
        key = (one.school, one.number, one.turn_on)
        row = known.get(key)
        if row is None:
            new.append(_row(roster, one, now))
            continue
        kept.add(key)
        if row.pk not in told and row.day >= since and _take_over(row, roster, one, now):
            changed.append(row)
    cancelled = [
        row
        for key, row in known.items()
        if key not in kept
        and row.day >= since
        and row.pk not in told
        and row.state == VisitState.PLANNED
        and row.roster_id != roster.pk
    ]
    for row in cancelled:
        row.state, row.why, row.remark, row.as_laid = VisitState.CANCELLED, ChangeReason.OTHER, "", None
        row.sequence, row.changed_at = row.sequence + 1, now
    Visit.objects.bulk_create(new, batch_size=BATCH)
    fields = ["roster", "member", "day", "half_day", "begins", "minutes", "state", "why", "remark", "as_laid"]
    Visit.objects.bulk_update([*changed, *cancelled], [*fields, "sequence", "changed_at"], batch_size=BATCH)
    return PutInTheYear(len(new), len(changed), len(cancelled))


def _fields(roster: TeamRoster, one: LaidOut) -> dict[str, Any]:
    """What a visit has of its turn, beside which turn it is."""
    return {
        "roster_id": roster.pk,
        "member_id": one.member,
        "day": one.day,
        "half_day": one.half_day,
        "begins": one.begins,
        "minutes": one.minutes,
        "state": one.state,
        "why": one.why,
    }


def _laid_place(one: LaidOut) -> VisitPlace:
    gone = one.state == VisitState.CANCELLED
    return VisitPlace(one.member, one.day, one.half_day, one.begins, one.minutes, gone)


def _row(roster: TeamRoster, one: LaidOut, now: datetime.datetime) -> Visit:
    return Visit(
        organisation_id=roster.organisation_id,
        school_id=one.school,
        school_year=roster.school_year,
        turn_on=one.turn_on,
        number=one.number,
        changed_at=now,
        **_fields(roster, one),
    )


def _take_over(row: Visit, roster: TeamRoster, one: LaidOut, now: datetime.datetime) -> bool:
    """Make a row as the roster has it; whether anything in it became another.

    What somebody changed by hand stays, as long as the roster says of it what it said then.
    """
    wanted = _fields(roster, one)
    if row.as_laid is not None and row.as_laid == {**_laid_place(one).written(), "why": one.why}:
        wanted = {"roster_id": roster.pk}
    elif row.as_laid is not None:
        wanted["as_laid"] = None
    other = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in other.items():
        setattr(row, name, value)
    if not TOLD.isdisjoint(other):
        row.sequence, row.changed_at, row.remark = row.sequence + 1, now, ""
    return bool(other)
