"""What machines read, read here by their own libraries."""

import datetime
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar
from PIL import Image
from pyld import jsonld

from doorlezen.web.pages.webinars.outputs.picture import picture
from doorlezen.webinars.catalogue.shape import AppearanceEntry, PartEntry
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Affiliation, Series, Speaker, Theme, Webinar
from tests.webinars.conftest import NOW
from tests.webinars.entries import MARK, a_recorded, a_webinar

SITE = "http://127.0.0.1:8000"
CONTEXT = {"@context": {"@vocab": "https://schema.org/"}}
SDO = "https://schema.org/"


def graph(html: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page, expanded, by the kind of thing."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None

    def offline(url: str, options: dict[str, Any]) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": CONTEXT,
        }

    return list(jsonld.expand(json.loads(found[1]), {"documentLoader": offline}))


def of_kind(things: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(thing for thing in things if thing["@type"] == [SDO + kind])


def value(thing: dict[str, Any], name: str) -> Any:
    return thing[SDO + name][0].get("@value", thing[SDO + name][0].get("@id"))


@pytest.fixture
def recorded(db: None) -> None:
    Series.objects.create(slug="reeks", title="Reeks", organiser="Stichting Voorbeeld")
    Speaker.objects.create(slug="noor", name="Noor")
    Affiliation.objects.create(slug="hier", name="Bibliotheek Hier")
    part = PartEntry("Deel", 0, (AppearanceEntry("noor", role="directeur", affiliation="hier"),))
    webinar = a_recorded(
        title=f"Gesprek </script>{MARK}",
        series="reeks",
        start_time=datetime.time(9, 0),
        minutes=50,
        parts=(part, part),
    )
    put(webinar, actor=None, what="x", now=NOW)


def test_json_ld_tells_the_meeting_the_recording_and_the_way_here(recorded: None, visitor: Client) -> None:
    things = graph(visitor.get("/webinars/gesprek/").content.decode())
    event = of_kind(things, "EducationEvent")
    assert value(event, "name") == f"Gesprek </script>{MARK}"
    assert value(event, "startDate") == "2026-09-01T09:00+02:00"
    assert value(event, "endDate") == "2026-09-01T09:50+02:00"
    assert value(event, "duration") == "PT50M"
    assert [value(person, "name") for person in event[SDO + "performer"]] == ["Noor"]
    video = of_kind(things, "VideoObject")
    assert value(video, "contentUrl") == f"{SITE}/webinars/gesprek/opname"
    assert value(video, "duration") == "PT10S"
    assert value(video, "transcript").startswith("Noor van Dam: Welkom bij dit gesprek.")
    clips = [
        (value(x, "name"), value(x, "startOffset"), value(x, "endOffset")) for x in video[SDO + "hasPart"]
    ]
    assert clips == [("Begin", 0, 6), ("De prijs", 6, 10)]
    steps = of_kind(things, "BreadcrumbList")[SDO + "itemListElement"]
    assert [(value(x, "position"), value(x, "item")) for x in steps] == [
        (1, f"{SITE}/webinars/"),
        (2, f"{SITE}/webinars/reeks/reeks/"),
        (3, f"{SITE}/webinars/gesprek/"),
    ]


def test_of_a_month_json_ld_says_the_month_and_no_recording(shipped: None, visitor: Client) -> None:
    things = graph(visitor.get("/webinars/kansengelijkheid/").content.decode())
    assert sorted(thing["@type"][0] for thing in things) == [SDO + "BreadcrumbList", SDO + "EducationEvent"]
    event = of_kind(things, "EducationEvent")
    assert value(event, "startDate") == "2022-06"
    assert SDO + "endDate" not in event


def test_the_atom_feed_is_read_without_complaint(shipped: None, visitor: Client) -> None:
    answer = visitor.get("/webinars/nieuw.atom")
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version, len(feed.entries)) == (False, "atom10", 8)
    newest = feed.entries[0]
    assert newest.link == f"{SITE}/webinars/mbv-2-en-doorontwikkeling-dbos-po/"
    assert newest.published == "2024-03-28T08:00:00+00:00"
    assert len({entry.id for entry in feed.entries}) == 8


