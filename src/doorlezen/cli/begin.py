"""`doorlezen begin`: the first person of a new site."""

import re

import click

from doorlezen.language import InputError, t


@click.command(help=t("Een nieuwe site beginnen: maak de eerste beheerder, die de anderen binnenlaat."))
@click.option("--email", required=True, help=t("het e-mailadres van de eerste beheerder"))
@click.option("--name", required=True, help=t("hoe die heet"))
@click.option(
    "--organisation",
    default="Landelijk programma",
    show_default=True,
    help=t("hoe de organisatie heet die de andere organisaties aanmaakt"),
)
def begin(email: str, name: str, organisation: str) -> None:
    """Make the first organisation and person, and tell how that person gets a password."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise InputError("--email", t("{email} is geen e-mailadres", email=repr(email)))
    if not name.strip() or not organisation.strip():
        raise InputError("--name", t("vul een naam in"))
    from doorlezen.cli.connecting import connect

    connect()
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from doorlezen.accounts.domain import beginning

    person = beginning.begin(
        organisation=organisation.strip(), email=email, name=name.strip(), at=timezone.now()
    )
    where = settings.SITE_ADDRESS + reverse("account_reset_password")
    click.echo(t("{name} is beheerder van {organisation}.", name=person.name, organisation=organisation))
    click.echo(t("Vraag een wachtwoord aan op {address} met {email}.", address=where, email=person.email))
