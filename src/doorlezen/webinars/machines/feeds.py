"""The catalogue as Atom (what is new), iCalendar (what comes) and a sitemap."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from doorlezen.language import t
from doorlezen.webinars.domain.faults import each, shown
from doorlezen.webinars.domain.when import when
from doorlezen.webinars.machines.site import absolute, page
from doorlezen.webinars.models import Precision, Webinar

NEWEST = 50
"""How many webinars the Atom feed holds."""


def atom(webinars: Iterable[Webinar], *, changed_at: datetime.datetime) -> bytes:
    """The feed of these webinars; ``changed_at`` is its date where there are none."""
    address = absolute(reverse("webinars:atom"))
    feed = Atom1Feed(
        title=t("Webinars bij Doorlezen"),
        link=absolute(reverse("webinars:overview")),
        description=t("Wat directeuren van bibliotheken van elkaar leren"),
        language="nl",
        feed_url=address,
        feed_guid=address,
    )
    feed.latest_post_date = lambda: changed_at  # type: ignore[method-assign]
    for webinar in shown(webinars):
        feed.add_item(
            title=webinar.title,
            link=page(webinar),
            description=_told(webinar),
            unique_id=_lasting_id(webinar),
            pubdate=webinar.publish_at,
            updateddate=max(filter(None, [webinar.changed_at, webinar.publish_at])),
            categories=[theme.title for theme in webinar.themes.all()],
        )
    return feed.writeString("utf-8").encode()


def calendar(webinars: Iterable[Webinar]) -> bytes:
    """The webinars whose day is known as an iCalendar; without a time an event is of a whole day."""
    made = Calendar()
    made.add("prodid", "-//Doorlezen//Webinars//NL")
    made.add("version", "2.0")
    made.add("name", t("Webinars bij Doorlezen"))
    made.add("x-wr-calname", t("Webinars bij Doorlezen"))
    of_days = (webinar for webinar in webinars if webinar.precision == Precision.DAY)
    for _, appointment in each(of_days, event):
        made.add_component(appointment)
    return bytes(made.to_ical())


def event(webinar: Webinar) -> Event:
    """One webinar as an event of a calendar. Its UID stays, whatever is changed."""
    made = Event()
    made.add("uid", _lasting_id(webinar))
    made.add("sequence", webinar.version)
    made.add("dtstamp", webinar.changed_at.astimezone(datetime.UTC))
    made.add("summary", webinar.title)
    made.add("description", _told(webinar))
    made.add("url", page(webinar))
    if webinar.starts_at is None:
        made.add("dtstart", webinar.date)
        made.add("dtend", webinar.date + datetime.timedelta(days=1))
    else:
        made.add("dtstart", webinar.starts_at.astimezone(datetime.UTC))
        if webinar.ends_at is not None:
            made.add("dtend", webinar.ends_at.astimezone(datetime.UTC))
    return made


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


def _told(webinar: Webinar) -> str:
    return "\n\n".join(filter(None, [when(webinar), webinar.summary, webinar.about.strip()]))


def _lasting_id(webinar: Webinar) -> str:
    host = absolute("").partition("//")[2].partition(":")[0]
    return f"tag:{host},2026:webinar-{webinar.pk}"
