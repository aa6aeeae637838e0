"""From what happens, when and for whom, to the bytes of a calendar."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from icalendar import Alarm, Calendar, Event, vCalAddress, vDuration, vText

from doorlezen.calendars.zone import here
from doorlezen.language import HERE

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
"""To whoever wants it; to one person who takes it over; out of that person's calendar (RFC 5546)."""
_MAKER = "-//Doorlezen//Doorlezen//NL"


@dataclass(frozen=True)
class Party:
    """Who organises it, or who comes: a name and a mail address."""

    name: str
    address: str


@dataclass(frozen=True)
class Happening:
    """One event. ``start``, ``end``: moments, or days of which the last one is not included.

    ``uid`` stays whatever changes; ``sequence`` rises with every change, or a calendar keeps what it has.
    ``told_at``: when this was so. ``is_off``: it does not take place. ``warns``: how long before the start
    the calendar gives a sign; None: it gives none.
    """

    uid: str
    sequence: int
    told_at: datetime.datetime
    title: str
    start: datetime.date
    end: datetime.date | None
    is_off: bool = False
    told: str = ""
    address: str = ""
    place: str = ""
    organiser: Party | None = None
    guest: Party | None = None
    warns: datetime.timedelta | None = None


def calendar(
    happenings: Iterable[Happening],
    *,
    method: Method,
    name: str = "",
    again: datetime.timedelta | None = None,
) -> bytes:
    """The calendar with these events, in their order. ``name``: what it is called where it is followed;
    ``again``: how often it is good to look whether something changed."""
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", method)
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
    if again is not None:
        made.add("refresh-interval", again, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", vDuration(again).to_ical().decode())  # type: ignore[no-untyped-call]
    events = list(happenings)
    if any(_is_here(moment) for one in events for moment in (one.start, one.end)):
        made.add_component(here())
    for one in events:
        made.add_component(_event(one))
    return bytes(made.to_ical())


def _event(one: Happening) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.told_at.astimezone(datetime.UTC))
    event.add("dtstart", one.start)
    if one.end is not None:
        event.add("dtend", one.end)
    event.add("summary", one.title)
    event.add("status", "CANCELLED" if one.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if one.is_off else "OPAQUE")
    for key, text in (("description", one.told), ("url", one.address), ("location", one.place)):
        if text:
            event.add(key, text)
    if one.organiser is not None:
        event.add("organizer", _party(one.organiser))
    if one.guest is not None:
        event.add("attendee", _guest(one.guest))
    if one.warns is not None and not one.is_off:
        event.add_component(_sign(one))
    return event


def _sign(one: Happening) -> Alarm:
    sign = Alarm()
    sign.add("action", "DISPLAY")
    sign.add("description", one.title)
    sign.add("trigger", -one.warns if one.warns else datetime.timedelta())
    return sign


def _party(party: Party) -> vCalAddress:
    made = vCalAddress(f"MAILTO:{party.address}")
    made.params["CN"] = vText(party.name)
    return made


def _guest(party: Party) -> vCalAddress:
    made = _party(party)
    made.params["ROLE"] = vText("REQ-PARTICIPANT")
    # whoever is told of it comes; answering by calendar would reach nobody
    made.params["PARTSTAT"] = vText("ACCEPTED")
    made.params["RSVP"] = vText("FALSE")
    return made


def _is_here(moment: datetime.date | None) -> bool:
    return isinstance(moment, datetime.datetime) and moment.tzinfo is HERE
