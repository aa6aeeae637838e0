"""What an editor should look at in captions before they are published."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.language import decimal, n, t
from doorlezen.webinars.captions.vtt import Said

MOST_PER_SECOND = 21
"""Characters a second; faster than this many adults cannot read along (a usual limit in subtitling)."""
LONGEST_SILENCE = 15_000
"""Milliseconds without captions that may just be silence."""


class Doubt(enum.Enum):
    """What can be the matter with a caption."""

    OVERLAP = "overlap"
    TOO_FAST = "too-fast"
    NO_SPEAKER = "no-speaker"
    GAP = "gap"
    AFTER_END = "after-end"


@dataclass(frozen=True)
class Finding:
    """``cue``: the number of the caption, from 1."""

    cue: int
    kind: Doubt
    told: str


def review(cues: Sequence[Said], *, seconds: int | None = None) -> list[Finding]:
    """All findings in the order of the cues; ``seconds``: the length of the recording, where it is known."""
    findings: list[Finding] = []
    ends_before = 0
    for number, cue in enumerate(cues, 1):
        if cue.start < ends_before:
            told = t("Begint voor de ondertitel ervoor weg is.")
            findings.append(Finding(number, Doubt.OVERLAP, told))
        elif cue.start - ends_before > LONGEST_SILENCE:
            findings.append(Finding(number, Doubt.GAP, _silence(cue.start - ends_before)))
        if (speed := _per_second(cue)) > MOST_PER_SECOND * 10:
            told = t(
                "{speed} tekens per seconde; meer dan {most} leest niet iedereen mee.",
                speed=decimal(_tenths(speed), 1),
                most=MOST_PER_SECOND,
            )
            findings.append(Finding(number, Doubt.TOO_FAST, told))
        if not cue.speaker:
            findings.append(Finding(number, Doubt.NO_SPEAKER, t("Er staat niet bij wie dit zegt.")))
        if seconds is not None and cue.end > (seconds + 1) * 1000:
            findings.append(Finding(number, Doubt.AFTER_END, t("Loopt door na het einde van de opname.")))
        ends_before = max(ends_before, cue.end)
    if cues and seconds is not None and seconds * 1000 - ends_before > LONGEST_SILENCE:
        findings.append(Finding(len(cues), Doubt.GAP, _silence(seconds * 1000 - ends_before, at_end=True)))
    return findings


def _per_second(cue: Said) -> int:
    """Characters a second, in tenths, rounded up: so that just over the limit is over it."""
    characters = len(" ".join(cue.text.split()))
    return -(-characters * 10_000 // (cue.end - cue.start))


def _tenths(tenths: int) -> Decimal:
    return Decimal(tenths) / 10


def _silence(milliseconds: int, *, at_end: bool = False) -> str:
    seconds = milliseconds // 1000
    if at_end:
        return n(
            "Hierna is het {count} seconde stil. Wordt er echt niets gezegd?",
            "Hierna is het {count} seconden stil. Wordt er echt niets gezegd?",
            seconds,
        )
    return n(
        "Hiervoor is het {count} seconde stil. Wordt er echt niets gezegd?",
        "Hiervoor is het {count} seconden stil. Wordt er echt niets gezegd?",
        seconds,
    )
