"""What an organiser does with a meeting: open it, change it, move it, call it off."""

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.desk.post.outbox import put_again
from doorlezen.language import InputError, t
from doorlezen.meetings.domain import queries
from doorlezen.meetings.domain.due import tell_when_moved, tell_when_off
from doorlezen.meetings.domain.line import lock, move_up
from doorlezen.meetings.models import Meeting, PlaceState
from doorlezen.webinars.domain.saving import change
from doorlezen.webinars.models import Precision, Webinar


@dataclass(frozen=True)
class Settings:
    """What an organiser sets; the fields of Meeting with the same names."""

    places: int
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    room_address: str = ""
    room_minutes: int = 15
    reminder_hours: int = 24
    keep_days: int = 30
    mails_recording: bool = True
    opinions_open: bool = False


@transaction.atomic
def open_meeting(actor: Actor, *, webinar: Webinar, settings: Settings) -> Meeting:
    """Let people register for a webinar of which the time is known. Raises Refused, InputError."""
    require("meetings.run", actor, webinar)
    starts_at, ends_at = webinar.starts_at, webinar.ends_at
    if starts_at is None or ends_at is None:
        what = t("vul eerst bij het webinar de dag, de begintijd en de duur in")
        raise InputError(webinar.title, what)
    if Meeting.objects.filter(webinar=webinar).exists():
        raise InputError(webinar.title, t("aanmelden staat al open; verander de instellingen"))
    meeting = Meeting(webinar=webinar, starts_at=starts_at, ends_at=ends_at, **dataclasses.asdict(settings))
    _check(meeting)
    meeting.save()
    record(actor, "meetings.opened", meeting, after=_told(settings))
    return meeting


@transaction.atomic
def change_meeting(actor: Actor, *, meeting: Meeting, settings: Settings, now: datetime.datetime) -> Meeting:
    """Set it anew. More places go to who waits; fewer than are taken are refused.

    Raises Refused, InputError.
    """
    require("meetings.run", actor, meeting.webinar)
    held = lock(meeting)
    before = settings_of(held)
    if held.shredded_at is not None:
        raise InputError(
            str(held), t("dit is afgesloten en de namen zijn gewist; er valt niets te veranderen")
        )
    taken = held.registrations.filter(state=PlaceState.CONFIRMED).count()
    if settings.places < taken:
        what = t("er zijn al {taken} plaatsen vergeven; minder kan niet", taken=taken)
        raise InputError("places", what)
    if held.registrations.exists() and settings.keep_days > before.keep_days:
        # people were told until when their data is kept
        raise InputError("keep_days", t("er zijn al mensen aangemeld; later wissen dan beloofd kan niet"))
    for name, value in dataclasses.asdict(settings).items():
        setattr(held, name, value)
    _check(held)
    held.save()
    record(actor, "meetings.changed", held, before=_told(before), after=_told(settings))
    move_up(held, now=now)
    return held


@transaction.atomic
def move(
    actor: Actor,
    *,
    meeting: Meeting,
    day: datetime.date,
    start: datetime.time,
    minutes: int,
    now: datetime.datetime,
) -> int:
    """Another day or time; everybody in line gets a mail with the new appointment. How many.

    Raises Refused, InputError.
    """
    require("meetings.run", actor, meeting.webinar)
    held = lock(meeting)
    _require_to_come(held, now)
    moved = {"date": day, "start_time": start, "minutes": minutes, "precision": Precision.DAY}
    webinar = _change(held, actor=actor, what=t("verzet"), now=now, **moved)
    if webinar.starts_at is None or webinar.starts_at <= now:
        raise InputError("day", t("deze tijd is al voorbij"))
    before = _span(held)
    held.webinar = webinar
    told = tell_when_moved(held, now=now)
    if told is None:
        raise InputError("day", t("dit is de tijd die het al was; er is niets veranderd"))
    record(actor, "meetings.moved", held, before=before, after=_span(held))
    return told


@transaction.atomic
def call_off(actor: Actor, *, meeting: Meeting, now: datetime.datetime) -> int:
    """It does not go on; everybody in line gets a mail. How many. Raises Refused, InputError."""
    require("meetings.run", actor, meeting.webinar)
    held = lock(meeting)
    _require_to_come(held, now)
    held.webinar = _change(held, actor=actor, what=t("gaat niet door"), now=now, called_off_at=now)
    record(actor, "meetings.called-off", held)
    return tell_when_off(held, now=now)


@transaction.atomic
def mail_again(actor: Actor, *, meeting: Meeting) -> int:
    """Send the letters again of which it is uncertain whether they arrived, or are refused. How many."""
    require("meetings.run", actor, meeting.webinar)
    again = put_again(queries.stuck(meeting).select_for_update())
    if again:
        record(actor, "meetings.mailed-again", meeting, after={"letters": again})
    return again


def settings_of(meeting: Meeting) -> Settings:
    """The settings of a meeting as they are."""
    names = [field.name for field in dataclasses.fields(Settings)]
    return Settings(**{name: getattr(meeting, name) for name in names})


def _change(held: Meeting, *, actor: Actor, what: str, now: datetime.datetime, **fields: Any) -> Webinar:
    return change(
        held.webinar.slug,
        lambda _, entry: dataclasses.replace(entry, **fields),
        actor=actor,
        what=what,
        now=now,
    )


def _check(meeting: Meeting) -> None:
    try:
        meeting.full_clean(exclude=["webinar"], validate_constraints=False, validate_unique=False)
    except ValidationError as wrong:
        field, messages = next(iter(sorted(wrong.message_dict.items())))
        raise InputError(field, messages[0]) from None
    if meeting.closes_at <= meeting.opens_at:
        raise InputError("closes_at", t("aanmelden moet later sluiten dan het opent"))
    if meeting.closes_at > meeting.ends_at:
        raise InputError("closes_at", t("aanmelden kan niet langer open zijn dan het webinar duurt"))


def _require_to_come(meeting: Meeting, now: datetime.datetime) -> None:
    if meeting.webinar.is_called_off:
        raise InputError(str(meeting), t("dit webinar gaat al niet door"))
    if meeting.ends_at <= now:
        raise InputError(str(meeting), t("dit webinar is al geweest"))


def _told(settings: Settings) -> dict[str, Any]:
    """The settings for the audit trail; of the room only that it changed, for its address lets people in."""
    told = {
        name: value.isoformat() if isinstance(value, datetime.datetime) else value
        for name, value in dataclasses.asdict(settings).items()
    }
    told["room_address"] = bool(settings.room_address)
    return told


def _span(meeting: Meeting) -> dict[str, Any]:
    return {"starts_at": meeting.starts_at.isoformat(), "ends_at": meeting.ends_at.isoformat()}
