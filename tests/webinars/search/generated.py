"""Two hundred generated recordings in which the judged answers are hidden, the same every time."""

import datetime
import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from doorlezen.webinars.models import CaptionTrack, Cue, Status, Webinar
from doorlezen.webinars.search.indexing import index_webinar

HERE = Path(__file__).parent
TALK = tomllib.loads((HERE / "talk.toml").read_text(encoding="utf-8"))
WORDS_PER_SECOND = 2.3


@dataclass(frozen=True)
class Judged:
    """A question, and where its answer is: the webinar's slug and from which until which second."""

    question: str
    slug: str
    begin: float
    end: float


def judged_questions() -> list[tuple[str, str]]:
    """The questions with the words of host and guest that answer them, as written down beforehand."""
    rows = tomllib.loads((HERE / "judged.toml").read_text(encoding="utf-8"))["judged"]
    return [(row["question"], f"{row['host']} {row['answer']}") for row in rows]


def generate(
    *, recordings: int = 200, minutes: int = 12, seed: int = 2026
) -> Iterator[tuple[Webinar, list[Judged]]]:
    """Make and index recordings with an answer in every third one or so; yields each with what it answers."""
    chance = random.Random(seed)
    questions = judged_questions()
    places = dict(zip(sorted(chance.sample(range(recordings), len(questions))), questions, strict=True))
    for number in range(recordings):
        webinar = Webinar.objects.create(
            slug=f"opname-{number}",
            title=f"{chance.choice(TALK['titles'])} ({number + 1})",
            summary=_line(chance),
            about=" ".join(_line(chance) for _ in range(3)),
            date=datetime.date(2021, 1, 1) + datetime.timedelta(days=number * 7),
            status=Status.RELEASED,
            publish_at=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC),
            changed_at=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC),
        )
        answers = [places[number]] if number in places else []
        said = list(_talk(chance, minutes, answers))
        track = CaptionTrack.objects.create(webinar=webinar, language="nl")
        Cue.objects.bulk_create(_cues(track, said))
        index_webinar(webinar)
        yield (
            webinar,
            [Judged(line.question, webinar.slug, line.begin, line.end) for line in said if line.question],
        )


@dataclass(frozen=True)
class _Said:
    text: str
    begin: float
    end: float
    question: str = ""


def _talk(chance: random.Random, minutes: int, answers: list[tuple[str, str]]) -> Iterator[_Said]:
    moments = sorted((chance.uniform(0.1, 0.9) * minutes * 60, answer) for answer in answers)
    now = 0.0
    while now < minutes * 60:
        if moments and now >= moments[0][0]:
            _, (question, text) = moments.pop(0)
        else:
            question, text = "", _line(chance)
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
