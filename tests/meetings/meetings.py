"""Meetings to test with."""

import datetime
from typing import Any

from django.utils import timezone

from doorlezen.language import HERE
from doorlezen.meetings.domain.line import register
from doorlezen.meetings.domain.registrants import checked
from doorlezen.meetings.models import Meeting, Registration
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Webinar
from tests.webinars.entries import a_webinar

START = datetime.datetime(2027, 3, 18, 9, 30, tzinfo=HERE)
END = START + datetime.timedelta(minutes=50)
NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=HERE)
"""Registering is open, and the webinar still to come."""


def a_meeting(*, start: datetime.datetime = START, organisation: Any = None, **fields: Any) -> Meeting:
    """A meeting of fifty minutes; registering opened on 1 January 2027 and closes when it starts."""
    slug = fields.pop("slug", "gesprek")
    entry = a_webinar(
        slug=slug,
        title=fields.pop("title", "Een gesprek"),
        date=start.date(),
        start_time=start.time(),
        minutes=50,
    )
    webinar = put(entry, actor=None, what="nieuw", now=datetime.datetime(2026, 9, 2, 9, tzinfo=HERE))
    if organisation is not None:
        Webinar.objects.filter(pk=webinar.pk).update(organisation=organisation)
        webinar.refresh_from_db()
    webinar.called_off_at = fields.pop("called_off_at", None)
    webinar.save(update_fields=["called_off_at"])
    given = {
        "places": 2,
        "opens_at": datetime.datetime(2027, 1, 1, tzinfo=HERE),
        "closes_at": start,
        "starts_at": start,
        "ends_at": start + datetime.timedelta(minutes=50),
    }
    return Meeting.objects.create(webinar=webinar, **{**given, **fields})


def set_all(**fields: Any) -> None:
    """Set these fields of every meeting, ``called_off_at`` of their webinars."""
    if "called_off_at" in fields:
        Webinar.objects.update(called_off_at=fields.pop("called_off_at"))
    if fields:
        Meeting.objects.update(**fields)


def a_meeting_now(**fields: Any) -> Meeting:
    """A meeting in thirty days, for which one can register at this very moment."""
    now = timezone.now()
    start = (
        (now + datetime.timedelta(days=30))
        .astimezone(HERE)
        .replace(hour=9, minute=30, second=0, microsecond=0)
    )
    return a_meeting(start=start, **{"opens_at": now - datetime.timedelta(days=1), **fields})


def somebody(
    meeting: Meeting, name: str = "Noor van Dam", *, now: datetime.datetime = NOW, email: str = ""
) -> Registration:
    """Somebody who registered, at an address that is known to be theirs: noor.van.dam@bieb.example."""
    address = email or f"{name.lower().replace(' ', '.')}@bieb.example"
    who = checked(name=name, email=address, organisation="Bibliotheek De Linge")
    made = register(meeting, who=who, now=now, is_theirs=True)
    made.refresh_from_db()
    return made
