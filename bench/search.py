"""How good and how quick the search over webinars is, beside full text of PostgreSQL. Nothing is asserted.

`make bench-search`, or `python -m bench.search small` and `python -m bench.search large`: all judged
questions in the shipped webinars and 200 generated recordings of 12 minutes, or 2,000 of an hour. Both
databases stay in var/bench-search for the next time, and are made again when the index or the recordings are
made in another way.
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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.webinars.search.judged import Place
    from tests.webinars.search.measures import Shown

    from doorlezen.webinars.search.searching import SearchResults

FOLDER = Path("var/bench-search")
ROOT = Path(__file__).parent.parent
ROUNDS = 3
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


SIZES = {"small": Size(200, 12), "large": Size(2000, 60)}


def main() -> None:
    asked = _arguments()
    size = SIZES[asked.what]
    folder = (FOLDER / f"{size.recordings}x{size.minutes}-{_made_by()}").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DOORLEZEN_HOME"] = str(folder / "home")
    os.environ["DATABASE_URL"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorlezen.web.settings"
    from doorlezen.cli.connecting import connect

    connect()
    places = _filled(folder / "places.json", size)
    text = "\n".join([_of_what(), "", *_table(places), "", *_page(places)])
    if asked.verbose:
        text = "\n".join([text, "", *_each(places), *_plans(next(iter(places)))])
    print(text)  # noqa: T201
    (FOLDER / f"{asked.what}.md").write_text(text + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=SIZES)
    parser.add_argument("--verbose", action="store_true", help="tell of each question, and of the plans")
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

    from doorlezen.demo.demo_webinars import recorded
    from doorlezen.webinars.domain.catalogue_loading import take_in
    from doorlezen.webinars.domain.shipped import load_shipped
    from doorlezen.webinars.models import Webinar
    from doorlezen.webinars.search.index_upkeep import tidy
    from doorlezen.webinars.search.indexing import forget_webinar, index_webinar
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


def _table(places: dict[str, "Place"]) -> Iterator[str]:
    """Each way of searching: how good its answers are, and how long they take."""
    from tests.webinars.search.judged import halves, judged
    from tests.webinars.search.measures import quality

    from bench import full_text

    full_text.prepare()
    questions = judged(places)
    tune, held_out = halves(questions)
    yield "| search | nDCG@10 | to look at | held out | recall@10 | first line right | p50 ms | p95 ms |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, ask, rounds in (
        ("ours", _shown, ROUNDS),
        ("full text", full_text.plain, 1),
        ("full text with rarity", full_text.with_rarity, 1),
    ):
        shown = {one.question: ask(one.question) for one in questions} if rounds > 1 else {}
        took = _times([one.question for one in questions], ask, rounds=rounds, shown=shown)
        of = [quality([(one, shown[one.question]) for one in half]) for half in (questions, tune, held_out)]
        good = " | ".join(f"{number:.3f}" for number in (*(x.ndcg for x in of), of[0].recall, of[0].first))
        yield f"| {name} | {good} | {_at(took, 50):.1f} | {_at(took, 95):.1f} |"


def _page(places: dict[str, "Place"]) -> list[str]:
    """How long the whole page takes."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from tests.webinars.search.judged import judged

    call_command("collectstatic", interactive=False, verbosity=0)
    logging.disable(logging.INFO)  # a line for each request would be measured too
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    questions = [one.question for one in judged(places)]
    took = _times(questions, lambda text: client.get("/webinars/zoeken/", {"q": text}))
    return [
        f"The whole page: p50 {_at(took, 50):.1f} ms, p95 {_at(took, 95):.1f} ms, most {took[-1]:.1f} ms."
    ]


def _at(took: Sequence[float], percent: int) -> float:
    return took[len(took) * percent // 100]


def _each(places: dict[str, "Place"]) -> Iterator[str]:
    """The questions of the half to look at that are not answered as well as can be."""
    from tests.webinars.search.judged import halves, judged
    from tests.webinars.search.measures import ranks

    for one in halves(judged(places))[0]:
        shown = _shown(one.question)
        found = ranks(one, shown)
        if found != list(range(1, len(one.right) + 1)):
            right = ", ".join(f"{place.slug} {place.begin or 0:.0f}" for place in one.right)
            yield f"{found} {one.question} → {right}; shown {shown[:4]}"


def _times(
    questions: Sequence[str],
    ask: Callable[[str], Any],
    *,
    rounds: int = ROUNDS,
    shown: dict[str, Any] | None = None,
) -> list[float]:
    """Milliseconds, sorted; ``shown`` gets the answers."""
    took = []
    for _ in range(rounds):
        for question in questions:
            started = time.perf_counter()
            answer = ask(question)
            took.append((time.perf_counter() - started) * 1000)
            if shown is not None:
                shown[question] = answer
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


def _search(question: str) -> "SearchResults":
    from django.utils import timezone

    from doorlezen.webinars.search.searching import search

    return search(question, now=timezone.now())


def _shown(question: str) -> list["Shown"]:
    from tests.webinars.search.measures import lines

    return lines(_search(question))


def _tell(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
