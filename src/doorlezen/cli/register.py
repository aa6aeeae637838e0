"""`doorlezen register`: load, show and fetch the public facts about schools."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from doorlezen.register.domain.editions import Offered

_FILE = click.Path(path_type=Path)
FORMATS = click.Choice(["table", "csv", "json"])


@click.group(help=t("Open gegevens over scholen: laden, tonen en ophalen."))
def register() -> None:
    """The register of schools: CBS's scores, DUO's lists."""


@register.command(help=t("Laad open gegevens: alles of niets, hetzelfde bestand nooit twee keer."))
@click.option("--scores", type=_FILE, help=t("Excel-bestand van CBS met achterstandsscores (xlsx)"))
@click.option("--schools", type=_FILE, help=t("lijst van DUO met alle vestigingen basisonderwijs (csv)"))
@click.option("--pupils", type=_FILE, help=t("bestand van DUO met leerlingen per vestiging (csv)"))
@click.option("--locations", type=_FILE, help=t("coördinaten per vestigingscode (csv)"))
@click.option("--holidays", type=_FILE, help=t("schoolvakanties van de rijksoverheid (json)"))
@click.option("--scores-date", metavar="DATUM", help=t("peildatum, als die niet in het Excel-bestand staat"))
@click.option("--schools-date", metavar="DATUM", help=t("peildatum, als die niet in de bestandsnaam staat"))
@click.option("--locations-date", metavar="DATUM", help=t("peildatum, als die niet in de bestandsnaam staat"))
@click.option("--holidays-date", metavar="DATUM", help=t("dag waarop het is opgehaald; anders vandaag"))
@click.option("--accept-closures", is_flag=True, help=t("ook als er heel veel scholen door sluiten"))
@click.option("--invented", is_flag=True, help=t("verzonnen gegevens: elke bron zegt dat dan"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def load(
    *,
    scores: Path | None,
    schools: Path | None,
    pupils: Path | None,
    locations: Path | None,
    holidays: Path | None,
    scores_date: str | None,
    schools_date: str | None,
    locations_date: str | None,
    holidays_date: str | None,
    accept_closures: bool,
    invented: bool,
    form: str,
) -> None:
    """Load any of the files in one transaction and print what that changed."""
    given = {
        "schools": (schools, schools_date),
        "scores": (scores, scores_date),
        "pupils": (pupils, None),
        "locations": (locations, locations_date),
        "holidays": (holidays, holidays_date),
    }
    if not any(path for path, _ in given.values()):
        raise InputError(
            "register load",
            t("geef minstens één bestand, met --scores, --schools, --pupils, --locations of --holidays"),
        )
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.dates import given_day
    from doorlezen.documents.source import open_source

    sources = {
        kind: (open_source(path), given_day(f"--{kind}-date", on))
        for kind, (path, on) in given.items()
        if path
    }
    connect()
    from rich.console import Console

    from doorlezen.cli.load_report import print_report
    from doorlezen.documents.json_text import write_json
    from doorlezen.register.domain.editions import INVENTED, ORIGINS, Offered
    from doorlezen.register.domain.load import load as load_files
    from doorlezen.register.domain.load_result import as_data
    from doorlezen.register.models import Kind

    offered = [Offered(Kind(kind), source, on) for kind, (source, on) in sources.items()]
    with Console(stderr=True).status(t("Lezen …")) as status:

        def busy_with(file: "Offered") -> None:
            status.update(t("Laden: {name} …", name=file.source.name))

        report = load_files(
            offered,
            accept_closures=accept_closures,
            origins=INVENTED if invented else ORIGINS,
            busy_with=busy_with,
        )
    if form == "json":
        click.echo(write_json(as_data(report)), nl=False)
    else:
        print_report(report)


@register.command(help=t("Toon de scholen, met hun score en waar elk cijfer vandaan komt."))
@click.option(
    "--municipality", "municipalities", multiple=True, metavar="CODE", help=t("gemeentecode, mag vaker: 0281")
)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--closed", is_flag=True, help=t("ook gesloten scholen"))
@click.option("--on", metavar="DATUM", help=t("zoals het register het op deze dag wist"))
def show(*, municipalities: tuple[str, ...], form: str, closed: bool, on: str | None) -> None:
    """Print the schools: the sentence that counts first, then a row per school."""
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.dates import given_day

    day = given_day("--on", on)
    connect()
    from django.utils import timezone

    from doorlezen.cli.school_table import print_table, schools_as_csv
    from doorlezen.documents.json_text import write_json
    from doorlezen.register.domain.age import scores_told
    from doorlezen.register.domain.listing import as_data, sentence
    from doorlezen.register.domain.queries import known_gemeenten, schools

    codes = known_gemeenten(municipalities) if municipalities else None
    found = schools(codes, on=day, closed=closed)
    if form == "json":
        click.echo(write_json(as_data(found)), nl=False)
    elif form == "csv":
        click.echo(sentence(found), err=True)
        click.echo(schools_as_csv(found), nl=False)
    else:
        print_table(found)
    scores = next((school.score_edition for school in found), None)
    if told := scores_told(scores, day or timezone.localdate()):
        click.echo(told, err=True)


@register.command(help=t("Haal de openbare bestanden op die nu gelden."))
@click.option(
    "--to", "folder", type=_FILE, default=Path("downloads"), show_default=True, help=t("in welke map")
)
@click.option("--catalogue", type=_FILE, help=t("eigen lijst met adressen, in plaats van de meegeleverde"))
def fetch(*, folder: Path, catalogue: Path | None) -> int:
    """Download what the catalogue lists. Exit 1 when a file could not be had."""
    from doorlezen.cli.fetch import fetch_all
    from doorlezen.register.fetching.public_files import read_catalogue, shipped_catalogue

    return fetch_all(read_catalogue(catalogue) if catalogue else shipped_catalogue(), folder)
