"""Whatever tells of a webinar says that it is off, or that it was moved: every address, file and mail.

The addresses are those that Django itself finds, so a page or feed that is added later is asked as well.
"""

import dataclasses
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Letter
from doorlezen.language import HERE
from doorlezen.meetings.domain import meetings, page_keys
from doorlezen.meetings.letters import write
from doorlezen.meetings.models import MailKind, Meeting, Question, Registration, Shown
from doorlezen.web.pages.webinars.outputs.picture import told
from doorlezen.webinars.domain.editing import withdraw
from doorlezen.webinars.domain.entries import entry_of, whole
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Affiliation, Audience, Series, Speaker, Theme, Webinar
from doorlezen.webinars.search.indexing import index_webinar
from tests.closed.site_map import Page, pages
from tests.meetings.meetings import a_meeting_now, somebody
from tests.people import a_person, actor_of, an_organisation, client_of
from tests.webinars.entries import a_recorded, a_webinar

pytestmark = pytest.mark.django_db

TITLE = "Zonnebloemgesprek"
AREAS = {"webinars", "webinar-editing", "webinar_search", "registration", "meetings"}
LISTS = {
    "theme": "geld",
    "audience": "directeuren",
    "series": "reeks",
    "speaker": "noor",
    "affiliation": "hier",
}
PARTS: dict[str, Any] = {
    "slug": "gesprek",
    "language": "nl",
    "order": 1,
    "which": "themes",
    "number": 1,
    "kind": "srt",
    "question": 1,
}
"""What the addresses of webinars are made of. A new part has to be told here, by whoever adds it."""
PAST_TENSE = {"accounts:logbook"}
"""Where stands what somebody did, under the title of that moment."""


@pytest.fixture
def announced(db: None) -> Meeting:
    """A webinar in every list, with somebody who comes, and a question."""
    poi = an_organisation(OrganisationKind.POI, "POI Rijn")
    meeting = a_meeting_now(title=TITLE, organisation=poi)
    webinar = meeting.webinar
    webinar.series = Series.objects.create(slug="reeks", title="Reeks")
    webinar.save()
    webinar.themes.add(Theme.objects.create(slug="geld", title="Geld"))
    webinar.audiences.add(Audience.objects.create(slug="directeuren", title="Directeuren"))
    webinar.parts.create(title="Deel", order=1).appearances.create(
        order=1,
        speaker=Speaker.objects.create(slug="noor", name="Noor"),
        affiliation=Affiliation.objects.create(slug="hier", name="Hier"),
    )
    index_webinar(webinar)
    who = somebody(meeting, now=timezone.now())
    Question.objects.create(
        pk=1, meeting=meeting, asker=who, text="Hoe?", state=Shown.SHOWN, asked_at=timezone.now()
    )
    return meeting


@pytest.fixture
def organiser(announced: Meeting) -> Actor:
    """Who runs it, and works on webinars."""
    poi = announced.webinar.organisation
    assert isinstance(poi, Organisation)
    return actor_of(a_person("Ria Rijn", (poi, Role.POI_ADVISER)), poi)


def every_address(organisation: str, key: str) -> Iterator[tuple[Page, str]]:
    """All of webinars, and the pages of the whole site that need nothing."""
    for page in pages():
        area = page.name.partition(":")[0]
        if area not in AREAS and (page.parameters or page.route.startswith("account/")):
            continue
        parts = {name: PARTS[name] for name in page.parameters if name != "year"}
        if "year" in page.parameters:
            parts["year"] = timezone.localdate().year
        if page.name.partition(":")[2] in LISTS and area == "webinars":
            parts["slug"] = LISTS[page.name.partition(":")[2]]
        if page.name == "webinar-editing:thing":
            parts["slug"] = "geld"
        if page.is_of_an_organisation:
            parts["organisation"] = organisation
        address = reverse(page.name, kwargs=parts) if page.name else "/" + page.route
        query = f"?sleutel={key}" if area == "registration" and "sleutel" not in address else ""
        yield page, address + ("?q=zonnebloemgesprek" if area == "webinar_search" else query)


