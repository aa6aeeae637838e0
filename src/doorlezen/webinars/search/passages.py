"""A webinar cut into passages: what is shown as one hit, with the moment at which it starts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from doorlezen.webinars.models import Chapter, Cue, Document, Webinar
from doorlezen.webinars.search.models import SpokenAs

WORDS = 60
"""About so many words make a passage: half a minute of speech."""


@dataclass
class Cut:
    """A passage before it is indexed. ``heading``: the chapter that begins here; it counts as said here."""

    source: SpokenAs
    text: str
    start: int | None = None
    end: int | None = None
    speaker: str = ""
    heading: str = ""
    document: Document | None = None
    lines: list[str] = field(default_factory=list)


def cut(webinar: Webinar) -> Iterator[Cut]:
    """All passages of a webinar: what it is about, what is said, and its documents."""
    about = [webinar.title, webinar.summary, webinar.about, *_people_and_parts(webinar)]
    yield Cut(SpokenAs.ABOUT, "\n".join(line for line in about if line))
    chapters = list(webinar.chapters.order_by("start", "id"))
    for track in webinar.tracks.filter(language__startswith="nl").order_by("language", "id"):
        yield from cut_speech(track.cues.order_by("order", "id"), chapters)
    for document in webinar.documents.order_by("order", "id"):
        for number, text in enumerate(_by_size(document.text) or [""]):
            heading = "" if number else document.title
            yield Cut(SpokenAs.DOCUMENT, text or document.title, heading=heading, document=document)


def cut_speech(cues: Iterable[Cue], chapters: Iterable[Chapter]) -> Iterator[Cut]:
    """Speech in passages of about `WORDS` words; a new chapter or speaker begins a new one."""
    ahead = sorted(chapters, key=lambda chapter: chapter.start)
    passage: Cut | None = None
    words = 0
    for cue in cues:
        second = cue.start // 1000
        heading = ""
        while ahead and ahead[0].start <= second:
            heading = ahead.pop(0).title
        turn = passage is not None and bool(cue.speaker) and cue.speaker != passage.speaker
        if passage is None or heading or words >= WORDS or (turn and words >= WORDS // 3):
            if passage is not None:
                yield _closed(passage)
            passage, words = Cut(SpokenAs.TRANSCRIPT, "", second, speaker=cue.speaker, heading=heading), 0
        passage.lines.append(cue.text)
        passage.end = -(-cue.end // 1000)
        words += len(cue.text.split())
    if passage is not None:
        yield _closed(passage)


def _closed(passage: Cut) -> Cut:
    passage.text = " ".join(" ".join(passage.lines).split())
    return passage


def _by_size(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[start : start + WORDS]) for start in range(0, len(words), WORDS)]


def _people_and_parts(webinar: Webinar) -> Iterator[str]:
    for part in webinar.parts.order_by("order", "id").prefetch_related("appearances__speaker"):
        yield part.title
        for seen in part.appearances.select_related("speaker", "affiliation").order_by("order", "id"):
            yield ", ".join(
                str(word) for word in (seen.speaker or seen.unnamed, seen.role, seen.affiliation) if word
            )
    for theme in webinar.themes.order_by("title"):
        yield theme.title
