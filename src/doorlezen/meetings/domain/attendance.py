"""Note who was there: all of a list or nothing of it."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.meetings.attendance.attendance_rows import read_attendance
from doorlezen.meetings.attendance.presence import match
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.models import Meeting, PlaceState, Registration


@dataclass(frozen=True)
class AttendanceReport:
    """What became of a list. ``there`` and ``not_there`` are all who had a place; ``without_place``: who came
    while waiting, or after saying not to come. ``unknown``: rows of people who are not registered, or whose
    name two have.

    Those rows are only told to who reads the list in, and kept nowhere.
    """

    rows: int
    there: int
    not_there: int
    without_place: int
    unknown: list[tuple[int, str]]


@transaction.atomic
def read_in(actor: Actor, *, meeting: Meeting, source: Source, now: datetime.datetime) -> AttendanceReport:
    """Note who was there; a second list takes the place of the first. Raises Refused, InputError."""
    require("meetings.run", actor, meeting.webinar)
    held = lock(meeting)
    if held.shredded_at is not None:
        raise InputError(str(held), t("de namen zijn al gewist; wie er was is niet meer te koppelen"))
    if held.webinar.is_called_off:
        raise InputError(str(held), t("dit webinar ging niet door; er was niemand"))
    if now < held.starts_at:
        raise InputError(str(held), t("dit webinar is nog niet begonnen"))
    found = read_attendance(source)
    people = list(held.registrations.exclude(email="").order_by("number"))
    planned = int((held.ends_at - held.starts_at).total_seconds())
    matched = match(found, people, planned=planned)
    if found.seen and not matched.seconds:
        what = t("niemand op deze lijst is aangemeld; is dit de lijst van het goede webinar?")
        raise InputError(source.name, what)
    read = _write(held, people, matched.seconds, rows=len(found.seen), unknown=matched.unknown)
    after = {"rows": read.rows, "there": read.there, "unknown": len(read.unknown), "sha256": source.sha256}
    record(actor, "meetings.attendance-read", held, after=after)
    return read


def _write(
    held: Meeting,
    people: list[Registration],
    seconds: dict[int, int],
    *,
    rows: int,
    unknown: list[tuple[int, str]],
) -> AttendanceReport:
    """Who had a place was there or not; of who had none only that they came is something to note."""
    noted = []
    for one in people:
        minutes = min(-(-seconds.get(one.pk, 0) // 60), 24 * 60)
        one.minutes_there = minutes if minutes or one.state == PlaceState.CONFIRMED else None
        if one.minutes_there is not None:
            noted.append(one)
    held.registrations.update(minutes_there=None)
    Registration.objects.bulk_update(noted, ["minutes_there"])
    placed = [one for one in noted if one.state == PlaceState.CONFIRMED]
    there = sum(1 for one in placed if one.minutes_there)
    return AttendanceReport(rows, there, len(placed) - there, len(noted) - len(placed), unknown)
