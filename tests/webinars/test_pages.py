"""The public pages: what they show, what they hide, and that nothing in a text becomes HTML."""

import dataclasses
import datetime
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.language import HERE
from doorlezen.webinars.catalogue.shape import (
    AppearanceEntry,
    CueEntry,
    PartEntry,
    RecordingEntry,
    TrackEntry,
)
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import (
    Affiliation,
    Precision,
    RecordingKind,
    Series,
    Speaker,
    Status,
    Theme,
    Webinar,
)
from tests.webinars.conftest import NOW
from tests.webinars.entries import MARK, a_full_catalogue, a_recorded, a_webinar


class Languages(HTMLParser):
    """The language in which a screen reader says each piece of text of a page; of two alike the last one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.of: dict[str, str] = {}
        self._inside: list[str] = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in Outline.VOID:
            self._inside.append(dict(attrs).get("lang") or self._inside[-1])

    def handle_endtag(self, tag: str) -> None:
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        self.of[data.strip()] = self._inside[-1]


MBV2 = "/webinars/mbv-2-en-doorontwikkeling-dbos-po/"
LISTS = [
    "/webinars/",
    "/webinars/jaar/2024/",
    "/webinars/thema/gemeente/",
    "/webinars/doelgroep/directeuren/",
    "/webinars/reeks/webinars-voor-bibliotheekdirecties/",
    "/webinars/spreker/mark-deckers/",
    "/webinars/organisatie/stadkamer-zwolle/",
]


class Outline(HTMLParser):
    """The headings, landmarks and ids of a page, and whether what opens also closes."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "source", "track", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.mains, self.inline, self.ids = 0, 0, []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.mains += tag == "main"
        self.inline += "style" in named or any(name.startswith("on") for name in named)
        if "id" in named:
            self.ids.append(named["id"])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    outline = Outline(html)
    assert (outline.headings.count(1), outline.mains, outline.inline) == (1, 1, 0)
    steps = [below - above for above, below in zip(outline.headings, outline.headings[1:], strict=False)]
    assert max(steps, default=0) <= 1, "a heading skips a level"
    assert len(outline.ids) == len(set(outline.ids))
    assert len(html) < 60_000
    return html


@pytest.mark.parametrize("address", [*LISTS, MBV2, f"{MBV2}tekst/"])
def test_pages_are_well_formed_with_one_h1(shipped: None, visitor: Client, address: str) -> None:
    page(visitor, address)


def test_what_is_not_known_is_said_to_be_unknown(shipped: None, visitor: Client) -> None:
    html = page(visitor, "/webinars/kansengelijkheid/")
    assert "juni 2022 (de dag is niet bekend)" in html
    assert "<dt>Duur</dt><dd>niet bekend</dd>" in html
    assert "De onderdelen en de sprekers zijn niet bekend." in html
    assert "onderzoekers, namen niet bekend, onderzoeker," in page(
        visitor, "/webinars/kwink-rapport-en-mbv-2/"
    )


def test_a_webinar_stands_in_its_series_between_its_neighbours(shipped: None, visitor: Client) -> None:
    html = page(visitor, "/webinars/kwink-rapport-en-mbv-2/")
    assert "Nummer 7 van 8" in html
    assert re.findall(r'href="/webinars/([a-z0-9-]+)/" rel="(prev|next)"', html) == [
        ("monitor-dbos-en-boekstart", "prev"),
        ("mbv-2-en-doorontwikkeling-dbos-po", "next"),
    ]


def test_a_recording_elsewhere_is_a_link_that_says_where_it_goes(shipped: None, visitor: Client) -> None:
    answer = visitor.get(MBV2)
    html = answer.content.decode()
    assert "De opname staat bij Stichting Lezen (lezen.nl)" in html
    assert (
        'rel="external noopener noreferrer">Ja, ga naar de opname bij Stichting Lezen (lezen.nl)</a>' in html
    )
    assert [tag for tag in ("<iframe", "<video", "<embed", "<object") if tag in html] == []
    # and the browser is not let to fetch anything there either
    assert "lezen.nl" not in answer["Content-Security-Policy"]


def test_drafts_and_what_is_planned_are_found_by_nobody(visitor: Client, db: None) -> None:
    soon = timezone.now() + datetime.timedelta(hours=1)
    put(a_webinar(slug="concept", status=Status.DRAFT), actor=None, what="x", now=NOW)
    put(a_webinar(slug="straks", publish_at=soon), actor=None, what="x", now=NOW)
    put(a_recorded(slug="nu"), actor=None, what="x", now=NOW)
    for slug in ("concept", "straks"):
        for rest in (
            "",
            "tekst/",
            "opname",
            "ondertitels/nl.vtt",
            "afspraak.ics",
            "deelplaatje.png",
            "beeld",
        ):
            assert visitor.get(f"/webinars/{slug}/{rest}").status_code == 404
    everything = "".join(
        visitor.get(address).content.decode()
        for address in ("/webinars/", "/webinars/agenda.ics", "/webinars/nieuw.atom", "/sitemap.xml")
    )
    assert ("nu/" in everything, "concept/" in everything, "straks/" in everything) == (True, False, False)


