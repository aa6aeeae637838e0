"""From hearing to doing, and back: where moments lead, and which moments a page shows."""

import datetime
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorlezen.accounts.roles import Role
from doorlezen.demo import shipped_example
from doorlezen.demo.demo_webinars import load_webinars, recorded
from doorlezen.language import hours
from doorlezen.register.models import School
from doorlezen.schemes.verdict import Eligibility
from doorlezen.web.page_targets import PAGES
from doorlezen.webinars import targets
from doorlezen.webinars.captions.review import review
from doorlezen.webinars.catalogue.shape import ChapterEntry, RecordingEntry
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import RecordingKind, Status, Webinar
from tests.people import Neighbourhood, client_of
from tests.planning import proposing
from tests.webinars.conftest import NOW
from tests.webinars.entries import a_recorded


def names_in(client: Client, page: str) -> set[str]:
    """The schools that the table of a page for visitors names."""
    html = client.get(f"/uitleg/{page}/").content.decode()
    return set(re.findall(r'<th scope="row".*?>([^<]+?)\s*<span', html, re.DOTALL))


PRICE = (ChapterEntry(6, "De prijs", "demand-price"),)


def links(client: Client) -> list[str]:
    html = client.get("/webinars/gesprek/").content.decode()
    marker = 'webinar-chapters__target" href="'
    return [part.partition('"')[0] for part in html.split(marker)[1:]]


def moments(target: str) -> str:
    return Template("{% load webinars %}{% moments target %}").render(Context({"target": target}))


def test_a_visitor_is_led_to_the_same_of_the_invented_library(db: None, visitor: Client) -> None:
    put(a_recorded(chapters=PRICE), actor=None, what="x", now=NOW)
    assert links(visitor) == ["/uitleg/demand-price/"]
    for name, page in PAGES.items():
        html = visitor.get(f"/uitleg/{name}/").content.decode()
        assert [text in html for text in (str(page.told), "Bibliotheek Rietlanden (verzonnen)")] == [True] * 2
    assert visitor.get("/uitleg/iets-anders/").status_code == 404


def test_a_visitor_sees_the_figures_that_the_invented_library_sees(db: None, visitor: Client) -> None:
    story, found = shipped_example.story(), shipped_example.verdicts()
    schools = [school for gemeente in story.gemeenten for school in gemeente.schools]
    assert names_in(visitor, "schools") == {row.school.name for row in found.with_score}
    assert names_in(visitor, "eligible-schools") == {
        row.school.name for row in found.rows if row.outcome is Eligibility.ELIGIBLE
    }
    hours_shown = visitor.get("/uitleg/hours/").content.decode()
    rows = re.findall(
        r'<th scope="row".*?>([^<]+?)\s*<span.*?</th>\s*<td.*?>([^<]+)</td>', hours_shown, re.DOTALL
    )
    assert dict(rows) == {school.name: hours(school.quarters) for school in schools}
    prices = visitor.get("/uitleg/demand-price/").content.decode()
    big = re.findall(r'price-tag__price">([^<]+?)(?: <small>|</p>)', prices)
    assert [unescape(price) for price in big] == [
        demand.price.big for demand in story.demands if demand.price
    ]
    assert len(big) == 11


def test_nothing_of_a_real_library_is_on_the_pages_for_visitors(neighbourhood: Neighbourhood) -> None:
    plan = proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))
    reader = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    secret = reader.get(f"/o/bibliotheek-de-linge/plannen/{plan.pk}/").content.decode()
    real = {name for name in School.objects.values_list("listing__name", flat=True) if name}
    assert any(name in secret for name in real)
    for name in PAGES:
        with CaptureQueriesContext(connection) as asked:
            html = Client().get(f"/uitleg/{name}/").content.decode()
        assert [school for school in real if school in html] == []
        # the recordings that lead here are asked for, and nothing else
        tables = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert (name, {table.partition("_")[0] for table in tables}) == (name, {"webinars"})


def test_who_works_somewhere_is_led_to_the_page_there(neighbourhood: Neighbourhood) -> None:
    put(a_recorded(chapters=PRICE), actor=None, what="x", now=NOW)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert links(client) == ["/o/bibliotheek-de-linge/naar/demand-price/"]
    answer = client.get("/o/bibliotheek-de-linge/naar/eligible-schools/")
    assert answer["Location"] == "/o/bibliotheek-de-linge/scholen/?sorteer=oordeel"
    assert client.get(answer["Location"]).status_code == 200
    assert (
        client.get("/o/bibliotheek-de-linge/naar/demand-price/")["Location"]
        == "/o/bibliotheek-de-linge/plannen/"
    )
    assert client.get("/o/bibliotheek-de-linge/naar/iets-anders/").status_code == 404


