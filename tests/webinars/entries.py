"""Entries to test with."""

import datetime
from typing import Any

from doorlezen.language import HERE
from doorlezen.webinars.catalogue.shape import (
    AffiliationEntry,
    AppearanceEntry,
    AudienceEntry,
    Catalogue,
    ChapterEntry,
    CueEntry,
    DocumentEntry,
    PartEntry,
    ProgrammeEntry,
    RecordingEntry,
    RedirectEntry,
    SeriesEntry,
    SpeakerEntry,
    ThemeEntry,
    TrackEntry,
    WebinarEntry,
)
from doorlezen.webinars.models import ProgrammeKind, RecordingKind, Redirect, Status

MARK = "<b>&\"'</b>"
"""What must stand on a page as it is, and never as HTML."""

CUES = (
    CueEntry(0, 2000, "Welkom bij dit gesprek.", "Noor van Dam"),
    CueEntry(2500, 6000, "We beginnen bij de gemeente.", "Noor van Dam"),
    CueEntry(6500, 9000, "Elke eis heeft een prijs.", "Sam Bos"),
)


def a_webinar(**fields: Any) -> WebinarEntry:
    """A published webinar of 1 September 2026, with what ``fields`` says otherwise."""
    given = {
        "slug": "gesprek",
        "title": "Een gesprek",
        "date": datetime.date(2026, 9, 1),
        "summary": "Waar het over gaat.",
        "status": Status.RELEASED,
        "publish_at": datetime.datetime(2026, 9, 2, 9, tzinfo=HERE),
    }
    return WebinarEntry(**{**given, **fields})


def a_recorded(**fields: Any) -> WebinarEntry:
    """A published webinar with a recording, captions and chapters."""
    given = {
        "recording": RecordingEntry(
            RecordingKind.FILE,
            file="webinars/gesprek.webm",
            media_type="video/webm",
            size=1000,
            sha256="a" * 64,
            seconds=10,
        ),
        "tracks": (TrackEntry("nl", "Met de hand", CUES),),
        "chapters": (ChapterEntry(0, "Begin"), ChapterEntry(6, "De prijs", "demand-price")),
    }
    return a_webinar(**{**given, **fields})


def a_full_catalogue() -> Catalogue:
    """A catalogue in which every field of every entry is filled, with text that is hard on formats."""
    hard = f'=1+1; "aanhaling", {MARK} \'apostrof, é€😀'
    webinar = a_recorded(
        title=hard,
        about="+eerste regel\n\n-tweede; regel",
        start_time=datetime.time(9, 5),
        minutes=50,
        language="nl",
        series="reeks",
        themes=("geld", "mensen"),
        audiences=("directeuren",),
        programme=(ProgrammeEntry(ProgrammeKind.MONITOR), ProgrammeEntry(ProgrammeKind.SCHEME, "mbv2")),
        source="'bron",
        invented=True,
        poster="webinars/beeld.png",
        poster_alt="Een beeld",
        poster_ink="#1F2430",
        poster_paper="#FBF8F2",
        parts=(
            PartEntry("Deel een", 0, (AppearanceEntry("noor", "", "@rol", "hier"), AppearanceEntry("sam"))),
            PartEntry("-Deel twee", None, (AppearanceEntry("", "iemand", "", ""),)),
        ),
        tracks=(
            TrackEntry("en", "", (CueEntry(0, 1, "=Hello\nthere", ""),)),
            TrackEntry("nl", "Met de hand", CUES),
        ),
        documents=(
            DocumentEntry(
                "Blad", "webinars/blad.pdf", "application/pdf", 12, "b" * 64, "", "Tekst\n\nvan het blad"
            ),
            DocumentEntry("Elders", url="https://voorbeeld.example/a?b=c", text=""),
        ),
    )
    return Catalogue(
        format="doorlezen-webinars/1",
        themes=(ThemeEntry("geld", "Geld", "Over geld"), ThemeEntry("mensen", "Mensen")),
        audiences=(AudienceEntry("directeuren", "Directeuren"),),
        series=(SeriesEntry("reeks", "=Reeks", "Waarvoor", "Agenda", "Wie"),),
        speakers=(SpeakerEntry("noor", "Noor van Dam"), SpeakerEntry("sam", "Sam Bos")),
        affiliations=(AffiliationEntry("hier", "'t Hier"),),
        webinars=(
            webinar,
            a_webinar(
                slug="tweede",
                date=datetime.date(2026, 10, 1),
                status=Status.DRAFT,
                called_off_at=datetime.datetime(2026, 9, 20, 9, tzinfo=HERE),
            ),
        ),
        redirects=(RedirectEntry(Redirect.Kind.WEBINAR, "oud", "gesprek"),),
    )
