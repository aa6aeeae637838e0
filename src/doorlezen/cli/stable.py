"""`doorlezen stable`: what becomes of the plan when scores change, and a plan that stands it."""

import os
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.keys import progress
from doorlezen.cli.output import write_atomically
from doorlezen.cli.printed import print_table
from doorlezen.cli.solving import FiniteRange, read_bytes
from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Effort, Problem
    from doorlezen.engine.allocation.futures import Flip, Flips, Future
    from doorlezen.reports.futures import Outlook

_FILE = click.Path(path_type=Path)


@click.command(
    help=t(
        "Zoek uit welke toekenningen van de score afhangen, wat het plan wordt als scores veranderen, en "
        "welk plan in de slechtste toekomst het beste is. Zonder --other en --flips: de scholen vlak boven "
        "de drempel."
    )
)
@click.argument("problem", type=_FILE)
@click.option(
    "--other", "others", type=_FILE, multiple=True, help=t("hetzelfde probleem, andere editie; mag vaker")
)
@click.option("--flips", type=_FILE, help=t("een bestand dat zegt wat er bij welke school omslaat"))
@click.option("--library", type=_FILE, help=t("het bibliotheekbestand: zoek in het register wie kan omslaan"))
@click.option("--save", type=_FILE, help=t("schrijf wat er bij welke school omslaat naar dit bestand"))
@click.option("--band", help=t("punten per leerling boven de drempel (standaard 0.1)"))
@click.option("--fund", "funds", multiple=True, help=t("deze pot betaalt alleen scholen met een score"))
@click.option("--futures", "count", type=click.IntRange(0, 50), default=5, help=t("zoveel gelote toekomsten"))
@click.option("--seed", type=click.IntRange(min=0), default=1, help=t("begin van de loting"))
@click.option("--measure", type=click.Choice(["worst", "regret"]), default="worst")
@click.option("-o", "--output", type=_FILE, help=t("schrijf het stabiele plan, zoals het nu betaald wordt"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--time-limit", type=FiniteRange(min=0), default=10.0, help=t("seconden per zoektocht"))
@click.option("--workers", type=click.IntRange(min=1), help=t("zoveel tegelijk (standaard: alle kernen)"))
def stable(
    problem: Path,
    others: tuple[Path, ...],
    flips: Path | None,
    library: Path | None,
    save: Path | None,
    band: str | None,
    funds: tuple[str, ...],
    count: int,
    seed: int,
    measure: str,
    output: Path | None,
    form: str,
    time_limit: float,
    workers: int | None,
) -> int:
    """Exit 0: there is a plan for all futures. Exit 1: there is none, or none was found in time."""
    from doorlezen.engine.allocation import Effort, read_problem, write_plan
    from doorlezen.engine.allocation.futures import as_future, draw_futures

    of = read_problem(read_bytes(problem), name=problem.name)
    coming = [
        as_future(of, read_problem(read_bytes(path), name=path.name), name=path.name) for path in others
    ]
    told, follows = [], True
    if not others or any(given is not None for given in (flips, library, save, band)):
        from doorlezen.engine.allocation.futures import write_flips
        from doorlezen.reports.futures import near

        if library is not None:
            known = _from_register(of, problem, library, flips, band)
        else:
            known = _flips(of, problem, flips, band, funds)
        if save is not None:
            write_atomically(save, write_flips(known, of))
        told.append(near(known.flips, len(of.codes), known.band))
        if flips is None and library is None and known.flips:
            follows = _falls(of, problem) is not None
            told.append(_of_falls(known=follows))
        coming += draw_futures(of, known.flips, count=count, seed=seed)
    effort = Effort(workers=workers or os.cpu_count() or 1)
    outlook = _outlook(of, coming, measure, effort, time_limit)
    if outlook is None:
        click.echo(t("Er is nu al geen plan (of niet op tijd); kijk met: doorlezen plan."), err=True)
        return 1
    if output is not None and outlook.stable.plans:
        write_atomically(output, write_plan(outlook.stable.plans[0]))
    _show(outlook, told, form, follows=follows)
    if output is not None and outlook.stable.plans:
        click.echo(t("Het stabiele plan staat in {output}.", output=output), err=True)
    return 0 if outlook.stable.plans else 1


def _flips(of: "Problem", path: Path, file: Path | None, band: str | None, funds: tuple[str, ...]) -> "Flips":
    """The flips of a file, or those that the problem itself shows."""
    from doorlezen.engine.allocation.futures import Flips, near_the_drempel, read_flips

    if file is not None:
        if band is not None:
            raise InputError("--band", t("kan niet samen met --flips: de band staat in dat bestand"))
        return read_flips(read_bytes(file), of, name=file.name)
    width = _band(band or "0.1")
    falls = _falls(of, path)
    stopping = _named(of, funds) if falls is not None else funds_on_a_score(of, path, funds)
    return Flips(width, path.name, near_the_drempel(of, width, stopping, falls or ()))


def _falls(of: "Problem", path: Path) -> "tuple[Flip, ...] | None":
    """What a school that falls becomes, as the sources beside the problem say; None where they do not."""
    from doorlezen.planning.sources import path_beside, read_sources

    beside = path_beside(path)
    if not beside.is_file():
        return None
    sources = read_sources(read_bytes(beside), name=beside.name)
    if sources.problem_sha256 != of.sha256 or sources.falls is None:
        return None
    return sources.falls_in(of, name=beside.name)


def _from_register(of: "Problem", path: Path, library: Path, file: Path | None, band: str | None) -> "Flips":
    """The flips that the register shows: who may rise is known there too."""
    from doorlezen.cli.connecting import connect
    from doorlezen.planning.library import read_library

    if file is not None:
        raise InputError("--library", t("kan niet samen met --flips; kies er één"))
    width = _band(band or "0.1")
    own = read_library(read_bytes(library), name=library.name, folder=library.parent)
    connect()
    from doorlezen.planning.build import build
    from doorlezen.planning.known_schools import gather, gather_flips

    built = build(own, gather(own))
    if built.problem.sha256 != of.sha256:
        what = t("komt niet uit {library} met dit register; bouw het opnieuw", library=library.name)
        raise InputError(path.name, what)
    return gather_flips(own, built, width)


def _band(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,4})?", text, re.ASCII):
        what = t("{text} is geen aantal punten zoals 0.1", text=repr(text))
        raise InputError("--band", what)
    return Decimal(text)


def funds_on_a_score(of: "Problem", path: Path, named: tuple[str, ...]) -> tuple[str, ...]:
    """The funds that stop where a school falls to 0: those named, else those the sources beside it know."""
    from doorlezen.planning.sources import ON_A_SCORE, path_beside, read_sources

    beside = path_beside(path)
    if _named(of, named) or not of.funds:
        return named
    kinds = read_sources(read_bytes(beside), name=beside.name).fund_kinds if beside.is_file() else {}
    found = tuple(purse for purse in of.purses if kinds.get(purse) in ON_A_SCORE)
    if not found:
        what = t(
            "noem de potten die alleen scholen met een score betalen, zoals --fund {id}",
            id=next(iter(of.purses)),
        )
        raise InputError("--fund", what)
    return found


def _of_falls(*, known: bool) -> str:
    """What is reckoned with of a school that falls, and what only the register knows."""
    if known:
        return t(
            "Een school die daalt, is gerekend met gewicht, menu en betalers van een school zonder score. "
            "Welke scholen kunnen stijgen, staat alleen in het register: geef daarvoor --library."
        )
    return t(
        "Van een school die daalt, zijn gewicht en menu gelijk gehouden: bij dit probleem staat niet wat ze "
        "zonder score worden. Wat scholen dan krijgen, kan dus anders zijn; met --library telt het mee."
    )


def _named(of: "Problem", names: tuple[str, ...]) -> tuple[str, ...]:
    """These funds, each of which is in the problem. Raises InputError."""
    for name in names:
        if name not in of.purses:
            known = ", ".join(of.purses)
            raise InputError("--fund", t("{name} bestaat niet; kies uit {known}", name=name, known=known))
    return names


def _outlook(
    of: "Problem", coming: "list[Future]", measure: str, effort: "Effort", guard: float
) -> "Outlook | None":
    """Everything there is to say; None where there is no plan today."""
    from doorlezen.engine.allocation.futures import Future, Stable, become, risks, stable_plan
    from doorlezen.engine.allocation.keys.figures import quarters_of
    from doorlezen.reports.futures import Outlook

    with progress(t("Toekomsten doorrekenen"), effort) as tell:
        now, becoming = become(of, coming, effort=effort, guard=guard, tell=tell)
    if now.plan is None:
        return None
    found = Stable((), (), None, False, any(b.infeasible for b in becoming))
    bounds = [b.plan.bound for b in (now, *becoming) if b.plan is not None and b.plan.bound is not None]
    if len(bounds) == 1 + len(becoming):
        with progress(t("Het plan zoeken dat overal kan"), effort):
            found = stable_plan(
                [Future(t("nu"), of), *coming],
                measure=measure,
                best=bounds,
                today=quarters_of(of, now.plan.choices),
                effort=effort,
                guard=guard,
            )
    return Outlook(of, now.plan, becoming, risks(of, now.plan, becoming), found, measure)


def _show(outlook: "Outlook", told: list[str], form: str, *, follows: bool) -> None:
    from doorlezen.reports import futures as report

    if form == "json":
        from doorlezen.documents.json_text import write_json

        click.echo(write_json(report.document(outlook, weight_and_menu_follow=follows)), nl=False)
        return
    click.echo(outlook.today.title)
    for line in told:
        click.echo(line)
    if not outlook.becoming:
        click.echo(t("Er is geen toekomst die van nu verschilt."))
        return
    holds = [becoming.holds for becoming in outlook.becoming]
    for line in (report.at_risk(outlook.risks), report.survival(holds), report.offer(outlook)):
        click.echo(line)
    print_table(report.futures(outlook))
    if outlook.risks:
        print_table(report.awards(outlook))
