"""The catalogue as iCalendar (what comes) and a sitemap; what is new stands in `atom`."""

import datetime
from collections.abc import Iterable

from doorlezen import calendars
from doorlezen.calendars import Happening
from doorlezen.language import t
from doorlezen.web.pages.webinars.outputs.xml import xml_text
from doorlezen.webinars.domain.standing import standing, titled
from doorlezen.webinars.domain.unshowable import each
from doorlezen.webinars.domain.when import when
from doorlezen.webinars.links import absolute, lasting_id, organiser, page
from doorlezen.webinars.models import Precision, Webinar


def calendar(webinars: Iterable[Webinar], *, now: datetime.datetime) -> bytes:
    """The webinars whose day is known, to follow; without a time an event is of a whole day."""
    of_days = (webinar for webinar in webinars if webinar.precision == Precision.DAY)
    events = [happening for _, happening in each(of_days, lambda webinar: event(webinar, now=now))]
    return calendars.calendar(events, method="PUBLISH", name=t("Webinars bij Doorlezen"))


def appointment(webinar: Webinar, *, now: datetime.datetime) -> bytes:
    """One webinar to put in a calendar; once it is called off the same file takes it out again."""
    known = webinar.precision == Precision.DAY
    method: calendars.Method = "CANCEL" if standing(webinar, now).is_off else "PUBLISH"
    return calendars.calendar([event(webinar, now=now)] if known else [], method=method)


def event(webinar: Webinar, *, now: datetime.datetime) -> Happening:
    """One webinar as an event. Its uid stays, whatever is changed, and every change raises its sequence."""
    starts_at, ends_at = webinar.starts_at, webinar.ends_at
    if starts_at is None:
        start: datetime.date = webinar.date
        end: datetime.date | None = webinar.date + datetime.timedelta(days=1)
    else:
        start = starts_at.astimezone(datetime.UTC)
        end = ends_at.astimezone(datetime.UTC) if ends_at else None
    is_off = standing(webinar, now).is_off
    return Happening(
        uid=lasting_id(webinar),
        sequence=webinar.version,
        told_at=webinar.changed_at,
        # a calendar moves an event by itself, and shows the word for what is off only beside a title
        title=xml_text(titled(webinar, now) if is_off else webinar.title),
        start=start,
        end=end,
        is_off=is_off,
        told=_told(webinar, now),
        address=page(webinar),
        organiser=organiser(),
    )


def sitemap(addresses: Iterable[tuple[str, datetime.datetime | None]]) -> bytes:
    """The sitemap of these paths, each with when it last changed, where that is known."""
    from xml.etree.ElementTree import Element, SubElement, tostring

    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for path, changed_at in addresses:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = absolute(path)
        if changed_at is not None:
            SubElement(url, "lastmod").text = changed_at.astimezone(datetime.UTC).isoformat(
                timespec="seconds"
            )
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _told(webinar: Webinar, now: datetime.datetime) -> str:
    return xml_text("\n\n".join(filter(None, [when(webinar, now), webinar.summary, webinar.about.strip()])))
