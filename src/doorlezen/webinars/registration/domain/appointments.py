"""The appointment in the calendar of who has a place (iCalendar, RFC 5545; in mail: iTIP, RFC 5546)."""

import datetime
from typing import Literal

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from doorlezen.language import t
from doorlezen.webinars.machines.site import page
from doorlezen.webinars.models.series import HERE
from doorlezen.webinars.registration.models import Registration

Method = Literal["REQUEST", "CANCEL"]
_WARNING = datetime.timedelta(minutes=-15)


def appointment(registration: Registration, method: Method, *, at: datetime.datetime, own_page: str) -> bytes:
    """The appointment of one person: REQUEST puts it in the calendar or changes it, CANCEL takes it out.

    UID stays that of the registration. SEQUENCE follows the meeting; who leaves gets the next one, so that it
    outranks what the calendar has.
    """
    made = Calendar()
    made.add("prodid", "-//Doorlezen//Webinars//NL")
    made.add("version", "2.0")
    made.add("method", method)
    made.add_component(_event(registration, method, at=at, own_page=own_page))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(registration: Registration, method: Method, *, at: datetime.datetime, own_page: str) -> Event:
    meeting = registration.meeting
    left = method == "CANCEL" and meeting.cancelled_at is None
    event = Event()
    event.add("uid", f"{registration.uid}@{host()}")
    event.add("sequence", meeting.sequence + 1 if left else meeting.sequence)
    event.add("dtstamp", at.astimezone(datetime.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(HERE))
    event.add("dtend", meeting.ends_at.astimezone(HERE))
    event.add("summary", meeting.webinar.title)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("url", page(meeting.webinar))
    event.add("organizer", _organizer())
    event.add("attendee", _attendee(registration))
    if method == "REQUEST":
        event.add("location", t("Online; de link staat op je eigen pagina"))
        event.add(
            "description", t("Je eigen pagina, met de link naar de live-ruimte:\n{link}", link=own_page)
        )
        event.add("transp", "OPAQUE")
        warning = Alarm()
        warning.add("action", "DISPLAY")
        warning.add("description", meeting.webinar.title)
        warning.add("trigger", _WARNING)
        event.add_component(warning)
    return event


def host() -> str:
    """The name of this site, as it stands in the ids of mails and appointments."""
    return settings.SITE_ADDRESS.partition("//")[2].partition(":")[0]


def _organizer() -> vCalAddress:
    from email.utils import parseaddr

    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"MAILTO:{address}")
    organizer.params["CN"] = vText(name or "Doorlezen")
    return organizer


def _attendee(registration: Registration) -> vCalAddress:
    attendee = vCalAddress(f"MAILTO:{registration.email}")
    attendee.params["CN"] = vText(registration.name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    # whoever registered comes; answering by calendar would reach nobody
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee
