"""`doorlezen collaborations`: the library's own list of the schools that it works with."""

from pathlib import Path

import click

from doorlezen.language import t


@click.group(help=t("De eigen lijst met samenwerkingen: laden en tonen."))
def collaborations() -> None:
    """Which school works with the library, under which programme, since when."""


@collaborations.command(
    help=t("Laad de lijst (csv): vestigingscode; programma; sinds; tot; fase. De nieuwste lijst telt.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "on", metavar="DATUM", help=t("de dag die de lijst beschrijft (standaard: vandaag)"))
@click.option("--library", "owner", default="", metavar="ADRES", help=t("van welke bibliotheek op de site"))
@click.option("--invented", is_flag=True, help=t("verzonnen gegevens: elke bron zegt dat dan"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def load(*, file: Path, on: str | None, owner: str, invented: bool, form: str) -> int:
    """Load the list wholly, or name every row that is wrong and load nothing (exit 2)."""
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.dates import given_day
    from doorlezen.documents.source import open_source

    source, day = open_source(file), given_day("--date", on)
    connect()
    from django.utils import timezone

    from doorlezen.cli.load_report import print_report
    from doorlezen.documents.json_text import write_json
    from doorlezen.register.domain.editions import INVENTED, ORIGINS, Offered
    from doorlezen.register.domain.load_collaborations import ListRefusedError, load_collaborations
    from doorlezen.register.domain.load_result import as_data
    from doorlezen.register.models import Kind

    try:
        report = load_collaborations(
            Offered(Kind.COLLABORATIONS, source, day, owner),
            today=timezone.localdate(),
            origin=(INVENTED if invented else ORIGINS)[Kind.COLLABORATIONS],
        )
    except ListRefusedError as refused:
        for line in refused.lines:
            click.echo(line, err=True)
        click.echo(str(refused), err=True)
        return 2
    if form == "json":
        click.echo(write_json(as_data(report)), nl=False)
    else:
        print_report(report)
    return 0


@collaborations.command(help=t("Toon de samenwerkingen uit de nieuwste lijst."))
@click.option(
    "--municipality", "municipalities", multiple=True, metavar="CODE", help=t("gemeentecode, mag vaker: 0281")
)
@click.option("--on", metavar="DATUM", help=t("alleen wat op deze dag loopt"))
@click.option("--library", "owner", default="", metavar="ADRES", help=t("van welke bibliotheek op de site"))
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
def show(*, municipalities: tuple[str, ...], on: str | None, owner: str, form: str) -> None:
    """Print the lines of the newest list: the sentence that counts first."""
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.dates import given_day

    day = given_day("--on", on)
    connect()
    from doorlezen.cli import collaboration_table
    from doorlezen.documents.json_text import write_json
    from doorlezen.register.domain.queries import known_gemeenten, schools

    codes = known_gemeenten(municipalities) if municipalities else None
    listed = collaboration_table.listed(schools(codes, closed=True, owner=owner), on=day)
    if form == "json":
        click.echo(write_json(collaboration_table.as_data(listed)), nl=False)
    elif form == "csv":
        click.echo(collaboration_table.sentence(listed), err=True)
        click.echo(collaboration_table.lines_as_csv(listed), nl=False)
    else:
        collaboration_table.print_table(listed)