def test_an_empty_feed_is_a_feed(db: None, visitor: Client) -> None:
    feed = feedparser.parse(visitor.get("/webinars/nieuw.atom").content)
    assert (feed.bozo, feed.entries) == (False, [])


def test_the_calendar_holds_what_has_a_day(shipped: None, visitor: Client) -> None:
    calendar = Calendar.from_ical(visitor.get("/webinars/agenda.ics").content)
    events = list(calendar.walk("VEVENT"))
    assert [event["SUMMARY"] for event in events] == [
        "Expertiseontwikkeling bij de Bibliotheek op school en BoekStart",
        "De Monitor de Bibliotheek op school en BoekStart",
        "KWINK-rapport en Impulsregeling Masterplan basisvaardigheden II",
        "MBV II en doorontwikkeling van de Bibliotheek op school in het primair onderwijs",
    ]
    assert events[0].decoded("DTSTART") == datetime.datetime(2023, 4, 13, 7, tzinfo=datetime.UTC)
    assert events[0].decoded("DTEND") == datetime.datetime(2023, 4, 13, 7, 50, tzinfo=datetime.UTC)
    assert events[3].decoded("DTSTART") == datetime.date(2024, 3, 28)
    assert len({event["UID"] for event in events}) == 4


def test_an_appointment_keeps_its_uid_when_all_else_changes(db: None, visitor: Client) -> None:
    def uid(slug: str) -> tuple[str, int]:
        calendar = Calendar.from_ical(visitor.get(f"/webinars/{slug}/afspraak.ics").content)
        event = calendar.walk("VEVENT")[0]
        return str(event["UID"]), int(event["SEQUENCE"])

    put(a_webinar(title="Met een; komma, en\\streep"), actor=None, what="x", now=NOW)
    first, sequence = uid("gesprek")
    put(a_webinar(slug="anders", title="Anders"), actor=None, what="x", now=NOW, was="gesprek")
    assert uid("anders") == (first, sequence + 1)


def test_a_newline_in_a_title_cannot_add_to_the_calendar(db: None, visitor: Client) -> None:
    put(a_webinar(about="Regel\nEND:VEVENT\nBEGIN:VALARM"), actor=None, what="x", now=NOW)
    calendar = Calendar.from_ical(visitor.get("/webinars/gesprek/afspraak.ics").content)
    assert [len(calendar.walk(kind)) for kind in ("VEVENT", "VALARM")] == [1, 0]


def test_the_sitemap_lists_pages_that_are_there(shipped: None, visitor: Client) -> None:
    root = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    addresses = [url.findtext(f"{name}loc") or "" for url in root.iter(f"{name}url")]
    assert (root.tag, len(addresses), len(set(addresses))) == (f"{name}urlset", 50, 50)
    for address in addresses:
        assert visitor.get(address.removeprefix(SITE)).status_code == 200, address


@pytest.mark.parametrize("title", ["Kort", "#panic() " + MARK, "Zeer lang " * 20])
def test_the_picture_holds_any_title(db: None, title: str) -> None:
    webinar = put(a_webinar(title=title.strip()), actor=None, what="x", now=NOW)
    image = Image.open(io.BytesIO(picture(webinar, NOW)))
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_a_shared_link_has_its_picture(db: None, visitor: Client) -> None:
    put(a_webinar(title=MARK), actor=None, what="x", now=NOW)
    html = visitor.get("/webinars/gesprek/").content.decode()
    assert f'<meta property="og:image" content="{SITE}/webinars/gesprek/deelplaatje.png">' in html
    assert '<meta property="og:title" content="&lt;b&gt;&amp;' in html
    answer = visitor.get("/webinars/gesprek/deelplaatje.png")
    assert (answer["Content-Type"], answer["Cross-Origin-Resource-Policy"]) == ("image/png", "cross-origin")
    assert visitor.get("/webinars/gesprek/deelplaatje.png").content == answer.content


ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "Titel\ufffe met \u202eachterstevoren\u202c <b>vet</b> &amp; \x0b]]> 😀"


