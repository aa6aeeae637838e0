"""The check before a webinar becomes public."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError
from doorlezen.webinars.catalogue.shape import CueEntry, DocumentEntry, RecordingEntry, TrackEntry
from doorlezen.webinars.domain import editing
from doorlezen.webinars.domain.contrast import contrast
from doorlezen.webinars.domain.entries import whole
from doorlezen.webinars.domain.release import checks
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import RecordingKind, Stage, Status, Webinar
from tests.people import Neighbourhood
from tests.webinars.conftest import NOW
from tests.webinars.entries import a_recorded, a_webinar


@pytest.fixture
def poi(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)


def found(entry: Any) -> dict[str, str]:
    """Per check: "fine", "look" or "blocks"."""
    put(entry, actor=None, what="x", now=NOW)
    webinar = whole(Webinar.objects.all()).get(slug=entry.slug)
    return {
        check.name: "fine" if check.fine else "blocks" if check.blocks else "look"
        for check in checks(webinar)
    }


def place(media: Path, name: str = "webinars/gesprek.webm") -> None:
    (media / name).parent.mkdir(parents=True, exist_ok=True)
    (media / name).write_bytes(b"\x1aE\xdf\xa3")


def test_a_whole_recording_is_in_order(db: None, media: Path) -> None:
    place(media)
    assert found(a_recorded()) == {
        "recording": "fine",
        "captions": "fine",
        "transcript": "fine",
        "summary": "fine",
    }


def test_a_recording_needs_its_file_captions_and_text(db: None) -> None:
    assert found(a_recorded(tracks=())) == {
        "recording": "blocks",
        "captions": "blocks",
        "transcript": "blocks",
        "summary": "fine",
    }


def test_captions_in_another_language_are_not_enough(db: None, media: Path) -> None:
    place(media)
    english = TrackEntry("en", "", (CueEntry(0, 2000, "Welcome", "Noor"),))
    assert found(a_recorded(tracks=(english,)))["captions"] == "blocks"


def test_findings_about_captions_ask_for_a_look(db: None, media: Path) -> None:
    place(media)
    fast = TrackEntry("nl", "", (CueEntry(0, 1000, "x" * 30, "Noor"),))
    assert found(a_recorded(tracks=(fast,)))["captions"] == "look"


def test_a_recording_elsewhere_or_none_needs_no_captions_of_ours(db: None) -> None:
    elsewhere = RecordingEntry(RecordingKind.ELSEWHERE, url="https://elders.example/", host="Elders")
    assert found(a_webinar(recording=elsewhere)) == {"recording": "fine", "summary": "fine"}
    assert found(a_webinar(slug="zonder", summary="")) == {"recording": "fine", "summary": "look"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"poster-alt": "blocks", "poster-contrast": "look"}),
        ({"poster_alt": "Een plank"}, {"poster-alt": "fine", "poster-contrast": "look"}),
        (
            {"poster_alt": "Een plank", "poster_ink": "#1F2430", "poster_paper": "#FBF8F2"},
            {"poster-alt": "fine", "poster-contrast": "fine"},
        ),
        (
            {"poster_alt": "Een plank", "poster_ink": "#F2B84B", "poster_paper": "#FBF8F2"},
            {"poster-alt": "fine", "poster-contrast": "blocks"},
        ),
    ],
)
def test_a_poster_needs_words_and_contrast(
    db: None, fields: dict[str, str], expected: dict[str, str]
) -> None:
    told = found(a_webinar(poster="webinars/beeld.png", **fields))
    assert {name: told[name] for name in expected} == expected


def test_a_document_needs_its_text(db: None) -> None:
    bare = DocumentEntry("Blad", "webinars/blad.pdf", "application/pdf", 1, "a" * 64)
    assert found(a_webinar(documents=(bare,)))["documents"] == "blocks"
    told = DocumentEntry(
        "Blad", "webinars/blad.pdf", "application/pdf", 1, "a" * 64, text="Alles wat erin staat"
    )
    assert found(a_webinar(documents=(told,)))["documents"] == "fine"


@pytest.mark.parametrize(
    ("ink", "paper", "ratio"),
    [
        ("#000000", "#FFFFFF", "21"),
        ("#FFFFFF", "#000000", "21"),
        ("#777777", "#FFFFFF", "4.47"),  # the well-known grey that just falls short
        ("#767676", "#FFFFFF", "4.54"),
        ("#0B5E6B", "#0b5e6b", "1"),
    ],
)
def test_contrast_as_wcag_reckons_it(ink: str, paper: str, ratio: str) -> None:
    assert contrast(ink, paper) == Decimal(ratio)


def test_what_blocks_keeps_it_a_draft(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(a_recorded(status=Status.DRAFT, publish_at=None, tracks=()), actor=poi, what="x", now=NOW)
        with pytest.raises(InputError) as refused:
            editing.release(poi, "gesprek", seen=1, at=NOW, now=NOW)
    assert str(refused.value) == "recording: Het bestand webinars/gesprek.webm staat niet in de opnamemap."
    assert Webinar.objects.get().status == Status.DRAFT


def test_from_draft_to_planned_to_published_to_draft(poi: Actor, media: Path) -> None:
    place(media)
    later = NOW + datetime.timedelta(days=1)
    with scope(organisation=poi.organisation):
        put(a_recorded(status=Status.DRAFT, publish_at=None), actor=poi, what="x", now=NOW)
        webinar = editing.release(poi, "gesprek", seen=1, at=later, now=NOW)
        assert [webinar.stage(at) for at in (NOW, later)] == [Stage.PLANNED, Stage.PUBLISHED]
        webinar = editing.withdraw(poi, "gesprek", seen=2, now=later)
    assert webinar.stage(later) == Stage.DRAFT
    whats = list(webinar.versions.order_by("number").values_list("what", flat=True))
    assert whats == ["x", "Klaargezet om openbaar te worden", "Weer concept gemaakt"]
