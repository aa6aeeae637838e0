"""Who was there: read from the list of a conference system, all of it or nothing."""

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.audit import record
from doorlezen.accounts.permissions import require
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.webinars.registration.domain.attendance_file import Seen, read_attendance
from doorlezen.webinars.registration.domain.line import lock
from doorlezen.webinars.registration.models import Meeting, Registration

_ROLE_BEHIND_NAME = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


@dataclass(frozen=True)
class Read:
    """What became of a list. ``unknown``: rows of people who are not registered, or whose name two have.

    These rows are only told to who reads the list in, and kept nowhere.
    """

    rows: int
    there: int
    not_there: int
    unknown: list[tuple[int, str]]


@transaction.atomic
def read_in(actor: Actor, *, meeting: Meeting, source: Source, now: datetime.datetime) -> Read:
    """Note who was there; a second list takes the place of the first. Raises Refused, InputError."""
    require("meetings.run", actor, meeting.webinar)
    held = lock(meeting)
    if held.shredded_at is not None:
        raise InputError(str(held), t("de namen zijn al gewist; wie er was is niet meer te koppelen"))
    if now < held.starts_at:
        raise InputError(str(held), t("dit webinar is nog niet begonnen"))
    seen = read_attendance(source)
    people = list(held.registrations.exclude(email="").order_by("number"))
    seconds, unknown = _matched(seen, people)
    if seen and not seconds:
        what = t("niemand op deze lijst is aangemeld; is dit de lijst van het goede webinar?")
        raise InputError(source.name, what)
    in_place = [one for one in people if one.is_in_line or one.pk in seconds]
    for registration in in_place:
        registration.minutes_there = min(-(-seconds.get(registration.pk, 0) // 60), 24 * 60)
    held.registrations.update(minutes_there=None)
    Registration.objects.bulk_update(in_place, ["minutes_there"])
    there = sum(1 for one in in_place if one.minutes_there)
    read = Read(len(seen), there, len(in_place) - there, unknown)
    after = {"rows": read.rows, "there": read.there, "unknown": len(unknown), "sha256": source.sha256}
    record(actor, "meetings.attendance-read", held, after=after)
    return read


def _matched(seen: list[Seen], people: list[Registration]) -> tuple[dict[int, int], list[tuple[int, str]]]:
    """How many seconds each was there by id, and the rows that are of nobody.

    The mail address decides; where it is absent or of nobody, a name that only one person has.
    Without a duration, being on the list is being there: one minute. Who left and came back has several rows.
    """
    by_email = {one.email_key: one for one in people}
    # who registered, left and registered again counts once, as in line
    by_email.update({one.email_key: one for one in people if one.is_in_line})
    by_name: dict[str, set[int]] = defaultdict(set)
    for one in by_email.values():
        by_name[_plain(one.name)].add(one.pk)
    seconds: dict[int, int] = {}
    unknown = []
    for row in seen:
        found = by_email.get(row.email.lower())
        pk = found.pk if found else None
        if pk is None:
            same = by_name.get(_plain(row.name)) or by_name.get(
                _plain(_ROLE_BEHIND_NAME.sub("", row.name)), set()
            )
            pk = next(iter(same)) if len(same) == 1 and row.name else None
        if pk is None:
            unknown.append((row.line, row.name or row.email))
        else:
            seconds[pk] = seconds.get(pk, 0) + (60 if row.seconds is None else row.seconds)
    return seconds, unknown


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
