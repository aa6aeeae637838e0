"""Webinars to search in."""

from collections.abc import Callable
from typing import Any

import pytest

from doorlezen.webinars.catalogue.shape import CueEntry, TrackEntry
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Webinar
from tests.webinars.conftest import NOW
from tests.webinars.entries import a_recorded

Add = Callable[..., Webinar]


def track(*lines: str, language: str = "nl", speaker: str = "") -> TrackEntry:
    """A track in which each line is said for four seconds, from 0."""
    cues = tuple(
        CueEntry(number * 4000, number * 4000 + 3900, line, speaker) for number, line in enumerate(lines)
    )
    return TrackEntry(language, "Met de hand", cues)


def put_in(slug: str, *lines: str, **fields: Any) -> Webinar:
    """Put a published webinar in the catalogue that says these lines; again: change it."""
    given = {"title": f"Titel {slug}", "summary": "", "chapters": (), "tracks": (track(*lines),)}
    return put(a_recorded(slug=slug, **{**given, **fields}), actor=None, what="proef", now=NOW)


@pytest.fixture
def add(db: None) -> Add:
    """`put_in`, with a database."""
    return put_in
