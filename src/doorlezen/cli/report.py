"""`doorlezen report`: a plan as a table, a workbook, a PDF. Needs no database and no solver."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.cli.solving import read_bytes
from doorlezen.language import InputError, school_year, t

if TYPE_CHECKING:
    from doorlezen.engine.allocation.posed.problem import Problem
    from doorlezen.planning.sources import Sources
    from doorlezen.reports.story import Story

_FILE = click.Path(path_type=Path)


@click.command(
    help=t("Toon een plan: als tabel in de terminal, als Excel-bestand (xlsx) of als toegankelijke pdf.")
)
@click.argument("problem", type=_FILE)
@click.argument("plan", type=_FILE)
@click.option("--sources", type=_FILE, help=t("de bronnen (standaard: naast het probleem, als ze er zijn)"))
@click.option(
    "--explanation",
    type=_FILE,
    help=t("de uitleg van explain --format json: dan staan er uren en euro's op de prijskaartjes"),
)
@click.option("--xlsx", type=_FILE, help=t("schrijf dit Excel-bestand, met een blad per gemeente"))
@click.option("--pdf", type=_FILE, help=t("schrijf deze pdf"))
@click.option("--table", is_flag=True, help=t("toon de tabellen, ook als er een bestand geschreven wordt"))
@click.option("--summary", is_flag=True, help=t("toon een regel per gemeente in plaats van per school"))
@click.option("--date", help=t("de datum die op de pdf staat, zoals 2026-05-28 (standaard: geen)"))
def report(
    problem: Path,
    plan: Path,
    sources: Path | None,
    explanation: Path | None,
    xlsx: Path | None,
    pdf: Path | None,
    table: bool,
    summary: bool,
    date: str | None,
) -> int:
    """Exit 0: shown. Exit 1: the plan does not answer the problem, so nothing is shown or written."""
    from doorlezen.planning.sources import day

    made = None if date is None else day(date, where="--date")
    told = _each_year(problem, plan, sources)
    if isinstance(told, str):
        click.echo(told, err=True)
        return 1
    if explanation is not None:
        told = [_explained(story, explanation) for story in told]
    files: dict[Path, bytes] = {}
    for story in told:
        files |= _made(story, of_year(xlsx, story), of_year(pdf, story), made)
    for path, data in files.items():
        write_atomically(path, data)
        click.echo(t("Geschreven: {path}", path=path), err=True)
    for story in told if table or summary or not files else ():
        if story.one_of_years:
            click.echo(t("Schooljaar {year}", year=school_year(story.school_year)))
            click.echo()
        _show(story, summary=summary)
    return 0


def _each_year(problem: Path, plan: Path, sources: Path | None) -> "list[Story] | str":
    """The story of each school year, or what is wrong with the plan."""
    from doorlezen.engine.allocation.posed.check import check
    from doorlezen.engine.allocation.posed.plan import read_plan
    from doorlezen.engine.allocation.posed.reading import read_problem
    from doorlezen.reports.telling import tell_each_year

    of = read_problem(read_bytes(problem), name=problem.name)
    answer = read_plan(read_bytes(plan), name=plan.name)
    known = sources_beside(of, problem, sources)
    if wrong := check(of, answer):
        return t("Dit plan klopt niet: {wrong}", wrong=wrong[0])
    return tell_each_year(of, answer, known)


def _explained(story: "Story", explanation: Path) -> "Story":
    """The story with the hours and euros of an explanation on its price tags. Raises InputError."""
    from doorlezen.engine.allocation.explain.reading import read_moves
    from doorlezen.reports.worked_out import with_moves

    if story.one_of_years:
        raise InputError("--explanation", t("kan niet bij een plan van meer jaren"))
    moves = read_moves(read_bytes(explanation), name=explanation.name, problem_sha256=story.problem_sha256)
    return with_moves(story, moves)


def of_year(path: Path | None, story: "Story") -> Path | None:
    """Where a file of this year goes: of several years each has its own, with the year in its name."""
    if path is None or not story.one_of_years:
        return path
    return path.with_name(f"{path.stem}-{story.school_year}{path.suffix}")


def sources_beside(of: "Problem", problem: Path, given: Path | None) -> "Sources | None":
    """The sources of the problem: those given, else those beside it, else none."""
    from doorlezen.planning.sources import path_beside, read_sources

    path = given or path_beside(problem)
    if given is None and not path.exists():
        return None
    known = read_sources(read_bytes(path), name=path.name)
    if known.problem_sha256 != of.sha256:
        what = t("de bronnen horen bij een ander probleem (de sha256 verschilt); bouw het probleem opnieuw")
        raise InputError(path.name, what)
    return known


def _made(
    story: "Story", xlsx: Path | None, pdf: Path | None, made: datetime.date | None
) -> dict[Path, bytes]:
    """Every file that was asked for, made in memory before the first is written."""
    files = {}
    if xlsx is not None:
        from doorlezen.reports.plan_workbook import as_xlsx

        files[xlsx] = as_xlsx(story, made=made)
    if pdf is not None:
        from doorlezen.reports.document import as_pdf

        files[pdf] = as_pdf(story, made=made)
    return files


def _show(story: "Story", *, summary: bool) -> None:
    from rich.console import Console

    from doorlezen.reports.terminal import show

    show(story, Console(highlight=False), summary=summary)
