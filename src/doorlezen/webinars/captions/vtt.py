"""Captions as files: WebVTT (for players and export) and SubRip (export)."""

from collections.abc import Iterable
from typing import Protocol

from doorlezen.webinars.captions.cue_text import write_vtt_text


class Said(Protocol):
    """What a cue of the database and of the catalogue have in common; times in milliseconds."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def speaker(self) -> str: ...
    @property
    def text(self) -> str: ...


def as_vtt(cues: Iterable[Said]) -> bytes:
    """The cues as WebVTT; reading it back gives the same cues."""
    blocks = [
        f"{number}\n{_time(cue.start)} --> {_time(cue.end)}\n{write_vtt_text(cue.speaker, cue.text)}\n"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def as_srt(cues: Iterable[Said]) -> bytes:
    """The cues as SubRip, which has no place for who speaks: the name stands before the words."""
    blocks = [
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{_named(cue)}\n"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join(blocks).encode()


def _named(cue: Said) -> str:
    # an arrow among the words would begin another caption
    words = "\n".join(line for line in cue.text.split("\n") if line.strip()).replace("-->", "—>")
    return f"{cue.speaker}: {words}" if cue.speaker else words


def _time(milliseconds: int, point: str = ".") -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{thousandths:03d}"