def one(element: ElementTree.Element, name: str) -> ElementTree.Element:
    (found,) = element.findall(ATOM + name)
    return found


def check_atom(content: bytes) -> ElementTree.Element:
    """The feed, held against the rules of RFC 4287, sections 3.3 and 4.1 to 4.2."""
    feed = ElementTree.fromstring(content)
    assert feed.tag == ATOM + "feed"
    assert one(feed, "author").find(ATOM + "name") is not None
    ids = [one(feed, "id").text]
    for thing in (feed, *feed.findall(ATOM + "entry")):
        assert one(thing, "title").text
        for name in ("updated", "published"):
            for found in thing.findall(ATOM + name):
                assert datetime.datetime.fromisoformat(found.text or "").tzinfo is not None
        one(thing, "updated")
        alternate = [
            link for link in thing.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"
        ]
        assert len({(link.get("type"), link.get("hreflang")) for link in alternate}) == len(alternate) == 1
        for name in ("title", "subtitle", "summary", "content", "rights"):
            for words in thing.findall(ATOM + name):
                assert words.get("type", "text") == "text"
                assert list(words) == []
        assert all(category.get("term") for category in thing.findall(ATOM + "category"))
        assert all(author.find(ATOM + "name").text for author in thing.findall(ATOM + "author"))  # type: ignore[union-attr]
        assert len(thing.findall(ATOM + "summary")) <= 1
    for entry in feed.findall(ATOM + "entry"):
        ids.append(one(entry, "id").text)
    assert all(re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", each or "") for each in ids)
    assert len(set(ids)) == len(ids)
    return feed


def test_the_atom_feed_keeps_the_rules(recorded: None, shipped: None, visitor: Client) -> None:
    feed = check_atom(visitor.get("/webinars/nieuw.atom").content)
    assert len(feed.findall(ATOM + "entry")) == 9
    authors = [one(entry, "author")[0].text for entry in feed.findall(ATOM + "entry")]
    assert authors[0] == "Stichting Voorbeeld"


def test_words_in_the_feed_are_text_and_come_through(recorded: None, visitor: Client) -> None:
    (entry,) = check_atom(visitor.get("/webinars/nieuw.atom").content).findall(ATOM + "entry")
    assert one(entry, "title").text == f"Gesprek </script>{MARK}"
    (read,) = feedparser.parse(visitor.get("/webinars/nieuw.atom").content).entries
    assert read.title_detail.type == "text/plain"
    assert read.summary_detail.type == "text/plain"
    assert read.title == f"Gesprek </script>{MARK}"


def test_whatever_is_stored_machines_can_read_it(recorded: None, visitor: Client) -> None:
    for model in (Webinar, Series, Theme):
        model.objects.update(title=NASTY)  # type: ignore[attr-defined]
    Webinar.objects.update(summary=NASTY, about=NASTY)
    (entry,) = check_atom(visitor.get("/webinars/nieuw.atom").content).findall(ATOM + "entry")
    assert one(entry, "title").text == "Titel met achterstevoren <b>vet</b> &amp; ]]> 😀"
    ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    graph(visitor.get("/webinars/gesprek/").content.decode())
    for address in ("/webinars/agenda.ics", "/webinars/gesprek/afspraak.ics"):
        (event,) = Calendar.from_ical(visitor.get(address).content).walk("VEVENT")
        assert "\ufffe" not in str(event["SUMMARY"])
        assert "\u202e" not in str(event["SUMMARY"])
    assert visitor.get("/webinars/gesprek/deelplaatje.png").status_code == 200
