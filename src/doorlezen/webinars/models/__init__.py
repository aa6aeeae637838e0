"""The catalogue of webinars: public facts, so without a scope; ``domain/`` decides who writes them."""

from doorlezen.webinars.models.history import Redirect, Version
from doorlezen.webinars.models.recording import CaptionTrack, Chapter, Cue, Document, Recording, RecordingKind
from doorlezen.webinars.models.series import (
    Audience,
    Precision,
    ProgrammeKind,
    ProgrammeLink,
    Series,
    Stage,
    Status,
    Theme,
    Webinar,
)
from doorlezen.webinars.models.speakers import Affiliation, Appearance, Part, Speaker

__all__ = [
    "Affiliation",
    "Appearance",
    "Audience",
    "CaptionTrack",
    "Chapter",
    "Cue",
    "Document",
    "Part",
    "Precision",
    "ProgrammeKind",
    "ProgrammeLink",
    "Recording",
    "RecordingKind",
    "Redirect",
    "Series",
    "Speaker",
    "Stage",
    "Status",
    "Theme",
    "Version",
    "Webinar",
]
