"""`doorlezen webinars`: the catalogue of webinars."""

from typing import TYPE_CHECKING

import click

from doorlezen.language import n, t

if TYPE_CHECKING:
    from doorlezen.webinars.domain.loading import Taken


@click.group(help=t("De catalogus van webinars: laden, uitvoeren en inlezen."))
def webinars() -> None:
    """What directors learn from each other."""


@webinars.command(help=t("Laad de webinars die bij Doorlezen horen. Nog eens laden verandert niets."))
def load() -> None:
    """Load the shipped content and print what was new."""
    from doorlezen.cli.database import connect

    connect()
    from django.utils import timezone

    from doorlezen.webinars.domain.shipped import load_shipped

    click.echo(_told(load_shipped(now=timezone.now())))


def _told(taken: "Taken") -> str:
    first = n("{count} webinar nieuw", "{count} webinars nieuw", taken.added)
    rest = t(
        "{changed} gewijzigd, {same} hetzelfde, {left} niet aangeraakt omdat een redacteur ze wijzigde",
        changed=taken.changed,
        same=taken.same,
        left=taken.left,
    )
    return f"{first}, {rest}."
