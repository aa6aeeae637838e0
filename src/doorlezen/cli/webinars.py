"""`doorlezen webinars`: the catalogue of webinars."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.language import InputError, n, t

if TYPE_CHECKING:
    from doorlezen.webinars.domain.catalogue_loading import LoadedCatalogue


@click.group(help=t("De catalogus van webinars: laden, uitvoeren en inlezen."))
def webinars() -> None:
    """What directors learn from each other."""


@webinars.command(help=t("Laad de webinars die bij Doorlezen horen. Nog eens laden verandert niets."))
def load() -> None:
    """Load the shipped content and print what was new."""
    from doorlezen.cli.connecting import connect

    connect()
    from django.utils import timezone

    from doorlezen.webinars.domain.shipped import load_shipped

    click.echo(_told(load_shipped(now=timezone.now())))


@webinars.command(name="export", help=t("Schrijf de hele catalogus, ook concepten, naar een bestand (JSON)."))
@click.argument("file", type=click.Path(path_type=Path))
def write(*, file: Path) -> None:
    """Write everything to one file."""
    if file.suffix.lower() != ".json":
        raise InputError(str(file), t("geef een naam die eindigt op .json"))
    from doorlezen.cli.connecting import connect

    connect()
    from doorlezen.cli.output import write_atomically
    from doorlezen.webinars.catalogue.catalogue_files import to_json
    from doorlezen.webinars.domain.entries import catalogue

    found = catalogue()
    write_atomically(file, to_json(found))
    count = len(found.webinars)
    click.echo(n("{count} webinar geschreven.", "{count} webinars geschreven.", count), err=True)


@webinars.command(
    name="import",
    help=t("Lees een catalogus in die zo geschreven is. Alles, of niets als er iets niet klopt."),
)
@click.argument("file", type=click.Path(path_type=Path))
def take_in(*, file: Path) -> None:
    """Take a catalogue in; what it does not hold stays."""
    data = file.read_bytes()
    from doorlezen.cli.connecting import connect

    connect()
    from django.utils import timezone

    from doorlezen.webinars.catalogue.catalogue_files import from_json
    from doorlezen.webinars.domain import catalogue_loading

    what = t("Ingelezen uit {file}", file=file.name)[:200]
    read = from_json(data, name=file.name)
    click.echo(_told(catalogue_loading.take_in(read, actor=None, what=what, now=timezone.now())))


@webinars.command(help=t("Maak de zoekindex van alle webinars opnieuw. Zoeken kan intussen doorgaan."))
def reindex() -> None:
    """Make the search index anew from the catalogue."""
    from doorlezen.cli.connecting import connect

    connect()
    from doorlezen.webinars.search.index_upkeep import index_everything

    with click.progressbar(length=1, file=sys.stderr) as bar:

        def told(done: int, count: int) -> None:
            bar.length = count
            bar.update(done - bar.pos)

        count = index_everything(told)
    click.echo(n("{count} webinar geïndexeerd.", "{count} webinars geïndexeerd.", count))


def _told(taken: "LoadedCatalogue") -> str:
    first = n("{count} webinar nieuw", "{count} webinars nieuw", taken.added)
    rest = t(
        "{changed} gewijzigd, {same} hetzelfde, {left} niet aangeraakt omdat een redacteur ze wijzigde",
        changed=taken.changed,
        same=taken.same,
        left=taken.left,
    )
    return f"{first}, {rest}."
