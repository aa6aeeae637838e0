"""The words of one caption: out of the marks of WebVTT and SubRip, and into those of WebVTT."""

import html
import re

from doorlezen.language import InputError, t

_MARK = re.compile(r"<([^<>]*)>")
_VOICE = re.compile(r"v(?:\.[^\s]*)?[ \t]+(.+)")
_SRT_MARK = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^<>]*)?>|\{\\an?[0-9]\}", re.IGNORECASE)


def read_vtt_text(lines: list[str]) -> tuple[str, str]:
    """Who speaks ("" where it is not told) and the plain words, line by line.

    Raises InputError whose ``where`` is the number of the line, from 1.
    """
    speaker, found, words = "", False, []
    for number, line in enumerate(lines, 1):
        for mark in _MARK.findall(line):
            voice = _VOICE.fullmatch(mark)
            if voice is None:
                continue
            name = _plain(voice[1])
            if found and name != speaker:
                raise InputError(str(number), t("twee sprekers in één ondertitel; maak er twee van"))
            speaker, found = name, True
        rest = _MARK.sub("", line)
        if "<" in rest:
            raise InputError(
                str(number), t("hier staat een < zonder >; schrijf &lt; als je het teken bedoelt")
            )
        words.append(_plain(rest))
    return speaker, _told(words)


def read_srt_text(lines: list[str]) -> tuple[str, str]:
    """No speaker, since SubRip knows none, and the plain words. Raises InputError as above."""
    return "", _told([_plain(_SRT_MARK.sub("", line), entities=False) for line in lines])


def write_vtt_text(speaker: str, text: str) -> str:
    """The words with the mark of their speaker; nothing in them can be taken for a mark or an arrow."""
    lines = "\n".join(_escaped(line) for line in text.split("\n") if line.strip())
    return f"<v {_escaped(speaker)}>{lines}" if speaker else lines


def _told(words: list[str]) -> str:
    text = "\n".join(line for line in words if line)
    if not text:
        raise InputError("1", t("deze ondertitel heeft geen tekst"))
    return text


def _plain(text: str, *, entities: bool = True) -> str:
    return " ".join((html.unescape(text) if entities else text).split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
