"""How good and how quick the search over webinars is. Nothing is asserted.

`make bench-search`, or `python -m bench.search quality` and `python -m bench.search speed`. Quality: all
judged questions in 200 generated recordings of 12 minutes and the shipped webinars. Speed: the same questions
in 2,000 recordings of an hour. Both databases stay in var/bench-search for the next time, and are made again
when the index or the recordings are made in another way.
"""

import argparse
import hashlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.webinars.search.judged import Judged, Place
    from tests.webinars.search.measures import Quality, Shown

    from doorlezen.webinars.search.searching import Found

FOLDER = Path("var/bench-search")
ROOT = Path(__file__).parent.parent
ROUNDS = 5
AIM_MILLISECONDS = 50
MADE_BY = [
    "src/doorlezen/demo/files/webinars.json",
    "src/doorlezen/webinars/content/webinars.yaml",
    "src/doorlezen/webinars/search/data/base_words.txt",
    "src/doorlezen/webinars/search/data/same_words.txt",
    "src/doorlezen/webinars/search/migrations/*.py",
    *(f"src/doorlezen/webinars/search/{name}.py" for name in ("indexing", "passages", "shares")),
    *(f"src/doorlezen/webinars/search/{name}.py" for name in ("vocabulary", "words")),
    *(f"tests/webinars/search/{name}" for name in ("generated.py", "judged.toml", "talk.toml")),
]
"""What a filled database depends on."""


@dataclass(frozen=True)
class Size:
    """How many recordings, and of how many minutes."""

    recordings: int
    minutes: int


SIZES = {"quality": Size(200, 12), "speed": Size(2000, 60)}


