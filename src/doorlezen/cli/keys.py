"""`doorlezen keys`: the same problem under several verdeelsleutels, side by side. Needs no database."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.one_year import OneYear, one_year
from doorlezen.cli.output import write_atomically
from doorlezen.cli.printed import print_table
from doorlezen.cli.silence import solvers_silent
from doorlezen.cli.solving import FiniteRange
from doorlezen.language import InputError, school_year, t, whole

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Effort, Problem
    from doorlezen.engine.allocation.keys import Comparison, Frontier, Key


@click.command(
    help=t(
        "Vergelijk verdeelsleutels: wie krijgt wat bij behoefte, bereik, gelijk, naar rato en als vorig "
        "jaar, en wat kost meer bereik aan gelijkheid. Alle eisen gelden bij elke sleutel."
    )
)
@click.argument("problem", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help=t("een map voor cijfers, plannen en grafiek")
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--plan", type=click.Path(path_type=Path), help=t("bij meer schooljaren: het plan van de andere jaren")
)
@click.option("--year", help=t("bij meer schooljaren: het jaar waarover het gaat, zoals 2026-2027"))
@click.option(
    "--key", "names", multiple=True, help=t("alleen deze verdeelsleutel; mag vaker (standaard: alle)")
)
@click.option("--municipality", help=t("toon wat elke school van deze gemeente krijgt, zoals 0281"))
@click.option(
    "--points", type=click.IntRange(0, 200), default=15, help=t("punten op de grens; 0: sla de grens over")
)
@click.option("--time-limit", type=FiniteRange(min=0), default=10.0, help=t("seconden per zoektocht"))
@click.option("--workers", type=click.IntRange(min=1), help=t("zoveel tegelijk (standaard: alle kernen)"))
def keys(
    problem: Path,
    output: Path | None,
    form: str,
    plan: Path | None,
    year: str | None,
    names: tuple[str, ...],
    municipality: str | None,
    points: int,
    time_limit: float,
    workers: int | None,
) -> int:
    """Exit 0: compared. Exit 1: no plan meets all demands, or none was found in time."""
    from doorlezen.engine.allocation import Effort
    from doorlezen.engine.allocation.keys import compare, frontier

    asked = one_year(problem, plan, year)
    of = asked.problem
    chosen, left_out = _for_this(of, _chosen(names), named=bool(names))
    if municipality is not None and municipality not in {school.municipality for school in of.schools}:
        raise InputError("--municipality", t("{code} komt in dit probleem niet voor", code=municipality))
    effort = Effort(workers=workers or os.cpu_count() or 1)
    if left_out:
        click.echo(left_out, err=True)
    with progress(t("Verdeelsleutels vergelijken"), effort) as tell:
        comparison = compare(of, chosen, effort=effort, guard=time_limit, tell=tell)
    if any(division.plan is None for division in comparison.divisions):
        click.echo(_why_none(comparison), err=True)
        return 1
    found = None
    if points and not left_out:
        with progress(t("De grens zoeken"), effort) as tell:
            found = frontier(of, effort=effort, points=points, guard=time_limit, tell=tell)
    if form == "json":
        from doorlezen.documents.json_text import write_json
        from doorlezen.reports.keys import document

        click.echo(write_json(document(of, comparison, found)), nl=False)
    else:
        _show(asked, comparison, found, municipality)
    if output is not None:
        _write(output, asked, comparison, found)
    return 0


def _chosen(names: tuple[str, ...]) -> "list[Key]":
    from doorlezen.engine.allocation.keys import KEYS

    for name in names:
        if name not in KEYS:
            what = t("{name} bestaat niet; kies uit {known}", name=name, known=", ".join(KEYS))
            raise InputError("--key", what)
    return [key for key in KEYS.values() if not names or key.id in names]


def _for_this(of: "Problem", keys: "list[Key]", *, named: bool) -> "tuple[list[Key], str]":
    """The keys that can be worked out for a problem of this size, and what is left out (empty: nothing)."""
    from doorlezen.engine.allocation.solving.parts.decompose import parts_of_problem

    if parts_of_problem(of) is None:
        return keys, ""
    able = [key for key in keys if key.for_a_country]
    unable = ", ".join(key.name for key in keys if not key.for_a_country)
    if named and unable:
        what = t(
            "{names} gaat niet bij zoveel scholen ({count}); dat kan wel per gemeente of per bibliotheek",
            names=unable,
            count=whole(len(of.schools)),
        )
        raise InputError("--key", what)
    frontier = t("de grens")
    return able, t(
        "Bij zoveel scholen ({count}) blijven weg: {names}; dat kan wel per gemeente of per bibliotheek.",
        count=whole(len(of.schools)),
        names=", ".join(name for name in (unable, frontier) if name),
    )


def _why_none(comparison: "Comparison") -> str:
    if comparison.infeasible:
        return t("Er is geen plan dat aan alle eisen voldoet. Welke eisen botsen, zegt: doorlezen plan.")
    return t("De tijd was om voordat elke verdeelsleutel een plan had; geef meer met --time-limit.")


@contextmanager
def progress(what: str, effort: "Effort") -> "Iterator[Callable[[int, int], None] | None]":
    """A line on a terminal that counts; nothing where the output goes to a file. Solvers are silent.

    Ctrl-C stops every search at once, and then the command: half a comparison is none.
    """
    from rich.console import Console

    console = Console(stderr=True)
    before = signal.signal(signal.SIGINT, lambda *_: effort.stop.set())
    try:
        with solvers_silent(), ExitStack() as shown:
            tell = None
            if console.is_terminal:
                status = shown.enter_context(console.status(f"{what} …"))

                def tell(done: int, of: int) -> None:
                    status.update(t("{what}: {done} van {of}", what=what, done=done, of=of))

            yield tell
    finally:
        signal.signal(signal.SIGINT, before)
    if effort.stop.is_set():
        raise click.Abort


def _show(
    year: OneYear, comparison: "Comparison", found: "Frontier | None", municipality: str | None
) -> None:
    from doorlezen.reports import keys as report

    of = year.problem
    click.echo(of.title)
    if year.beside:
        line = t(
            "Schooljaar {year}; de andere jaren blijven zoals gepland.", year=school_year(of.school_year)
        )
        click.echo(line)
    click.echo(report.headline(comparison))
    print_table(report.side_by_side(comparison))
    click.echo()
    for line in filter(None, (*report.aims(comparison), report.about_equal(comparison))):
        click.echo(line)
    if found is not None and found.points:
        print_table(report.points(found))
        click.echo(report.about_gini())
    if municipality is not None:
        print_table(report.schools(of, comparison, municipality))


def _write(output: Path, year: OneYear, comparison: "Comparison", found: "Frontier | None") -> None:
    """Every file, made in memory before the first is written."""
    from doorlezen.documents.json_text import write_json
    from doorlezen.documents.sheets import as_csv
    from doorlezen.reports import keys as report
    from doorlezen.reports.keys_chart import draw_frontier

    of = year.problem
    figures, schools = report.side_by_side(comparison), report.schools(of, comparison)
    files = {
        "keys.json": write_json(report.document(of, comparison, found)),
        "keys.csv": as_csv(figures.columns, figures.rows, for_programs=True),
        "schools.csv": as_csv(schools.columns, schools.rows, for_programs=True),
    }
    for division in comparison.divisions:
        assert division.plan is not None
        files[f"plan-{division.key.id}.json"] = year.written(division.plan)
    if found is not None:
        points = report.points(found)
        files["frontier.csv"] = as_csv(points.columns, points.rows, for_programs=True)
        files["frontier.svg"] = draw_frontier(found, comparison).encode()
    output.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_atomically(output / name, data)
    click.echo(t("Geschreven in {folder}: {names}", folder=output, names=", ".join(files)), err=True)
