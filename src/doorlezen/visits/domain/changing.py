"""Change what stands in the year: move a visit, let somebody else go, cancel it, put it back. By one or many.

Everything about one occasion is one change: it is checked as a whole, carried out as a whole, written down
once, and everybody concerned gets one mail about it.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.desk.post.outbox import put as put_letters
from doorlezen.language import FieldError, InputError, clean_line, t
from doorlezen.relations.models import Contact, Purpose
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.change_rules import AskFirstError, Wish, YearRules, name_of, require_open
from doorlezen.visits.domain.half_day_times import HalfDayTimes, earliest_free
from doorlezen.visits.domain.visit_places import VisitPlace, place_of, put, read_place
from doorlezen.visits.models import (
    ChangeNotice,
    ChangeReason,
    Visit,
    VisitChange,
    VisitReport,
    VisitState,
)

MOST_LETTERS = 200
CHANGED_VISIT = "visits.changed"
"""The letter about a change."""


@dataclass(frozen=True)
class WantedChange:
    """A visit (its number) and where it should stand. ``sequence``: as it was when somebody looked at it, so
    that what another changed meanwhile is not undone unseen."""

    visit: int
    sequence: int
    place: VisitPlace


@dataclass(frozen=True)
class Occasion:
    """Why something changes. ``remark``: for everybody who is told; never why somebody is not there."""

    why: ChangeReason
    remark: str = ""


def visit_to_change(actor: Actor, number: int) -> Visit | None:
    """A visit of the library with its report, if there is one; None where there is none. Raises Refused."""
    require("visits.change", actor)
    with scope(organisation=actor.organisation):
        rows = Visit.objects.select_related("school__listing", "member", "report")
        found: Visit | None = rows.filter(pk=number).first()
    return found


def change(
    actor: Actor,
    changes: Sequence[WantedChange],
    occasion: Occasion,
    *,
    anyway: bool = False,
    today: datetime.date,
    now: datetime.datetime,
) -> VisitChange:
    """Carry out all of these changes, or none; from ``today`` on, and of visits that are not told yet.

    ``anyway``: somebody said so, where a rule of the roster speaks against it (AskFirstError). Raises
    Refused, FieldError ("day", "half_day", "begins", "member", "remark", "anyway"), and InputError where a
    visit was changed meanwhile, is told or is past.
    """
    require("visits.change", actor)
    remark = clean_line(occasion.remark)
    if len(remark) > MOST_LETTERS:
        raise FieldError("remark", t("dit is langer dan {most} letters; maak het korter", most=MOST_LETTERS))
    with transaction.atomic(), scope(organisation=actor.organisation):
        # one at a time, so that two people never send somebody to two schools at once
        Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
        visits = _seen(changes, today)
        moved = [
            (visits[one.visit], one.place) for one in changes if place_of(visits[one.visit]) != one.place
        ]
        if not moved:
            raise InputError("", t("er verandert niets"))
        _require_possible(actor, moved, anyway, today)
        before = {visit.pk: place_of(visit) for visit, _ in moved}
        for visit, place in moved:
            _put_there(visit, place, Occasion(occasion.why, remark), now)
        made = VisitChange.objects.create(
            organisation=actor.organisation,
            school_year=moved[0][0].school_year,
            happened={"why": occasion.why.value, "remark": remark},
            told=[
                {"visit": visit.pk, "school": visit.school_id, "before": before[visit.pk].written(),
                 "after": place.written()}
                for visit, place in moved
            ],
            accepted_at=now,
            accepted_by=actor.signer,
        )  # fmt: skip
        record(
            actor,
            CHANGED_VISIT,
            made,
            after={"visits_changed": len(moved), "change_why": occasion.why.value},
        )
        _tell(actor, made, moved, before, timezone.localdate(now))
    return made


def cancelled(visit: Visit) -> WantedChange:
    """That a visit does not take place."""
    return WantedChange(visit.pk, visit.sequence, replace(place_of(visit), cancelled=True))


def as_it_was(visit: Visit) -> WantedChange | None:
    """That a visit stands as the roster has it; None where nobody changed it by hand."""
    if visit.as_laid is None:
        return None
    return WantedChange(visit.pk, visit.sequence, read_place(visit.as_laid))


def _seen(changes: Sequence[WantedChange], today: datetime.date) -> dict[int, Visit]:
    """The visits, locked, as they were seen."""
    rows = Visit.objects.select_for_update(of=("self",)).select_related("school__listing")
    visits = {one.pk: one for one in rows.filter(pk__in=[one.visit for one in changes]).order_by("pk")}
    told = set(
        VisitReport.objects.filter(visit__in=visits).order_by("visit_id").values_list("visit_id", flat=True)
    )
    for one in changes:
        visit = visits.get(one.visit)
        if visit is None:
            raise InputError("", t("dit bezoek is er niet meer"))
        if visit.sequence != one.sequence:
            what = t(
                "iemand heeft het bezoek aan {school} intussen veranderd; kijk hoe het er nu voor staat",
                school=name_of(visit),
            )
            raise InputError("", what)
        require_open(visit, visit.pk in told, today)
    return visits


def _require_possible(
    actor: Actor, moved: Sequence[tuple[Visit, VisitPlace]], anyway: bool, today: datetime.date
) -> None:
    for year in sorted({visit.school_year for visit, _ in moved}):
        wishes = [Wish(visit, place, name_of(visit)) for visit, place in moved if visit.school_year == year]
        rules = YearRules(actor.organisation, year, today)
        against = rules.require_possible(wishes)
        if against and not anyway:
            raise AskFirstError(against)


def _put_there(visit: Visit, place: VisitPlace, occasion: Occasion, now: datetime.datetime) -> None:
    was = place_of(visit)
    if visit.as_laid is None and visit.turn_on is not None:
        visit.as_laid = {**was.written(), "why": visit.why}
    laid = visit.as_laid
    put(visit, place)
    visit.why, visit.remark = occasion.why, occasion.remark
    if laid is not None and read_place(laid) == place:
        visit.why, visit.remark, visit.as_laid = laid["why"], "", None
    visit.sequence, visit.changed_at = visit.sequence + 1, now
    visit.save()


def _tell(
    actor: Actor,
    made: VisitChange,
    moved: Sequence[tuple[Visit, VisitPlace]],
    before: dict[int, VisitPlace],
    today: datetime.date,
) -> None:
    """One mail to each who goes or went there, but who does this, and to each contact about agreements."""
    people = {one for visit, place in moved for one in (place.member, before[visit.pk].member) if one}
    members = TeamMember.objects.filter(pk__in=people, person__isnull=False, person__is_active=True)
    members = members.exclude(person=actor.signer) if actor.signer else members
    contacts = contacts_to_tell(actor.organisation, {visit.school_id for visit, _ in moved}, today)
    notices = [
        *(ChangeNotice(change=made, member=one) for one in members.order_by("pk")),
        *(ChangeNotice(change=made, contact=one) for one in contacts),
    ]
    rows = ChangeNotice.objects.bulk_create(notices)
    put_letters(CHANGED_VISIT, [one.pk for one in rows], now=made.accepted_at)


def contacts_to_tell(
    organisation: Organisation, schools: Iterable[str], today: datetime.date
) -> list[Contact]:
    """Who at these schools is told of a change: contacts about agreements who have an address, by school."""
    rows = Contact.objects.filter(
        organisation=organisation,
        school__in=sorted(schools),
        purpose=Purpose.AGREEMENTS,
        keep_until__gte=today,
    )
    return list(rows.exclude(email="").order_by("school_id", "pk"))


@dataclass(frozen=True)
class WhoCan:
    """Somebody of the team, and what holds this person back from a visit. ``asked``: it can be, if somebody
    says so."""

    member: TeamMember
    against: str
    asked: bool

    @property
    def free(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


def who_can(actor: Actor, visit: Visit, *, today: datetime.date) -> list[WhoCan]:
    """Who could go instead at the same time: first who can, then by name. Raises Refused."""
    require("visits.change", actor)
    with scope(organisation=actor.organisation):
        rules = YearRules(actor.organisation, visit.school_year, today)
        found = [_can_go(rules, visit, one) for one in rules.members.values() if one.pk != visit.member_id]
    there = [one for one in found if one is not None]
    return sorted(there, key=lambda one: (not one.free, not one.asked, one.member.name, one.member.pk))


def _can_go(rules: YearRules, visit: Visit, member: TeamMember) -> WhoCan | None:
    if member.until is not None and member.until < visit.day:
        return None
    place = replace(place_of(visit), member=member.pk, cancelled=False)
    try:
        against = rules.require_possible([Wish(visit, place, name_of(visit))])
    except FieldError as wrong:
        return WhoCan(member, wrong.what, asked=False)
    return WhoCan(member, "; ".join(against), asked=True)


def free_time(actor: Actor, visit: Visit, *, member: int, day: datetime.date, half_day: str) -> datetime.time:
    """When the visit could begin in that half-day: the same time where it is free. Raises Refused."""
    require("visits.change", actor)
    with scope(organisation=actor.organisation):
        rows = Visit.objects.filter(member=member, day=day, state=VisitState.PLANNED).exclude(pk=visit.pk)
        there = [(place_of(one), str(one.school_id)) for one in rows.order_by("begins", "pk")]
        problem = YearRules(actor.organisation, visit.school_year, day).problem
        times = HalfDayTimes.of(actor.organisation)
    rather = visit.begins if visit.half_day[-2:] == half_day[-2:] else None
    travel = None if problem is None else problem.travel
    return earliest_free(visit.school_id, half_day, visit.minutes, there, travel, times=times, rather=rather)