def read(answer: Any) -> str:
    """What an answer says, also in a workbook or another zip."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return str(body.decode("utf-8", "replace"))


OFF = re.compile(r"(gaat|ging) niet door|EventCancelled|STATUS:CANCELLED|called_off_at", re.IGNORECASE)
MOVED = re.compile(r"\bverzet\b|EventRescheduled|SEQUENCE:[1-9]", re.IGNORECASE)


def silent(meeting: Meeting, organiser: Actor, word: re.Pattern[str]) -> tuple[set[str], set[str]]:
    """The addresses that name the webinar: those that say what became of it, and those that do not."""
    key = page_keys.own_page(meeting.registrations.get()).partition("=")[2]
    says, is_silent = set(), set()
    for client in (client_of(organiser.person), Client(headers={"host": "localhost"})):
        for page, address in every_address(organiser.organisation.slug, key):
            if page.key in PAST_TENSE:
                continue
            answer = client.get(address)
            text = read(answer) if answer.status_code < 500 else ""
            assert answer.status_code < 500, address
            if TITLE in text:
                (says if word.search(text) else is_silent).add(page.key)
    return says, is_silent - says


TOLD = {
    "webinars:overview", "webinars:calendar", "webinars:atom", "webinars:year", "webinars:theme",
    "webinars:audience", "webinars:series", "webinars:speaker", "webinars:affiliation", "webinars:webinar",
    "webinars:appointment", "webinar_search:search", "registration:own", "registration:sign-up",
    "meetings:every", "meetings:meeting", "webinar-editing:list", "webinar-editing:preview",
}  # fmt: skip
"""Where it certainly stands; others are found as well."""


def test_every_output_says_that_it_is_off(announced: Meeting, organiser: Actor) -> None:
    meetings.call_off(organiser, meeting=announced, now=timezone.now())
    says, is_silent = silent(announced, organiser, OFF)
    assert is_silent == set()
    assert says >= TOLD


def test_every_output_says_that_it_was_moved(announced: Meeting, organiser: Actor) -> None:
    day = announced.webinar.date + datetime.timedelta(days=1)
    if day.year != announced.webinar.date.year:
        day = announced.webinar.date - datetime.timedelta(days=1)
    meetings.move(
        organiser, meeting=announced, day=day, start=datetime.time(9), minutes=50, now=timezone.now()
    )
    says, is_silent = silent(announced, organiser, MOVED)
    assert is_silent == set()
    assert says >= TOLD


def a_page(slug: str = "gesprek") -> str:
    return Client(headers={"host": "localhost"}).get(f"/webinars/{slug}/").content.decode()


def linked(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    event: dict[str, Any] = json.loads(found[1])["@graph"][0]
    return event


def test_the_page_of_what_is_off_offers_to_take_it_out_of_the_calendar(
    announced: Meeting, organiser: Actor
) -> None:
    before = a_page()
    assert "Zet in je agenda" in before
    assert linked(before)["eventStatus"] == "https://schema.org/EventScheduled"
    meetings.call_off(organiser, meeting=announced, now=timezone.now())
    after = a_page()
    assert linked(after)["eventStatus"] == "https://schema.org/EventCancelled"
    assert "Zet in je agenda" not in after
    assert "Haal het uit je agenda" in after
    assert "/aanmelden/" not in after
    assert f'<meta property="og:title" content="Gaat niet door: {TITLE}">' in after
    webinar = Webinar.objects.select_related("series").get()
    assert told(webinar, timezone.now())["title"] == f"Gaat niet door: {TITLE}"


@pytest.mark.parametrize("address", ["/webinars/gesprek/afspraak.ics", "/webinars/agenda.ics"])
def test_a_calendar_learns_that_it_is_off_and_that_it_was_moved(
    announced: Meeting, organiser: Actor, address: str
) -> None:
    def event() -> tuple[str, str, str, int, str]:
        calendar = Calendar.from_ical(Client(headers={"host": "localhost"}).get(address).content)
        (found,) = calendar.walk("VEVENT")
        assert str(found["ORGANIZER"]) == "MAILTO:doorlezen@localhost"
        return (
            str(calendar["METHOD"]),
            str(found["STATUS"]),
            str(found["UID"]),
            int(found["SEQUENCE"]),
            str(found["SUMMARY"]),
        )

    _, _, uid, sequence, _ = first = event()
    assert first == ("PUBLISH", "CONFIRMED", uid, sequence, TITLE)
    day = announced.webinar.date + datetime.timedelta(days=1)
    meetings.move(
        organiser, meeting=announced, day=day, start=datetime.time(9), minutes=50, now=timezone.now()
    )
    assert event() == ("PUBLISH", "CONFIRMED", uid, sequence + 1, TITLE)
    meetings.call_off(organiser, meeting=announced, now=timezone.now())
    method = "CANCEL" if address.endswith("afspraak.ics") else "PUBLISH"
    assert event() == (method, "CANCELLED", uid, sequence + 2, f"Gaat niet door: {TITLE}")


def test_the_feed_tells_it_as_news(announced: Meeting, organiser: Actor) -> None:
    feedparser = pytest.importorskip("feedparser")

    def entry() -> Any:
        answer = Client(headers={"host": "localhost"}).get("/webinars/nieuw.atom")
        (found,) = feedparser.parse(answer.content).entries
        return found

    before = entry()
    meetings.call_off(organiser, meeting=announced, now=timezone.now())
    after = entry()
    assert (before.title, after.title) == (TITLE, f"Gaat niet door: {TITLE}")
    assert after.id == before.id
    assert after.updated > before.updated


def test_machines_read_when_it_was_before(announced: Meeting, organiser: Actor) -> None:
    before = linked(a_page())["startDate"]
    day = announced.webinar.date + datetime.timedelta(days=1)
    meetings.move(
        organiser, meeting=announced, day=day, start=datetime.time(9), minutes=50, now=timezone.now()
    )
    event = linked(a_page())
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == before
    assert event["startDate"].startswith(day.isoformat())


@pytest.mark.parametrize("kind", list(MailKind))
def test_no_mail_tells_of_it_as_going_on(announced: Meeting, organiser: Actor, kind: MailKind) -> None:
    meetings.call_off(organiser, meeting=announced, now=timezone.now())
    for state in Registration._meta.get_field("state").choices or ():
        Registration.objects.update(state=state[0])
        who = Registration.objects.select_related("meeting__webinar").get()
        mail = write(Letter(about=who.pk, kind=kind, made_at=timezone.now()))
        assert mail is None or "gaat niet door" in mail.text


def test_what_a_file_or_an_older_version_says_does_not_bring_it_back(
    announced: Meeting, organiser: Actor
) -> None:
    old = entry_of(whole(Webinar.objects.all()).get())
    meetings.call_off(organiser, meeting=announced, now=timezone.now())
    put(dataclasses.replace(old, summary="Anders"), actor=organiser, what="x", now=timezone.now())
    assert Webinar.objects.get().is_called_off
    seen = Webinar.objects.get().version
    withdraw(organiser, "gesprek", seen=seen, now=timezone.now())
    assert Webinar.objects.get().is_called_off


def test_what_was_called_off_was_not_held(db: None) -> None:
    now = datetime.datetime(2026, 9, 20, 9, tzinfo=HERE)
    put(
        a_webinar(title=TITLE, called_off_at=now - datetime.timedelta(days=30)), actor=None, what="x", now=now
    )
    client = Client(headers={"host": "localhost"})
    assert TITLE not in client.get("/webinars/").content.decode()
    year = client.get("/webinars/jaar/2026/").content.decode()
    assert re.search(r"Ging niet door</h2>.*" + TITLE, year, re.DOTALL)
    assert "Gehouden</h2>" not in year
    assert re.search(r'page-title__over">\s*Jaar\s*<', year)
    page = a_page()
    assert "Dit webinar ging niet door." in page
    assert "Of er een opname is" not in page
    assert "Gehouden</dt>" not in page


def test_a_correction_of_what_was_held_is_no_move(db: None) -> None:
    now = datetime.datetime(2026, 9, 20, 9, tzinfo=HERE)
    put(a_recorded(), actor=None, what="x", now=now)
    put(a_recorded(date=datetime.date(2026, 9, 2)), actor=None, what="x", now=now)
    assert Webinar.objects.get().moved_from == ""


def test_filling_in_the_time_is_no_move(db: None) -> None:
    now = datetime.datetime(2026, 9, 20, 9, tzinfo=HERE)
    coming = datetime.date(2027, 1, 14)
    put(a_webinar(date=coming), actor=None, what="x", now=now)
    put(a_webinar(date=coming, start_time=datetime.time(9), minutes=50), actor=None, what="x", now=now)
    assert Webinar.objects.get().moved_from == ""
    put(a_webinar(date=coming, start_time=datetime.time(10), minutes=50), actor=None, what="x", now=now)
    assert Webinar.objects.get().moved_from == "2027-01-14T09:00+01:00"
