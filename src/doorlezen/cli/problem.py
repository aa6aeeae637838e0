"""`doorlezen problem`: from register and library file to a problem that `doorlezen plan` can solve."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.cli.printed import print_list
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import hours, money, n, t

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Fund, Problem
    from doorlezen.engine.allocation.posed.requirements import Requirement
    from doorlezen.planning.build import Built
    from doorlezen.planning.library import Library
    from doorlezen.planning.sources import Sources


@click.group(help=t("Van register en bibliotheekbestand naar een rekenprobleem."))
def problem() -> None:
    """The library's own file, and the problem that follows from it."""


@problem.command(help=t("Toon een voorbeeld van een bibliotheekbestand, met uitleg bij elke regel."))
@click.option("-o", "--output", type=click.Path(path_type=Path), help=t("schrijf het naar dit bestand"))
def example(output: Path | None) -> None:
    """Print the commented example that ships with Doorlezen."""
    from importlib.resources import files

    data = (files("doorlezen.planning") / "examples" / "library.toml").read_bytes()
    if output is None:
        click.echo(data.decode(), nl=False)
    else:
        write_atomically(output, data)
        click.echo(t("Het voorbeeld staat in {output}.", output=output))


@problem.command(help=t("Maak een probleem van een bibliotheekbestand (TOML) en het register."))
@click.argument("library", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=t("het probleembestand"))
@click.option("--library", "owner", metavar="ADRES", help=t("van welke bibliotheek op de site de lijst telt"))
def build(library: Path, output: Path, owner: str | None) -> None:
    """Write the problem and, beside it, the sources that it rests on; print what they hold."""
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.solving import read_bytes
    from doorlezen.planning.library import read_library

    own = read_library(read_bytes(library), name=library.name, folder=library.parent)
    where = f"{library.name}: library.site" if owner is None else "--library"
    own = own if owner is None else replace(own, site=owner)
    connect()
    from doorlezen.planning.build import build as build_problem
    from doorlezen.planning.known_schools import gather
    from doorlezen.planning.sources import path_beside
    from doorlezen.register.domain.collaboration_lists import require_list, which_list

    require_list(own.site, where=where)
    if told := which_list(own.site):
        click.echo(told, err=True)
    built = build_problem(own, gather(own))
    write_atomically(output, built.data)
    beside = path_beside(output)
    if not output.is_file() or output.parent == Path("/dev"):  # a pipe: the problem and nothing else
        _say(own, built, err=True)
        return
    write_atomically(beside, built.sources_data)
    _say(own, built)
    click.echo(t("Het probleem staat in {output}, de bronnen in {beside}.", output=output, beside=beside))


@problem.command(help=t("Maak van een probleem van één schooljaar een van meer jaren, elk jaar gelijk."))
@click.argument("problem", type=click.Path(path_type=Path))
@click.option("--years", type=click.IntRange(1, 10), required=True, help=t("hoeveel schooljaren"))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=t("het probleembestand"))
def extend(problem: Path, years: int, output: Path) -> None:
    """Write the problem of several years, and say what to change in it."""
    from doorlezen.cli.solving import read_bytes
    from doorlezen.engine.allocation import read_problem, write_problem
    from doorlezen.engine.allocation.posed.extending import extend as over_years

    of = read_problem(read_bytes(problem), name=problem.name)
    write_atomically(output, write_problem(over_years(of, years, name=problem.name)))
    click.echo(t("Het probleem staat in {output}. Alle jaren zijn gelijk.", output=output))
    click.echo(t("Pas aan wat verschilt: geld dat stopt of begint (cents), geld dat meegaat (carry_over)."))


def _say(library: "Library", built: "Built", *, err: bool = False) -> None:
    click.echo(_sentence(library, built), err=err)
    _say_funds(built.problem, err=err)
    if built.problem.requirements:
        _say_demands(built, err=err)
    if built.remarks:
        click.echo(err=err)
        click.secho(t("Let op"), bold=True, err=err)
        for remark in built.remarks:
            where = t(" (in het bestand: {field})", field=remark.field) if remark.field else ""
            click.echo(f"– {remark.text}{where}", err=err)
    click.echo(err=err)


def _sentence(library: "Library", built: "Built") -> str:
    schools = len(built.candidates)
    with_score = sum(school.has_score for school in built.candidates)
    said = n(
        "{count} school in {gemeenten}, waarvan {with_score} met een achterstandsscore.",
        "{count} scholen in {gemeenten}, waarvan {with_score} met een achterstandsscore.",
        schools,
        gemeenten=n("{count} gemeente", "{count} gemeenten", len(library.gemeenten)),
        with_score=with_score,
    )
    if library.scheme is not None:
        said += " " + t(
            "In aanmerking voor de regeling: {eligible}. Niet: {out}. Niet vast te stellen: {undetermined}.",
            eligible=built.eligible,
            out=schools - built.eligible - built.undetermined,
            undetermined=built.undetermined,
        )
    capacity = built.problem.capacity_quarters
    if capacity is not None:
        said += " " + t("Er zijn {hours} uren per week te verdelen.", hours=hours(capacity))
    return said


def _say_funds(problem: "Problem", *, err: bool) -> None:
    columns: list[SheetColumn[Fund]] = [
        SheetColumn(t("Pot"), lambda fund: fund.name, gives="wrap"),
        SheetColumn(t("In totaal"), lambda fund: _limit(fund.cents), "limit"),
        SheetColumn(t("Per school"), lambda fund: _limit(fund.max_cents_per_school), "limit"),
        SheetColumn(t("Per leerling"), lambda fund: _limit(fund.max_cents_per_pupil), "limit"),
        SheetColumn(t("Scholen"), lambda fund: len(fund.schools), "whole"),
    ]
    print_list(columns, problem.funds, caption=t("Wie betaalt"), err=err)


def _limit(cents: int | None) -> str:
    return "" if cents is None else money(cents)


def _say_demands(built: "Built", *, err: bool) -> None:
    columns: list[SheetColumn[Requirement]] = [
        SheetColumn(t("Nr."), lambda demand: demand.id),
        SheetColumn(t("Van"), lambda demand: _who(demand.by, built.sources), gives="wrap"),
        SheetColumn(t("Eis"), lambda demand: demand.text, gives="wrap"),
        SheetColumn(t("Scholen"), lambda demand: built.demanded[demand.id], "whole"),
    ]
    print_list(columns, built.problem.requirements, caption=t("Wat er geëist wordt"), err=err)


def _who(by: str, sources: "Sources") -> str:
    """Who makes a demand: a gemeente or the library by name, others in their own words."""
    return sources.library if by == "library" else sources.gemeenten.get(by, by)
