"""The captions of a recording as a text to read: what somebody says in a row is a paragraph."""

from collections.abc import Iterable
from dataclasses import dataclass

from doorlezen.webinars.models import Cue

LONGEST = 500
"""Characters after which a paragraph ends with the next sentence, so that there is a time to jump to."""


@dataclass(frozen=True)
class Paragraph:
    """``second``: where it begins in the recording. ``speaker``: empty where it is the same as above it."""

    second: int
    speaker: str
    text: str


def paragraphs(cues: Iterable[Cue]) -> list[Paragraph]:
    """The cues in their order, put together per speaker into paragraphs."""
    read: list[Paragraph] = []
    said: list[str] = []
    speaker, began = "", 0
    told: str | None = None
    for cue in cues:
        ends = said and len(" ".join(said)) > LONGEST and said[-1].endswith((".", "?", "!", "…"))
        if said and (cue.speaker != speaker or ends):
            read.append(Paragraph(began, speaker if speaker != told else "", " ".join(said)))
            told, said = speaker, []
        if not said:
            began, speaker = cue.start // 1000, cue.speaker
        said.append(" ".join(cue.text.split()))
    if said:
        read.append(Paragraph(began, speaker if speaker != told else "", " ".join(said)))
    return read