def test_what_is_planned_becomes_public_by_itself(visitor: Client, db: None) -> None:
    put(a_webinar(publish_at=timezone.now() + datetime.timedelta(hours=1)), actor=None, what="x", now=NOW)
    soon = timezone.now() + datetime.timedelta(seconds=1)
    Webinar.objects.update(publish_at=soon)
    assert visitor.get("/webinars/gesprek/").status_code == 404
    while timezone.now() <= soon:
        pass
    assert visitor.get("/webinars/gesprek/").status_code == 200


def test_no_text_becomes_html(visitor: Client, db: None) -> None:
    take_in(a_full_catalogue(), actor=None, what="x", now=NOW)
    marked = a_full_catalogue().webinars[0]
    dirty = dataclasses.replace(
        marked,
        slug="vuil",
        summary=MARK,
        about=MARK,
        source=MARK,
        poster_alt=MARK,
        parts=tuple(dataclasses.replace(part, title=MARK) for part in marked.parts),
        chapters=tuple(dataclasses.replace(chapter, title=MARK) for chapter in marked.chapters),
        documents=tuple(
            dataclasses.replace(document, title=MARK, text=MARK) for document in marked.documents
        ),
        tracks=tuple(
            dataclasses.replace(
                track, cues=tuple(dataclasses.replace(cue, text=MARK, speaker=MARK) for cue in track.cues)
            )
            for track in marked.tracks
        ),
    )
    put(dirty, actor=None, what="x", now=NOW)
    for address in ("/webinars/vuil/", "/webinars/vuil/tekst/", "/webinars/", "/webinars/jaar/2026/"):
        html = page(visitor, address)
        assert "<b>" not in html
        assert "&lt;b&gt;&amp;" in html
    vtt = visitor.get("/webinars/vuil/ondertitels/nl.vtt").content.decode()
    assert "<b>" not in vtt


def test_chapters_jump_without_javascript(visitor: Client, db: None) -> None:
    put(a_recorded(), actor=None, what="x", now=NOW)
    html = page(visitor, "/webinars/gesprek/")
    assert 'href="?t=6#film" data-second="6"><span class="webinar-time">0:06</span> De prijs</a>' in html
    assert '<source src="/webinars/gesprek/opname" type="video/webm">' in html
    assert '<source src="/webinars/gesprek/opname#t=6" type="video/webm">' in page(
        visitor, "/webinars/gesprek/?t=6"
    )
    for odd in ("x", "-1", "9999999", "1<b>", "٣"):
        assert '<source src="/webinars/gesprek/opname" type' in page(visitor, f"/webinars/gesprek/?t={odd}")


def test_the_text_reads_per_speaker(visitor: Client, db: None) -> None:
    put(a_recorded(), actor=None, what="x", now=NOW)
    html = page(visitor, "/webinars/gesprek/tekst/")
    said = re.findall(r'class="webinar-text__(?:speaker|said)"[^>]*>(.*?)</p>', html)
    assert [re.sub(r"<[^>]*>", "", one).strip() for one in said] == [
        "Noor van Dam",
        "0:00 Welkom bij dit gesprek. We beginnen bij de gemeente.",
        "Sam Bos",
        "0:06 Elke eis heeft een prijs.",
    ]


@pytest.mark.parametrize(("page_in", "words_in"), [("nl", "nl"), ("nl", "en"), ("en", "nl"), ("en", "en")])
def test_words_in_another_language_than_the_page_say_so(
    visitor: Client, db: None, page_in: str, words_in: str
) -> None:
    parts = (PartEntry("Deel"),)
    entry = a_recorded(language=words_in, title="Titel", summary="Samen", about="Over gaat", parts=parts)
    track = TrackEntry(words_in, "Met de hand", (CueEntry(0, 900, "Gezegd", ""),))
    put(dataclasses.replace(entry, tracks=(track,)), actor=None, what="x", now=NOW)
    visitor.cookies["taal"] = page_in
    for address, told in {
        "/webinars/": ["Titel", "Samen"],
        "/webinars/gesprek/": ["Titel", "Samen", "Over gaat", "Deel", "Gezegd", "De prijs"],
        "/webinars/gesprek/tekst/": ["Gezegd"],
    }.items():
        heard = Languages(page(visitor, address)).of
        assert (address, {word: heard[word] for word in told}) == (address, dict.fromkeys(told, words_in))


