"""`doorlezen eligible`: which schools are eligible under a scheme, and why."""

import datetime
from pathlib import Path

import click

from doorlezen.language import HERE, InputError, t

ONLY = click.Choice(["eligible", "not-eligible", "undetermined", "over", "not-yet"])


@click.command(
    help=t(
        "Welke scholen komen in aanmerking voor een regeling, en waarom. "
        "Een regel die niet openbaar is, wordt niet geraden: dan is het oordeel niet vast te stellen."
    )
)
@click.option("--scheme", metavar="ID", help=t("het spoor, zoals mbv2-doorontwikkeling-po"))
@click.option("--list", "listed", is_flag=True, help=t("toon de regelingen, en wat je zelf moet invullen"))
@click.option(
    "--municipality",
    "municipalities",
    multiple=True,
    metavar="CODE",
    help=t("code of naam van een gemeente, mag vaker: 0281"),
)
@click.option("--score-edition", metavar="EDITIE", help=t("peildatum van de scores, of begin van de hash"))
@click.option(
    "--on", metavar="DATUM", help=t("de dag waarop een samenwerking moet lopen (standaard: vandaag)")
)
@click.option(
    "--school-year",
    "year",
    metavar="JAAR",
    help=t("voor welk schooljaar je geld vraagt (standaard: dat van --on)"),
)
@click.option("--library", "owner", default="", metavar="ADRES", help=t("van welke bibliotheek op de site"))
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@click.option("--only", type=ONLY, help=t("alleen scholen met dit oordeel"))
@click.option(
    "--schemes", "folder", type=click.Path(path_type=Path), help=t("map met eigen regelingen (yaml)")
)
def eligible(
    *,
    scheme: str | None,
    listed: bool,
    municipalities: tuple[str, ...],
    score_edition: str | None,
    on: str | None,
    year: str | None,
    owner: str,
    form: str,
    only: str | None,
    folder: Path | None,
) -> None:
    """Print the sentence that counts, then a verdict per school. Exit 0: answered, whatever the answer."""
    from doorlezen.schemes.shipped_schemes import find_track, load_schemes

    schemes = load_schemes(folder)
    if listed:
        if form != "table":
            raise InputError("--list", t("de lijst van regelingen is er alleen als tabel"))
        from doorlezen.cli.scheme_list import scheme_list

        click.echo(scheme_list(schemes), nl=False)
        return
    if scheme is None:
        raise InputError("--scheme", t("ontbreekt; doorlezen eligible --list toont de regelingen"))
    chosen, track = find_track(schemes, scheme)
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.dates import given_day, given_school_year

    day, asked_year = given_day("--on", on) or _today(), given_school_year("--school-year", year)
    connect()
    from doorlezen.register.domain.age import scores_told
    from doorlezen.register.domain.collaboration_lists import require_list, which_list
    from doorlezen.schemes.domain import find_gemeenten, find_score_edition, verdicts
    from doorlezen.schemes.summary import summary
    from doorlezen.schemes.value_types import NEWEST

    require_list(owner, where="--library")
    if told := which_list(owner):
        click.echo(told, err=True)
    found = verdicts(
        chosen,
        track,
        municipalities=find_gemeenten(municipalities) if municipalities else None,
        on=day,
        owner=owner,
        school_year=asked_year,
        score_edition=None if score_edition is None else find_score_edition(score_edition),
    )
    if track.peildatum() == NEWEST and (told := scores_told(found.score_edition, day)):
        click.echo(told, err=True)
    rows = [row for row in found.rows if only is None or row.outcome == only]
    if form == "table":
        from doorlezen.cli.verdict_table import verdict_table

        click.echo(verdict_table(found, rows), nl=False)
    elif form == "csv":
        from doorlezen.documents.sheets import as_csv
        from doorlezen.schemes.verdict_rows import verdict_columns

        click.echo(summary(found), err=True)
        click.echo(as_csv(verdict_columns(found), rows, for_programs=True), nl=False)
    else:
        from doorlezen.documents.json_text import write_json
        from doorlezen.schemes.verdict_rows import as_data

        click.echo(write_json(as_data(found, rows)), nl=False)


def _today() -> datetime.date:
    return datetime.datetime.now(HERE).date()
