"""Read captions from .vtt (W3C WebVTT) and .srt (SubRip). What is wrong is refused, all of it at once.

We read these ourselves, because an editor who made a slip in a file of two thousand lines needs the line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NoReturn

from doorlezen.language import InputError, n, t
from doorlezen.webinars.captions.cue_text import Words, read_srt_text, read_vtt_text
from doorlezen.webinars.captions.rolling import Rough, settled
from doorlezen.webinars.catalogue.shape import CueEntry

LARGEST = 5 * 2**20
"""Bytes of a file with captions; those of an hour take about 100 kB."""
MOST_CUES = 20_000
LONGEST_CUE = 1000
"""Characters of one caption."""
LONGEST_NAME = 120
_LAST = 24 * 60 * 60 * 1000
_TIME = re.compile(r"(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})", re.ASCII)
_ARROW = "-->"
_SKIPPED = re.compile(r"(NOTE|STYLE|REGION)(\s.*)?")
_COUNTED = re.compile(r"\s*[0-9]+\s*")
_TIMING = re.compile(r"\s*[0-9:.,]+\s*-->\s*[0-9:.,]+(\s.*)?")


@dataclass(frozen=True)
class _Lines:
    """What stands between empty lines; ``first`` is the number of its first line, from 1."""

    first: int
    lines: list[str]


@dataclass(frozen=True)
class ReadCaptions:
    """The cues of a file, and what its reader should know of them: what was left out, put together, kept."""

    cues: tuple[CueEntry, ...]
    remarks: tuple[str, ...] = ()


class WrongCaptionsError(InputError):
    """All that is wrong with a file, in its order: ``each`` with its line; the first is what this says."""

    def __init__(self, each: Sequence[InputError]) -> None:
        super().__init__(each[0].where, each[0].what)
        self.each = tuple(each)


def read_captions(data: bytes, *, name: str) -> ReadCaptions:
    """The cues of a file; its ``name`` tells which kind it is and what errors call it.

    Raises InputError for what is no file with captions, and WrongCaptionsError with every line that is wrong:
    no arrow, a time that is negative or no time, an end before its start, a cue before the one above it, no
    words, two speakers in one cue.
    """
    kind = PurePath(name).suffix.lower()
    if kind not in {".vtt", ".srt"}:
        raise InputError(name, t("geen ondertitels; geef een bestand dat eindigt op .vtt of .srt"))
    if len(data) > LARGEST:
        raise InputError(
            name, t("is groter dan {most} MB; zo groot zijn ondertitels niet", most=LARGEST // 2**20)
        )
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    blocks = list(_blocks(text))
    if kind == ".vtt":
        blocks = _without_head(blocks, name)
    rough, faults = _rough(blocks, kind, name)
    if faults:
        raise WrongCaptionsError(faults)
    if not rough:
        raise InputError(name, t("er staan geen ondertitels in"))
    return _read(rough)


def _rough(blocks: Sequence[_Lines], kind: str, name: str) -> tuple[list[Rough], list[InputError]]:
    """The cues as they stand in the file, and all that is wrong."""
    cues: list[Rough] = []
    faults: list[InputError] = []
    for block in blocks:
        if kind == ".vtt" and _SKIPPED.fullmatch(block.lines[0]) and _ARROW not in block.lines[0]:
            continue
        if len(cues) >= MOST_CUES:
            _refuse(name, block.first, t("er staan meer dan {most} ondertitels in", most=MOST_CUES))
        try:
            cues.append(_cue(block, kind, cues[-1].start if cues else 0, name))
        except InputError as wrong:
            faults.append(wrong)
    return cues, faults


def _read(rough: Sequence[Rough]) -> ReadCaptions:
    done = settled(rough)
    marks = sum(len(cue.words.left_out) for cue in rough)
    kept = [f"{mark}" for cue in rough for mark in cue.words.kept]
    remarks = []
    if done.repeated:
        told = n(
            "{count} ondertitel herhaalde alleen wat er al stond, zoals automatische ondertitels doen; "
            "wat gezegd is, staat er één keer.",
            "{count} ondertitels herhaalden wat er al stond, zoals automatische ondertitels doen; "
            "wat gezegd is, staat er één keer.",
            done.repeated,
        )
        remarks.append(told)
    if done.empty:
        told = n(
            "{count} ondertitel zonder woorden is weggelaten.",
            "{count} ondertitels zonder woorden zijn weggelaten.",
            done.empty,
        )
        remarks.append(told)
    if done.stretched:
        told = n(
            "{count} ondertitel duurde niets en blijft nu staan tot de volgende, hoogstens een seconde.",
            "{count} ondertitels duurden niets en blijven nu staan tot de volgende, hoogstens een seconde.",
            done.stretched,
        )
        remarks.append(told)
    if marks:
        which = ", ".join(dict.fromkeys(mark for cue in rough for mark in cue.words.left_out))
        remarks.append(t("Opmaak die geen ondertitels toont, is weggelaten: {which}.", which=which[:120]))
    if kept:
        which = ", ".join(dict.fromkeys(kept))
        remarks.append(
            t("Dit leek op opmaak en is als woorden bewaard: {which}. Kijk dat na.", which=which[:200])
        )
    cues = tuple(
        CueEntry(start=x.start, end=x.end, text=x.words.text, speaker=x.words.speaker) for x in done.cues
    )
    return ReadCaptions(cues, tuple(remarks))


def _advice() -> str:
    # as the programs that captions are typed in call it
    return t("open het in Kladblok of Teksteditor en bewaar het opnieuw, met als codering UTF-8")


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(name, t("is hier niet te lezen; {advice}", advice=_advice()))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        _refuse(name, line, t("een teken dat hier niet te lezen is; {advice}", advice=_advice()))
    if found := re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
        _refuse(name, text.count("\n", 0, found.start()) + 1, t("een teken dat niet in ondertitels kan"))
    return text


def _blocks(text: str) -> Iterator[_Lines]:
    """What stands between empty lines. A line of blanks is not empty: it belongs to its cue, unless what
    follows it is the time of the next one, with or without a number above it."""
    lines = [*text.split("\n"), ""]
    block: list[str] = []
    for number, line in enumerate(lines, 1):
        blank = not line.strip()
        if blank and (not block or line == "" or _begins_a_cue(lines, number)):
            if any(map(str.strip, block)):
                yield _Lines(number - len(block), block)
            block = []
        else:
            block.append(line.rstrip())


def _begins_a_cue(lines: Sequence[str], at: int) -> bool:
    """Whether a cue begins at this place, counted from 0."""
    if at < len(lines) and _COUNTED.fullmatch(lines[at]):
        at += 1
    return at < len(lines) and _TIMING.fullmatch(lines[at]) is not None


def _without_head(blocks: list[_Lines], name: str) -> list[_Lines]:
    if not blocks or blocks[0].first != 1 or not re.fullmatch(r"WEBVTT([ \t].*)?", blocks[0].lines[0]):
        _refuse(name, 1, t("een .vtt begint met WEBVTT; is dit een ander bestand?"))
    for at, line in enumerate(blocks[0].lines):
        if _ARROW in line:
            _refuse(name, at + 1, t("na de regel WEBVTT hoort een lege regel"))
    return blocks[1:]


def _cue(block: _Lines, kind: str, before: int, name: str) -> Rough:
    at = next((at for at, line in enumerate(block.lines[:2]) if _ARROW in line), None)
    if at is None:
        _refuse(name, block.first, t("hier ontbreekt de tijd, zoals 00:01:02.000 --> 00:01:05.500"))
    timing = block.first + at
    start, end = _times(block.lines[at], timing, name)
    if end < start:
        _refuse(name, timing, t("deze ondertitel eindigt voor hij begint"))
    if start < before:
        _refuse(name, timing, t("deze ondertitel begint eerder dan die erboven"))
    lines = block.lines[at + 1 :]
    if not lines:
        _refuse(name, timing, t("onder deze tijd staat geen tekst"))
    for below, line in enumerate(lines, 1):
        if _ARROW in line:
            _refuse(name, timing + below, t("voor deze tijd hoort een lege regel"))
    read = read_vtt_text if kind == ".vtt" else read_srt_text
    try:
        words = read(lines)
    except InputError as wrong:
        _refuse(name, timing + int(wrong.where), wrong.what)
    _check_length(words, timing + 1, name)
    return Rough(start, end, words)


def _check_length(words: Words, line: int, name: str) -> None:
    if len(words.text) > LONGEST_CUE:
        _refuse(name, line, t("deze ondertitel is langer dan {most} tekens", most=LONGEST_CUE))
    if len(words.speaker) > LONGEST_NAME:
        _refuse(name, line, t("deze naam is langer dan {most} tekens", most=LONGEST_NAME))


def _times(line: str, number: int, name: str) -> tuple[int, int]:
    left, _, right = line.partition(_ARROW)
    # what follows the end is where the caption stands on the picture, which we leave to the player
    parts = right.split()
    return _milliseconds(left.strip(), number, name), _milliseconds(parts[0] if parts else "", number, name)


def _milliseconds(text: str, number: int, name: str) -> int:
    if re.match(r"[-−–]\s*\d", text):
        _refuse(name, number, t("een tijd kan niet negatief zijn: {time}", time=text[:40]))
    found = _TIME.fullmatch(text)
    if found is None:
        _refuse(name, number, t("{time} is geen tijd zoals 00:01:02.000", time=repr(text[:40])))
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    time = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
    if time > _LAST:
        _refuse(name, number, t("{time} ligt na de eerste 24 uur", time=text))
    return time


def _refuse(name: str, line: int, what: str) -> NoReturn:
    raise InputError(t("{name}, regel {line}", name=name, line=line), what)
