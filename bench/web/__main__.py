"""Fill a database with the country, start the site, ask every page, print a table. Nothing is asserted.

`make bench-web`, or `python -m bench.web --times 400 --clients 8`. `--beside` measures something else:
how much slower reading is beside twenty calculations. The database stays in var/bench-web for
the next time; throw that folder away to begin anew.
"""

import argparse
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.web.asking import Answers
    from bench.web.filling import Filled

FOLDER = Path("var/bench-web")
WORKERS = 2
AIM_MILLISECONDS, AIM_KILOBYTES = 100, 60
HEAD = (
    "| page | per second | p50 ms | p95 ms | p50 inside | p95 inside | processor | × empty | queries | kB |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
)
OWN = {"PYTHONPATH": str(Path.cwd()), "DJANGO_SETTINGS_MODULE": "bench.web.settings"}
FIRST = {"front", "login", "organisation", "schools", "plan"}
"""Pages that somebody may see first."""


def main() -> None:
    asked = _arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DOORLEZEN_HOME"] = str(FOLDER.resolve() / "home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.web.settings"
    os.environ["DOORLEZEN_LOGS"] = "readable"
    from doorlezen.cli.connecting import connect

    connect()
    from bench.web.filling import counts, fill

    filled = fill(FOLDER.resolve())
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores for site, database and clients; "
        f"{WORKERS} processes, {asked.clients} clients, {asked.times} requests per page after a warm-up.",
        f"Register: {filled.title}; {counts()}.",
        "",
        *(_beside(filled, asked) if asked.beside else _measured(filled, asked)),
    ]
    text = "\n".join(lines)
    print(text)  # noqa: T201
    (FOLDER / ("beside.md" if asked.beside else "bench-web.md")).write_text(text + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=400, help="requests per page")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    parser.add_argument(
        "--beside",
        action="store_true",
        help="read pages alone, then beside twenty calculations of two libraries",
    )
    return parser.parse_args()


def _measured(filled: "Filled", asked: argparse.Namespace) -> list[str]:
    from django.conf import settings
    from tests.browser.server import serving

    from bench.web.asking import ask, first_visit, percentile
    from bench.web.pages import EMPTY_PAGE, pages

    rows, visits, empty = [*HEAD], [], 0.0
    with serving(settings.DATABASE_URL, FOLDER, workers=WORKERS, **OWN) as site:
        for page in pages(filled):
            if asked.only not in page.name and page.name != EMPTY_PAGE:
                continue
            session = filled.sessions.get(page.who, "")
            found = ask(site.address, page, session=session, clients=asked.clients, times=asked.times)
            empty = empty or percentile(found.worked, 50)
            rows.append(_row(found, empty))
            print(rows[-1], file=sys.stderr)  # noqa: T201
            if page.name in FIRST:
                kilobytes = first_visit(site.address, page, session=session) / 1000
                visits.append(f"{page.name} {kilobytes:.1f} kB{_over(kilobytes, AIM_KILOBYTES)}")
    aims = f"Aims: p95 inside ≤ {AIM_MILLISECONDS} ms, a first visit ≤ {AIM_KILOBYTES} kB; (!) is over."
    return [
        *rows,
        "",
        "First visit, with stylesheet, faces and script, without the map: " + ", ".join(visits) + ".",
        aims,
    ]


def _beside(filled: "Filled", asked: argparse.Namespace) -> list[str]:
    """p95 inside of pages that people read: alone, and beside twenty calculations of two libraries.

    Alone is the mean of before and after, so that what else the machine does counts on both sides.
    """
    from django.conf import settings
    from tests.browser.server import serving

    from bench.web.asking import ask, percentile
    from bench.web.calculating import calculating
    from bench.web.pages import READ, pages

    read = [page for page in pages(filled) if page.name in READ]

    def p95() -> dict[str, float]:
        found = {}
        for page in read:
            session = filled.sessions[page.who]
            answers = ask(site.address, page, session=session, clients=1, times=asked.times)
            found[page.name] = percentile(answers.took, 95)
        return found

    rows = ["| page | p95 inside alone | beside 20 calculations | × |", "|---|---:|---:|---:|"]
    with serving(settings.DATABASE_URL, FOLDER, workers=WORKERS, **OWN) as site:
        p95()  # what is made once is made
        alone = p95()
        with calculating():
            beside = p95()
        alone = {
            name: (before + after) / 2
            for (name, before), after in zip(alone.items(), p95().values(), strict=True)
        }
    for name, before in [*alone.items(), ("all", sum(alone.values()))]:
        now = sum(beside.values()) if name == "all" else beside[name]
        rows.append(f"| {name} | {before:.1f} | {now:.1f} | {now / before:.2f}{_over(now / before, 1.5)} |")
    return [*rows, "", "Aim: at most 1.5 times; (!) is over."]


def _row(found: "Answers", empty: float) -> str:
    from bench.web.asking import percentile

    inside = percentile(found.took, 95)
    cells = [
        found.page.name,
        f"{found.per_second:.0f}",
        *(f"{percentile(found.waited, share):.1f}" for share in (50, 95)),
        f"{percentile(found.took, 50):.1f}",
        f"{inside:.1f}{_over(inside, AIM_MILLISECONDS)}",
        f"{(worked := percentile(found.worked, 50)):.1f}",
        f"{worked / empty:.1f}",
        "–".join(str(number) for number in sorted({min(found.queries), max(found.queries)})),
        f"{found.bytes / 1000:.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _over(value: float, aim: float) -> str:
    return "" if value <= aim else " (!)"


if __name__ == "__main__":
    main()
