"""Captions as machines make them while they listen: words that roll on from caption to caption come in once.

A caption of such a file holds the line before it and the line that is being said, and between two of them
stands one of a hundredth of a second that only repeats. Who reads the text would read everything two or
three times.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from doorlezen.webinars.captions.cue_text import Words

AT_ONCE = 100
"""Milliseconds between two captions that follow each other at once."""
A_SECOND = 1000
FEWEST = 3
"""So many captions that repeat and go on make a file that rolls, where no times between words say so."""


@dataclass(frozen=True)
class Rough:
    """A caption as it stands in the file; times in milliseconds, ``end`` may be ``start``."""

    start: int
    end: int
    words: Words


@dataclass
class Settled:
    """The captions as they are kept, and how many repeated, had no words or no length."""

    cues: list[Rough] = field(default_factory=list)
    repeated: int = 0
    empty: int = 0
    stretched: int = 0


def settled(rough: Sequence[Rough]) -> Settled:
    """The captions without what is said again, without empty ones, and each with a length."""
    done = Settled()
    rolls = _rolls(rough)
    before: Rough | None = None
    for at, cue in enumerate(rough):
        words = cue.words
        if not words.lines:
            done.empty += 1
            continue
        if before is not None and _same_instant(before, cue):
            done.repeated += 1
            continue
        if rolls and before is not None and _follows(before, cue):
            lines = _new_lines(before.words.lines, words.lines)
            done.repeated += lines != words.lines
            words = replace(words, lines=lines)
        before = cue
        if not words.lines:
            continue
        end = cue.end
        if end == cue.start:
            after = next(
                (other.start for other in rough[at + 1 :] if other.start > cue.start), end + A_SECOND
            )
            end = min(after, end + A_SECOND)
            done.stretched += 1
        done.cues.append(Rough(cue.start, end, words))
    return done


def _rolls(rough: Sequence[Rough]) -> bool:
    said = [cue for cue in rough if cue.words.lines]
    if any(cue.words.timed for cue in said):
        return True
    pairs = [(one, other) for one, other in pairwise(said) if _follows(one, other)]
    on = sum(
        () != _new_lines(one.words.lines, other.words.lines) != other.words.lines for one, other in pairs
    )
    return on >= FEWEST and 3 * on >= len(pairs)


def _follows(before: Rough, cue: Rough) -> bool:
    return abs(cue.start - before.end) <= AT_ONCE and cue.words.speaker == before.words.speaker


def _same_instant(before: Rough, cue: Rough) -> bool:
    """Whether a caption without length only says again what stands there."""
    nothing = cue.end == cue.start or before.end == before.start
    return nothing and cue.words.lines == before.words.lines and _follows(before, cue)


def _new_lines(before: Sequence[str], lines: tuple[str, ...]) -> tuple[str, ...]:
    """What of these lines was not said in the last lines of the caption before: whole lines, and the begin of
    the line that is being said."""
    said = [line.split() for line in lines]
    told = [word for line in said for word in line]
    for first in range(len(before)):
        old = [word for line in before[first:] for word in line.split()]
        if told[: len(old)] == old:
            return tuple(_after(said, len(old)))
    return lines


def _after(said: Sequence[Sequence[str]], skip: int) -> list[str]:
    """The lines without their first ``skip`` words."""
    left = []
    for line in said:
        kept = line[min(skip, len(line)) :]
        skip -= len(line) - len(kept)
        if kept:
            left.append(" ".join(kept))
    return left