@pytest.mark.parametrize("page_in", ["nl", "en"])
def test_what_a_list_is_about_is_dutch_in_every_language(
    visitor: Client, shipped: None, page_in: str
) -> None:
    visitor.cookies["taal"] = page_in
    for address in (
        "thema/doorontwikkeling",
        "doelgroep/directeuren",
        "reeks/webinars-voor-bibliotheekdirecties",
    ):
        title = re.search(r"<h1[^>]*>(.*?)</h1>", html := page(visitor, f"/webinars/{address}/"))
        assert title is not None
        heard = Languages(html).of
        assert (address, heard[title[1]]) == (address, "nl")
        assert f'<html lang="{page_in}"' in html


def test_hls_may_come_from_its_own_storage_and_nowhere_else(visitor: Client, db: None) -> None:
    hls = RecordingEntry(RecordingKind.HLS, url="https://opslag.voorbeeld.example/a/index.m3u8", seconds=10)
    put(a_recorded(recording=hls), actor=None, what="x", now=NOW)
    policy = visitor.get("/webinars/gesprek/")["Content-Security-Policy"]
    assert "media-src 'self' https://opslag.voorbeeld.example blob:;" in f"{policy};"
    assert "voorbeeld.example" not in visitor.get("/webinars/")["Content-Security-Policy"]


def test_an_old_address_leads_to_the_new_one_whatever_follows(visitor: Client, db: None) -> None:
    put(a_recorded(slug="oud"), actor=None, what="x", now=NOW)
    put(a_recorded(slug="nieuw-adres"), actor=None, what="x", now=NOW, was="oud")
    put(a_recorded(slug="nog-nieuwer"), actor=None, what="x", now=NOW, was="nieuw-adres")
    for old in ("oud", "nieuw-adres"):
        for rest in ("", "tekst/", "ondertitels/nl.vtt", "?t=6"):
            answer = visitor.get(f"/webinars/{old}/{rest}")
            assert (answer.status_code, answer["Location"]) == (301, f"/webinars/nog-nieuwer/{rest}")


def test_an_old_address_of_a_draft_tells_nobody_of_it(visitor: Client, db: None) -> None:
    put(a_webinar(slug="oud"), actor=None, what="x", now=NOW)
    put(a_webinar(slug="geheim", status=Status.DRAFT), actor=None, what="x", now=NOW, was="oud")
    assert visitor.get("/webinars/oud/").status_code == 404


def _many(count: int) -> None:
    Series.objects.create(slug="reeks", title="Reeks")
    Theme.objects.create(slug="geld", title="Geld")
    Speaker.objects.create(slug="noor", name="Noor")
    Affiliation.objects.create(slug="hier", name="Hier")
    for number in range(count):
        coming = timezone.localdate() + datetime.timedelta(days=number + 1)
        for slug, day in (
            (f"gehouden-{number}", datetime.date(2026, 1, number + 1)),
            (f"komt-{number}", coming),
        ):
            parts = (PartEntry("Deel", 0, (AppearanceEntry("noor", affiliation="hier"),)),) * (number + 1)
            full = a_recorded(slug=slug, date=day, series="reeks", themes=("geld",), parts=parts)
            put(full, actor=None, what="x", now=NOW)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/webinars/", 10),
        ("/webinars/jaar/2026/", 6),
        ("/webinars/reeks/reeks/", 6),
        ("/webinars/gehouden-0/", 11),
        ("/webinars/gehouden-0/tekst/", 10),
        ("/webinars/nieuw.atom", 2),
        ("/webinars/agenda.ics", 1),
        ("/sitemap.xml", 7),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_three_as_for_one(
    visitor: Client,
    db: None,
    django_assert_num_queries: Callable[[int], Any],
    address: str,
    queries: int,
    count: int,
) -> None:
    _many(count)
    visitor.get(address)
    with django_assert_num_queries(queries):
        assert visitor.get(address).status_code == 200


def test_a_month_is_coming_until_it_begins(db: None) -> None:
    webinar = put(
        a_webinar(date=datetime.date(2026, 12, 1), precision=Precision.MONTH), actor=None, what="x", now=NOW
    )
    assert webinar.is_coming(datetime.date(2026, 11, 30))
    assert not webinar.is_coming(datetime.date(2026, 12, 1))


def test_a_webinar_in_the_night_that_the_clock_changes_lasts_as_long_as_it_says(db: None) -> None:
    webinar = put(
        a_webinar(date=datetime.date(2026, 10, 25), start_time=datetime.time(1, 30), minutes=120),
        actor=None,
        what="x",
        now=NOW,
    )
    assert webinar.starts_at == datetime.datetime(2026, 10, 25, 1, 30, tzinfo=HERE)
    assert webinar.ends_at is not None
    assert webinar.ends_at.isoformat() == "2026-10-25T02:30:00+01:00"


def test_lists_are_empty_without_webinars(visitor: Client, db: None) -> None:
    Series.objects.create(slug="leeg", title="Leeg")
    assert "Er staat nog geen webinar gepland" in page(visitor, "/webinars/")
    for address in ("/webinars/reeks/leeg/", "/webinars/jaar/2024/", "/webinars/thema/geld/"):
        assert visitor.get(address).status_code == 404
