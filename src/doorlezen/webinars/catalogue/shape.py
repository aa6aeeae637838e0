"""What an entry of the catalogue holds. docs/webinars.md explains each field to who fills it in."""

import datetime
from dataclasses import dataclass, replace
from typing import Annotated

from doorlezen.webinars.catalogue.plain import TextRule
from doorlezen.webinars.models import Precision, ProgrammeKind, RecordingKind, Redirect, Status

FORMAT = "doorlezen-webinars/1"

_DAY = 86_400
Slug = Annotated[str, TextRule(most=80, pattern=r"[a-z0-9]+(-[a-z0-9]+)*", shape="kleine-letters-en-cijfers")]
SlugOrNone = Annotated[
    str, TextRule(most=80, pattern=r"([a-z0-9]+(-[a-z0-9]+)*)?", shape="kleine-letters-en-cijfers")
]
Name = Annotated[str, TextRule(most=120, least=1)]
NameOrNone = Annotated[str, TextRule(most=120)]
Title = Annotated[str, TextRule(most=200, least=1)]
Line = Annotated[str, TextRule(most=200)]
LongLine = Annotated[str, TextRule(most=300)]
Words = Annotated[str, TextRule(most=20_000, lines=True)]
Pages = Annotated[str, TextRule(most=2_000_000, lines=True)]
Address = Annotated[
    str,
    TextRule(most=500, pattern=r"(https?://[^\s/@<>\"']+(/[^\s<>\"']*)?)?", shape="https://naam.nl/pagina"),
]
SecureAddress = Annotated[
    str,
    TextRule(most=500, pattern=r"(https://[^\s/@<>\"']+(/[^\s<>\"']*)?)?", shape="https://naam.nl/pagina"),
]
"""Of what our pages fetch or send a viewer to: nobody on the way reads along or puts another there."""
Colour = Annotated[str, TextRule(pattern=r"(#[0-9A-Fa-f]{6})?", shape="#0B5E6B")]
Language = Annotated[str, TextRule(most=12, pattern=r"[a-z]{2,3}(-[A-Z]{2})?", shape="nl")]
FileName = Annotated[
    str, TextRule(most=255, pattern=r"([a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*)?", shape="map/naam.webm")
]
MediaType = Annotated[str, TextRule(most=60, pattern=r"([a-z]+/[a-z0-9.+-]+)?", shape="video/webm")]
Sha256 = Annotated[str, TextRule(pattern=r"([0-9a-f]{64})?", shape="64 tekens 0-9 en a-f")]
Seconds = Annotated[int, TextRule(most=_DAY)]
Milliseconds = Annotated[int, TextRule(most=_DAY * 1000)]
Minutes = Annotated[int, TextRule(least=1, most=1440)]
Bytes = Annotated[int, TextRule(most=2**50)]


@dataclass(frozen=True)
class ThemeEntry:
    slug: Slug
    title: Name
    about: Words = ""


@dataclass(frozen=True)
class AudienceEntry:
    slug: Slug
    title: Name


@dataclass(frozen=True)
class SeriesEntry:
    slug: Slug
    title: Title
    about: Words = ""
    agenda: Line = ""
    organiser: Line = ""


@dataclass(frozen=True)
class SpeakerEntry:
    slug: Slug
    name: Name


@dataclass(frozen=True)
class AffiliationEntry:
    slug: Slug
    name: Title


@dataclass(frozen=True)
class AppearanceEntry:
    speaker: SlugOrNone = ""
    unnamed: NameOrNone = ""
    role: NameOrNone = ""
    affiliation: SlugOrNone = ""


@dataclass(frozen=True)
class PartEntry:
    title: Title
    start: Seconds | None = None
    speakers: tuple[AppearanceEntry, ...] = ()


@dataclass(frozen=True, order=True)
class ProgrammeEntry:
    kind: ProgrammeKind
    key: Annotated[str, TextRule(most=60)] = ""


@dataclass(frozen=True)
class RecordingEntry:
    kind: RecordingKind
    file: FileName = ""
    media_type: MediaType = ""
    size: Bytes | None = None
    sha256: Sha256 = ""
    url: SecureAddress = ""
    host: NameOrNone = ""
    seconds: Seconds | None = None
    licence: NameOrNone = ""


@dataclass(frozen=True)
class CueEntry:
    start: Milliseconds
    end: Milliseconds
    text: Annotated[str, TextRule(most=1000, least=1, lines=True)]
    speaker: NameOrNone = ""


@dataclass(frozen=True)
class TrackEntry:
    language: Language = "nl"
    origin: Line = ""
    cues: tuple[CueEntry, ...] = ()


@dataclass(frozen=True)
class ChapterEntry:
    start: Seconds
    title: Title
    target: Annotated[
        str, TextRule(most=60, pattern=r"([a-z0-9]+(-[a-z0-9]+)*)?", shape="naam-van-een-pagina")
    ] = ""


@dataclass(frozen=True)
class DocumentEntry:
    title: Title
    file: FileName = ""
    media_type: MediaType = ""
    size: Bytes | None = None
    sha256: Sha256 = ""
    url: Address = ""
    text: Pages = ""


@dataclass(frozen=True)
class WebinarEntry:
    slug: Slug
    title: Title
    date: datetime.date
    precision: Precision = Precision.DAY
    start_time: datetime.time | None = None
    minutes: Minutes | None = None
    language: Language = "nl"
    summary: LongLine = ""
    about: Words = ""
    series: SlugOrNone = ""
    themes: tuple[Slug, ...] = ()
    audiences: tuple[Slug, ...] = ()
    programme: tuple[ProgrammeEntry, ...] = ()
    source: LongLine = ""
    invented: bool = False
    poster: FileName = ""
    poster_alt: LongLine = ""
    poster_ink: Colour = ""
    poster_paper: Colour = ""
    status: Status = Status.DRAFT
    publish_at: datetime.datetime | None = None
    called_off_at: datetime.datetime | None = None
    parts: tuple[PartEntry, ...] = ()
    recording: RecordingEntry | None = None
    tracks: tuple[TrackEntry, ...] = ()
    chapters: tuple[ChapterEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()

    def track(self, language: str) -> TrackEntry | None:
        """The captions in a language."""
        return next((track for track in self.tracks if track.language == language), None)

    def with_track(self, language: str, track: TrackEntry | None) -> "WebinarEntry":
        """The same with other captions in a language; None: with none."""
        tracks = [one for one in self.tracks if one.language != language] + ([track] if track else [])
        return replace(self, tracks=tuple(sorted(tracks, key=lambda one: one.language)))


@dataclass(frozen=True)
class RedirectEntry:
    """``to``: the slug that the thing has now."""

    kind: Redirect.Kind
    old: Slug
    to: Slug


@dataclass(frozen=True)
class Catalogue:
    """Everything there is to know about webinars, in a fixed order: equal catalogues are equal files."""

    format: str
    themes: tuple[ThemeEntry, ...] = ()
    audiences: tuple[AudienceEntry, ...] = ()
    series: tuple[SeriesEntry, ...] = ()
    speakers: tuple[SpeakerEntry, ...] = ()
    affiliations: tuple[AffiliationEntry, ...] = ()
    webinars: tuple[WebinarEntry, ...] = ()
    redirects: tuple[RedirectEntry, ...] = ()
