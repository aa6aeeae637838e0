"""What is new, as an Atom feed (RFC 4287)."""

import datetime
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from django.urls import reverse

from doorlezen.language import t
from doorlezen.web.pages.webinars.outputs.xml import xml_text
from doorlezen.webinars.domain.standing import titled
from doorlezen.webinars.domain.unshowable import each
from doorlezen.webinars.domain.when import when
from doorlezen.webinars.links import absolute, lasting_id, page
from doorlezen.webinars.models import Webinar

NEWEST = 50
"""How many webinars the feed holds."""
_NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(webinars: Iterable[Webinar], *, now: datetime.datetime) -> bytes:
    """The feed of these webinars as they stand ``now``, which is its date where there are none."""
    entries = [entry for _, entry in each(webinars, lambda webinar: _entry(webinar, now))]
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "nl"})
    own = absolute(reverse("webinars:atom"))
    _say(feed, "id", own)
    _say(feed, "title", t("Webinars bij Doorlezen"))
    _say(feed, "subtitle", t("Wat directeuren van bibliotheken van elkaar leren"))
    _say(feed, "updated", max((moment for moment, _ in entries), default=now).isoformat())
    _author(feed, "Doorlezen")
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    SubElement(feed, "link", rel="alternate", type="text/html", href=absolute(reverse("webinars:overview")))
    feed.extend(entry for _, entry in entries)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(webinar: Webinar, now: datetime.datetime) -> tuple[datetime.datetime, Element]:
    """When it last changed for who reads along, and the entry. All words are plain text, and say so."""
    changed_at = max(filter(None, [webinar.changed_at, webinar.publish_at])).astimezone(datetime.UTC)
    entry = Element("entry", {"xml:lang": webinar.language})
    _say(entry, "id", lasting_id(webinar))
    _say(entry, "title", titled(webinar, now), type="text")
    _say(entry, "updated", changed_at.isoformat())
    if webinar.publish_at is not None:
        _say(entry, "published", webinar.publish_at.astimezone(datetime.UTC).isoformat())
    _author(entry, _publisher(webinar))
    SubElement(entry, "link", rel="alternate", type="text/html", href=page(webinar))
    for theme in webinar.themes.all():
        SubElement(entry, "category", term=theme.slug, label=xml_text(theme.title))
    _say(entry, "summary", "\n\n".join(filter(None, [when(webinar, now), webinar.summary])), type="text")
    if webinar.about.strip():
        _say(entry, "content", webinar.about.strip(), type="text")
    return changed_at, entry


def _publisher(webinar: Webinar) -> str:
    if webinar.organisation is not None:
        return webinar.organisation.name
    return (webinar.series.organiser if webinar.series is not None else "") or "Doorlezen"


def _author(parent: Element, name: str) -> None:
    _say(SubElement(parent, "author"), "name", name)


def _say(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = xml_text(text)
