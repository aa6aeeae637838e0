"""The appointment in the calendar of who has a place, as it goes along with mail (iTIP, RFC 5546)."""

import datetime
from typing import Literal

from doorlezen.calendars import Happening, Party, calendar
from doorlezen.language import HERE, t
from doorlezen.meetings.models import Registration
from doorlezen.webinars.domain.standing import titled
from doorlezen.webinars.links import host, organiser, page

Method = Literal["REQUEST", "CANCEL"]
_WARNS = datetime.timedelta(minutes=15)


def appointment(registration: Registration, method: Method, *, at: datetime.datetime, own_page: str) -> bytes:
    """The appointment of one person: REQUEST puts it in the calendar or changes it, CANCEL takes it out.

    The uid stays that of the registration. The sequence follows the meeting; what takes it out has the next
    one, so that it outranks what the calendar has.
    """
    meeting, leaves = registration.meeting, method == "CANCEL"
    webinar = meeting.webinar
    way_in = t("Je eigen pagina, met de link naar de live-ruimte:\n{link}", link=own_page)
    happening = Happening(
        uid=f"{registration.uid}@{host()}",
        sequence=meeting.sequence + 1 if leaves else meeting.sequence,
        told_at=at,
        title=titled(webinar, at) if webinar.is_called_off else webinar.title,
        start=meeting.starts_at.astimezone(HERE),
        end=meeting.ends_at.astimezone(HERE),
        is_off=leaves,
        told="" if leaves else way_in,
        address=page(webinar),
        place="" if leaves else t("Online; de link staat op je eigen pagina"),
        organiser=organiser(),
        guest=Party(registration.name, registration.email),
        warns=_WARNS,
    )
    return calendar([happening], method=method)
