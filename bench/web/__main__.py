"""Fill a database with the country, start the site, ask every page, print a table. Nothing is asserted.

`make bench-web`, or `python -m bench.web --times 400 --clients 8`. The database stays in var/bench-web for
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
    "| page | requests/s | p50 ms | p95 ms | p50 inside | p95 inside | p50 processor | queries | kB |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
)
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
        *_measured(filled, asked),
    ]
    text = "\n".join(lines)
    print(text)  # noqa: T201
    (FOLDER / "bench-web.md").write_text(text + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=400, help="requests per page")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    return parser.parse_args()


def _measured(filled: "Filled", asked: argparse.Namespace) -> list[str]:
    from django.conf import settings
    from tests.browser.server import serving

    from bench.web.asking import ask, first_visit
    from bench.web.pages import pages

    rows, visits = [*HEAD], []
    own = {"PYTHONPATH": str(Path.cwd()), "DJANGO_SETTINGS_MODULE": "bench.web.settings"}
    with serving(settings.DATABASE_URL, FOLDER, workers=WORKERS, **own) as site:
        for page in pages(filled):
            if asked.only not in page.name:
                continue
            session = filled.sessions.get(page.who, "")
            rows.append(
                _row(ask(site.address, page, session=session, clients=asked.clients, times=asked.times))
            )
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


def _row(found: "Answers") -> str:
    from bench.web.asking import percentile

    inside = percentile(found.took, 95)
    cells = [
        found.page.name,
        f"{found.per_second:.0f}",
        *(f"{percentile(found.waited, share):.1f}" for share in (50, 95)),
        f"{percentile(found.took, 50):.1f}",
        f"{inside:.1f}{_over(inside, AIM_MILLISECONDS)}",
        f"{percentile(found.worked, 50):.1f}",
        "–".join(str(number) for number in sorted({min(found.queries), max(found.queries)})),
        f"{found.bytes / 1000:.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _over(value: float, aim: float) -> str:
    return "" if value <= aim else " (!)"


if __name__ == "__main__":
    main()