def test_who_works_at_two_libraries_is_led_to_either(neighbourhood: Neighbourhood) -> None:
    put(a_recorded(chapters=PRICE), actor=None, what="x", now=NOW)
    assert links(client_of(neighbourhood.both)) == [
        "/o/bibliotheek-de-linge/naar/demand-price/",
        "/o/bibliotheek-maas-en-waal/naar/demand-price/",
    ]


def test_who_may_not_see_plans_is_led_to_the_explanation(neighbourhood: Neighbourhood) -> None:
    put(a_recorded(chapters=PRICE), actor=None, what="x", now=NOW)
    reader = neighbourhood.client(neighbourhood.national, Role.NATIONAL_READER)
    assert links(reader) == ["/uitleg/demand-price/"]
    assert reader.get("/o/landelijk-programma/naar/demand-price/").status_code == 403


def test_a_chapter_without_a_known_page_has_no_link(db: None, visitor: Client) -> None:
    chapters = (ChapterEntry(0, "Begin"), ChapterEntry(6, "Oud", "een-pagina-van-vroeger"))
    put(a_recorded(chapters=chapters), actor=None, what="x", now=NOW)
    assert links(visitor) == []


def test_a_page_shows_the_moments_that_matter_in_one_query(
    db: None, django_assert_num_queries: Callable[[int], Any]
) -> None:
    assert moments("demand-price").strip() == ""
    elsewhere = RecordingEntry(RecordingKind.ELSEWHERE, url="https://elders.example/", host="Elders")
    put(a_recorded(slug="elders", chapters=PRICE, recording=elsewhere), actor=None, what="x", now=NOW)
    put(a_recorded(slug="concept", chapters=PRICE, status=Status.DRAFT), actor=None, what="x", now=NOW)
    assert moments("demand-price").strip() == ""
    for number in range(1, 6):
        day = datetime.date(2026, 1, number)
        put(a_recorded(slug=f"g{number}", date=day, chapters=PRICE), actor=None, what="x", now=NOW)
    with django_assert_num_queries(1):
        shown = moments("demand-price")
    assert [part.partition('"')[0] for part in shown.split('href="')[1:]] == [
        "/webinars/g5/?t=6#film",
        "/webinars/g4/?t=6#film",
        "/webinars/g3/?t=6#film",
    ]


def test_the_pages_of_a_school_a_plan_and_a_gemeente_show_their_moments(neighbourhood: Neighbourhood) -> None:
    load_webinars(now=NOW)
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(actor).pk
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    shown = {"scholen/00AP00/": [16, 53], f"plannen/{plan}/": [33, 72], "gemeenten/0281/": [72]}
    for page, seconds in shown.items():
        html = client.get(f"/o/bibliotheek-de-linge/{page}").content.decode()
        found = re.findall(r'href="/webinars/vier-vragen-over-doorontwikkeling/\?t=(\d+)#film"', html)
        assert (page, [int(second) for second in found]) == (page, seconds)


def test_the_demo_recording_is_true_and_complete(db: None, visitor: Client, media: Any) -> None:
    load_webinars(now=NOW)
    webinar = recorded().webinars[0]
    assert webinar.recording is not None
    assert review(webinar.tracks[0].cues, seconds=webinar.recording.seconds) == []
    assert [chapter.target for chapter in webinar.chapters] == ["", *PAGES]
    # a chapter begins with the first words of its slide, never in the middle of them
    starts = {cue.start // 1000 for cue in webinar.tracks[0].cues}
    assert [chapter.start in starts for chapter in webinar.chapters] == [True] * 5
    answer = visitor.get(f"/webinars/{webinar.slug}/opname", headers={"range": "bytes=0-3"})
    assert (answer.status_code, b"".join(answer)) == (206, b"\x1aE\xdf\xa3")  # type: ignore[arg-type]
    assert (media / webinar.recording.file).stat().st_size == webinar.recording.size
    load_webinars(now=NOW)
    assert {x.version for x in Webinar.objects.all()} == {1}
    assert Webinar.objects.count() == 10


def test_there_is_always_a_webinar_to_come_in_the_demo(db: None) -> None:
    later = NOW + datetime.timedelta(days=100)
    load_webinars(now=NOW)
    load_webinars(now=later)
    coming = Webinar.objects.get(slug="uren-verdelen-over-scholen")
    assert (coming.version, coming.is_coming(later.date()), coming.date.weekday()) == (2, True, 3)


def test_in_the_demo_one_can_register_for_it(neighbourhood: Neighbourhood, visitor: Client) -> None:
    adviser = neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)
    for _ in range(2):
        load_webinars(now=timezone.now(), organiser=adviser)
    assert visitor.get("/webinars/uren-verdelen-over-scholen/aanmelden/").status_code == 200
    desk = neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)
    assert desk.get("/o/poi-oost/aanmeldingen/uren-verdelen-over-scholen/").status_code == 200


@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_that_moments_lead_to_is_registered(name: str) -> None:
    assert name in [target.name for target in targets.targets()]
