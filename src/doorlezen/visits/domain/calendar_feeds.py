"""Calendars that follow the visits of somebody or to a school: who has the address reads them, without login.

Of the secret in an address only the hash is kept: it is shown once, and ended by taking it back.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask, require, require_own
from doorlezen.calendars import Happening, calendar
from doorlezen.calendars.school_year import contract_year
from doorlezen.desk.events import record
from doorlezen.desk.link_keys import key_hash, new_key
from doorlezen.language import HERE, InputError, school_year_of, t
from doorlezen.register.models import Listing
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.change_rules import name_of
from doorlezen.visits.models import CalendarFeed, ChangeReason, Visit, VisitState

MOST = 5
"""Addresses that somebody, or a school, has at a time: a phone, a computer, a colleague."""
AGAIN = datetime.timedelta(hours=1)
"""How often a calendar is asked to look again. Most look less often; no server can change that."""
LOOK_BACK = datetime.timedelta(days=60)


@dataclass(frozen=True)
class MadeFeed:
    """A new address. ``secret``: the part of it that nobody can ask for again."""

    feed: CalendarFeed
    secret: str


@dataclass(frozen=True)
class FollowedVisits:
    """What an address gives: the bytes of the calendar, and when something in it last changed."""

    content: bytes
    changed_at: datetime.datetime


@transaction.atomic
def make_feed(
    actor: Actor, *, member: TeamMember | None = None, school: Listing | None = None, now: datetime.datetime
) -> MadeFeed:
    """An address for the visits of somebody of the team, or to a school. Raises Refused and InputError."""
    secret = new_key()
    feed = CalendarFeed(
        organisation=actor.organisation,
        member=member,
        school_id=school.pk if school is not None else None,
        secret_sha256=key_hash(secret),
        made_at=now,
        made_by=actor.signer,
    )
    require("visits.follow", actor, feed)
    if member is not None:
        require_own(actor, member)
    with scope(organisation=actor.organisation):
        there = CalendarFeed.objects.filter(member=member, school=feed.school_id, revoked_at=None)
        if there.count() >= MOST:
            raise InputError("", t("er zijn al {most} agenda-adressen; trek er eerst een in", most=MOST))
        feed.save()
    record(actor, "visits.feed-made", feed, after={"feed_school": feed.school_id or ""})
    return MadeFeed(feed, secret)


@transaction.atomic
def end_feed(actor: Actor, *, feed: CalendarFeed, now: datetime.datetime) -> None:
    """Take an address back: from now on it finds nothing. Raises Refused."""
    require_own(actor, feed)
    require("visits.follow", actor, feed)
    with scope(organisation=actor.organisation):
        row = CalendarFeed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
        if row.revoked_at is None:
            row.revoked_at = now
            row.save(update_fields=["revoked_at"])
            record(actor, "visits.feed-ended", row, before={"feed_school": row.school_id or ""})


def feeds_of(actor: Actor) -> list[CalendarFeed]:
    """The addresses that hold: all of the library for who sees all visits, else the own ones, newest first.

    Raises Refused.
    """
    require("visits.see_own", actor)
    with scope(organisation=actor.organisation):
        rows: QuerySet[CalendarFeed] = CalendarFeed.objects.filter(revoked_at=None)
        if not ask("visits.see_all", actor):
            rows = rows.filter(member__person=actor.person)
        return list(rows.select_related("member", "school__listing", "made_by").order_by("-made_at", "-pk"))


def feed_to_end(actor: Actor, number: int) -> CalendarFeed | None:
    """One of `feeds_of`, by number; None: there is none."""
    return next((one for one in feeds_of(actor) if one.pk == number), None)


def followed(secret: str, *, today: datetime.date) -> FollowedVisits | None:
    """What the address with this secret gives; None where there is none, it was taken back, or who it was
    about has left. Visits of this school year, and of the last weeks of the one before."""
    with scopes_disabled(), transaction.atomic():
        rows = CalendarFeed.objects.select_related("organisation", "member", "school__listing")
        feed = rows.filter(secret_sha256=key_hash(secret), revoked_at=None).first()
        if feed is None or _has_left(feed.member, today):
            return None
        if feed.last_read_on != today:
            CalendarFeed.objects.filter(pk=feed.pk).update(last_read_on=today)
        visits = list(_visits(feed, today))
    changed_at = max([feed.made_at, *(one.changed_at for one in visits)])
    happenings = [_happening(feed, one) for one in visits]
    content = calendar(happenings, method="PUBLISH", name=_name(feed), again=AGAIN)
    return FollowedVisits(content, changed_at)


def _has_left(member: TeamMember | None, today: datetime.date) -> bool:
    return member is not None and member.until is not None and member.until < today


def _visits(feed: CalendarFeed, today: datetime.date) -> "QuerySet[Visit]":
    first, _ = contract_year(school_year_of(today - LOOK_BACK))
    rows = Visit.objects.filter(organisation=feed.organisation, day__gte=first)
    rows = rows.filter(member=feed.member) if feed.member_id else rows.filter(school=feed.school_id)
    # what a holiday dropped from the roster was never in anybody's calendar
    rows = rows.exclude(state=VisitState.CANCELLED, sequence=0)
    return rows.select_related("school__listing", "member").order_by("day", "begins", "school_id", "pk")


def _name(feed: CalendarFeed) -> str:
    if feed.member is not None:
        return t("Schoolbezoeken: {library}", library=feed.organisation.name)
    return t("De bibliotheek komt: {library}", library=feed.organisation.name)


def _happening(feed: CalendarFeed, visit: Visit) -> Happening:
    start = datetime.datetime.combine(visit.day, visit.begins, HERE)
    end = datetime.datetime.combine(visit.day, visit.begins) + datetime.timedelta(minutes=visit.minutes)
    return Happening(
        uid=f"{visit.uid}@{host()}",
        sequence=visit.sequence,
        told_at=visit.changed_at,
        title=_title(feed, visit),
        start=start,
        end=end.replace(tzinfo=HERE),
        is_off=visit.state == VisitState.CANCELLED,
        told=_told(visit),
        place=_where(visit),
    )


def _title(feed: CalendarFeed, visit: Visit) -> str:
    if feed.member is not None:
        return name_of(visit)
    who = visit.member.name if visit.member is not None else t("niemand")
    return t("{library}: {name} komt", library=feed.organisation.name, name=who)


def _told(visit: Visit) -> str:
    """Why it is not on its day. Why somebody is not there is not told, and a remark is for its mail."""
    moved = visit.why and (visit.state == VisitState.CANCELLED or visit.turn_on not in (None, visit.day))
    return str(ChangeReason(visit.why).label) if moved else ""


def _where(visit: Visit) -> str:
    listing: Any = getattr(visit.school, "listing", None)
    return "" if listing is None else f"{listing.name}, {listing.place}"


def host() -> str:
    """The name of this site, as it stands in the ids of appointments."""
    return settings.SITE_ADDRESS.partition("//")[2].partition(":")[0]
