"""The words of one caption: out of the marks of WebVTT and SubRip, and into those of WebVTT."""

import html
import re
from dataclasses import dataclass

from doorlezen.language import InputError, t

_MARK = re.compile(r"<([^<>]*)>")
_VOICE = re.compile(r"v(?:\.[^\s]*)?[ \t]+(.+)")
_TIME = re.compile(r"(?:[0-9]{1,3}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}")
_VTT_MARK = re.compile(r"/?(?:c|i|b|u|v|ruby|rt|lang)(?:\.[^\s]*)?(?:[ \t].*)?")
_SRT_MARK = re.compile(r"/?(?:i|b|u|s|font)(?:\s.*)?", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")
"""Marks of SubStation Alpha, which converters leave behind: {\\i1}, {\\an8}."""


@dataclass(frozen=True)
class Words:
    """What one caption says: ``lines`` without those that are blank, and who says it ("": not told).

    ``timed``: there are times between the words, as a machine that listens along writes them.
    ``left_out``: marks that no caption shows; ``kept``: what looked like a mark and is words.
    """

    lines: tuple[str, ...]
    speaker: str = ""
    timed: bool = False
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, line by line."""
        return "\n".join(self.lines)


def read_vtt_text(lines: list[str]) -> Words:
    """The plain words and who speaks. Raises InputError whose ``where`` is the number of the line, from 1."""
    speaker, found = "", False
    for number, line in enumerate(lines, 1):
        for mark in _MARK.findall(line):
            voice = _VOICE.fullmatch(mark)
            if voice is None:
                continue
            name = _plain(html.unescape(voice[1]))
            if found and name != speaker:
                raise InputError(str(number), t("twee sprekers in één ondertitel; maak er twee van"))
            speaker, found = name, True
    bare, left_out, kept, timed = _bare(lines, _VTT_MARK)
    return Words(_told(map(html.unescape, bare), lines), speaker, timed, left_out, kept)


def read_srt_text(lines: list[str]) -> Words:
    """The plain words; SubRip knows no speaker, and no way to write a sign otherwise. Raises InputError."""
    bare, left_out, kept, timed = _bare(lines, _SRT_MARK)
    return Words(_told(bare, lines), "", timed, left_out, kept)


def write_vtt_text(speaker: str, text: str) -> str:
    """The words with the mark of their speaker; nothing in them can be taken for a mark or an arrow."""
    lines = "\n".join(_escaped(line) for line in text.split("\n") if line.strip())
    return f"<v {_escaped(speaker)}>{lines}" if speaker else lines


def _bare(
    lines: list[str], known: re.Pattern[str]
) -> tuple[list[str], tuple[str, ...], tuple[str, ...], bool]:
    """The lines without marks; which were left out and say nothing, which are kept as words, and whether
    there are times between the words. What stands between < and > and is no mark, is words."""
    left_out: list[str] = []
    kept: list[str] = []
    timed = False

    def without(mark: re.Match[str]) -> str:
        nonlocal timed
        if _TIME.fullmatch(mark[1]):
            timed = True
            return ""
        if known.fullmatch(mark[1]):
            return ""
        kept.append(mark[0])
        return mark[0]

    bare = []
    for line in lines:
        left_out += _OVERRIDE.findall(line)
        rest = _MARK.sub(without, _OVERRIDE.sub("", line))
        if "<" in _MARK.sub("", rest):
            kept.append("<")
        bare.append(rest)
    return bare, tuple(left_out), tuple(kept), timed


def _told(bare: "map[str] | list[str]", lines: list[str]) -> tuple[str, ...]:
    told = tuple(line for line in map(_plain, bare) if line)
    # a caption of blanks shows nothing for a while, as was meant; one of nothing but marks is a slip
    if not told and any(line.strip() for line in lines) and not any(map(_TIME.search, lines)):
        raise InputError("1", t("deze ondertitel heeft geen tekst"))
    return told


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
