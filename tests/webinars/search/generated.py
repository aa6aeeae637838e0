"""Two hundred generated recordings in which the judged answers are hidden, the same every time."""

import datetime
import math
import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from doorlezen.webinars.models import CaptionTrack, Cue, Status, Webinar
from doorlezen.webinars.search.words import tokens
from tests.webinars.search.judged import Hidden, Place, hidden

HERE = Path(__file__).parent
TALK = tomllib.loads((HERE / "talk.toml").read_text(encoding="utf-8"))
WORDS_PER_SECOND = 2.3


def generate(
    *, recordings: int = 200, minutes: int = 12, seed: int = 2026
) -> Iterator[tuple[Webinar, dict[str, Place]]]:
    """Make recordings with an answer in every third one or so.

    Yields each with the questions that it answers and where it does.
    """
    chance = random.Random(seed)
    answers = hidden()
    places = dict(zip(sorted(chance.sample(range(recordings), len(answers))), answers, strict=True))
    for number in range(recordings):
        webinar = Webinar.objects.create(
            slug=f"opname-{number}",
            title=f"{chance.choice(TALK['titles'])} ({number + 1})",
            summary=_line(chance),
            about=" ".join(_line(chance) for _ in range(3)),
            date=datetime.date(2021, 1, 1) + datetime.timedelta(days=number % 250 * 7),
            status=Status.RELEASED,
            publish_at=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC),
            changed_at=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC),
        )
        said = list(_talk(chance, minutes, places.get(number)))
        track = CaptionTrack.objects.create(webinar=webinar, language="nl")
        Cue.objects.bulk_create(_cues(track, said))
        yield (
            webinar,
            {line.question: Place(webinar.slug, line.begin, line.end) for line in said if line.question},
        )


def everything_said() -> set[str]:
    """Every word that generated recordings can have, as the index counts words."""
    talk = [line for lines in TALK.values() for line in lines]
    return {word for text in [*talk, *(answer.text for answer in hidden())] for word in tokens(text)}


@dataclass(frozen=True)
class _Said:
    text: str
    begin: float
    end: float
    question: str = ""


def _talk(chance: random.Random, minutes: int, answer: Hidden | None) -> Iterator[_Said]:
    moment = chance.uniform(0.1, 0.9) * minutes * 60 if answer else math.inf
    now = 0.0
    while now < minutes * 60:
        question, text = "", ""
        if answer is not None and now >= moment:
            question, text, answer = answer.question, answer.text, None
        text = text or _line(chance)
        end = now + len(text.split()) / WORDS_PER_SECOND
        yield _Said(text, now, end, question)
        now = end


def _cues(track: CaptionTrack, said: Iterable[_Said]) -> Iterator[Cue]:
    order = 0
    for line in said:
        words = line.text.split()
        second = (line.end - line.begin) / len(words)
        for first in range(0, len(words), 10):
            part = words[first : first + 10]
            begin = round((line.begin + first * second) * 1000)
            yield Cue(
                track=track,
                order=order,
                start=begin,
                end=begin + round(len(part) * second * 1000),
                text=" ".join(part),
            )
            order += 1


def _line(chance: random.Random) -> str:
    return str(
        chance.choice(TALK["lines"]).format(
            school=chance.choice(TALK["schools"]),
            gemeente=chance.choice(TALK["gemeenten"]),
            month=chance.choice(TALK["months"]),
            number=chance.randint(3, 400),
        )
    )