def main() -> None:
    asked = _arguments()
    size = SIZES[asked.what]
    folder = (FOLDER / f"{size.recordings}x{size.minutes}-{_made_by()}").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DOORLEZEN_HOME"] = str(folder / "home")
    os.environ["DATABASE_URL"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorlezen.web.settings"
    from doorlezen.cli.database import connect

    connect()
    places = _filled(folder / "places.json", size)
    report = {"quality": _quality, "speed": _speed}[asked.what]
    text = "\n".join([_of_what(), "", *report(places, verbose=asked.verbose)])
    print(text)  # noqa: T201
    (FOLDER / f"{asked.what}.md").write_text(text + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=SIZES)
    parser.add_argument("--verbose", action="store_true", help="tell of each question of the half to look at")
    return parser.parse_args()


def _made_by() -> str:
    files = sorted(path for pattern in MADE_BY for path in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _filled(answers: Path, size: Size) -> dict[str, "Place"]:
    """Where each hidden answer is; fills the database if that was not done, or not to the end."""
    from tests.webinars.search.judged import Place

    if not answers.exists():
        places = _fill(size)
        answers.write_text(json.dumps({question: asdict(place) for question, place in places.items()}))
    return {question: Place(**place) for question, place in json.loads(answers.read_text()).items()}


def _fill(size: Size) -> dict[str, "Place"]:
    from django.db import connection
    from django.utils import timezone
    from tests.webinars.search.generated import everything_said, generate

    from doorlezen.demo.webinars import recorded
    from doorlezen.webinars.domain.loading import take_in
    from doorlezen.webinars.domain.shipped import load_shipped
    from doorlezen.webinars.models import Webinar
    from doorlezen.webinars.search.indexing import forget_webinar, index_webinar
    from doorlezen.webinars.search.tidying import tidy
    from doorlezen.webinars.search.vocabulary import learn

    for webinar in Webinar.objects.order_by("pk"):  # of a time that broke off
        forget_webinar(webinar)
        webinar.delete()
    learn(
        everything_said(), is_public=True
    )  # before: a compound whose parts come later has its webinars indexed twice
    load_shipped(now=timezone.now())
    take_in(recorded(), actor=None, what="bench", now=timezone.now())
    places: dict[str, Place] = {}
    started = time.perf_counter()
    for done, (webinar, answered) in enumerate(
        generate(recordings=size.recordings, minutes=size.minutes), start=1
    ):
        index_webinar(webinar)
        places |= answered
        if done % 20 == 0:
            took = time.perf_counter() - started
            _tell(f"\r{done} of {size.recordings} recordings, {took:.0f} s")
    _tell("\n")
    tidy()
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return places


def _of_what() -> str:
    from doorlezen.webinars.models import Webinar
    from doorlezen.webinars.search.models import Passage, Posting, Word

    counts = [model._default_manager.count() for model in (Webinar, Passage, Posting, Word)]
    return "{:,} webinars, {:,} passages, {:,} postings, {:,} words.".format(*counts)


def _quality(places: dict[str, "Place"], *, verbose: bool) -> list[str]:
    from tests.webinars.search.judged import halves, judged
    from tests.webinars.search.measures import lines, quality

    questions = judged(places)
    shown = {one.question: lines(_search(one.question)) for one in questions}
    tune, held_out = halves(questions)
    sets = {
        "all": questions,
        "in generated recordings": questions[: len(places)],
        "in shipped webinars": questions[len(places) :],
        "half to look at": tune,
        "half held out": held_out,
    }
    rows = ["| questions | how many | nDCG@10 | recall@10 | first line right |", "|---|---:|---:|---:|---:|"]
    rows += [_row(name, quality([(one, shown[one.question]) for one in of])) for name, of in sets.items()]
    if verbose:
        rows += ["", *_each(tune, shown)]
    return rows


def _row(name: str, of: "Quality") -> str:
    return f"| {name} | {of.questions} | {of.ndcg:.3f} | {of.recall:.3f} | {of.first:.3f} |"


def _each(questions: Sequence["Judged"], shown: dict[str, list["Shown"]]) -> Iterator[str]:
    from tests.webinars.search.measures import ranks

    for one in questions:
        found = ranks(one, shown[one.question])
        if found != list(range(1, len(one.right) + 1)):
            right = ", ".join(f"{place.slug} {place.begin or 0:.0f}" for place in one.right)
            yield f"{found} {one.question} → {right}; shown {shown[one.question][:4]}"


def _speed(places: dict[str, "Place"], *, verbose: bool) -> list[str]:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from tests.webinars.search.judged import judged

    call_command("collectstatic", interactive=False, verbosity=0)
    logging.disable(logging.INFO)  # a line for each request would be measured too
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    questions = [one.question for one in judged(places)]
    rows = ["| what | times | p50 ms | p95 ms | most ms | aim p95 ms |", "|---|---:|---:|---:|---:|---:|"]
    for what, ask in {
        "the search itself": _search,
        "the whole page": lambda text: client.get("/webinars/zoeken/", {"q": text}),
    }.items():
        took = _times(questions, ask)
        at = {percent: took[len(took) * percent // 100] for percent in (50, 95)}
        aim = f"{AIM_MILLISECONDS}{'' if at[95] <= AIM_MILLISECONDS else ' (not met)'}"
        rows.append(f"| {what} | {len(took)} | {at[50]:.1f} | {at[95]:.1f} | {took[-1]:.1f} | {aim} |")
    if verbose:
        rows += ["", *_plans(questions[0])]
    return rows


def _times(questions: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds, sorted, of some rounds after one that does not count."""
    for question in questions:
        ask(question)
    took = []
    for _ in range(ROUNDS):
        for question in questions:
            started = time.perf_counter()
            ask(question)
            took.append((time.perf_counter() - started) * 1000)
    return sorted(took)


def _plans(question: str) -> Iterator[str]:
    """How the database answers each statement of a search."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _search(question)
    with connection.cursor() as cursor:
        for statement in captured.captured_queries:
            cursor.execute("explain (analyze, costs off) " + statement["sql"])
            yield from ["", statement["sql"][:200], *(line for (line,) in cursor.fetchall())]


def _search(question: str) -> "Found":
    from django.utils import timezone

    from doorlezen.webinars.search.searching import search

    return search(question, now=timezone.now())


def _tell(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
