"""`doorlezen proposal`: put a problem and its plan on the site, as a proposal of a library."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.language import InputError, school_year, t

if TYPE_CHECKING:
    from doorlezen.accounts.models import Organisation

_FILE = click.Path(path_type=Path)


@click.group(help=t("Plannen op de site: een plan met het rekenprobleem erbij, van één bibliotheek"))
def proposal() -> None:
    """Proposals are looked at on the site; here they are only put there."""


@proposal.command(help=t("Zet een probleem en zijn plan op de site, als het volgende plan, een concept."))
@click.argument("problem", type=_FILE)
@click.argument("plan", type=_FILE)
@click.option(
    "--library", required=True, help=t("de bibliotheek, zoals in het adres: bibliotheek-rietlanden")
)
@click.option("--title", default="", help=t("hoe het plan heet (standaard: zoals het probleem)"))
@click.option("--sources", type=_FILE, help=t("de bronnen (standaard: naast het probleem, als ze er zijn)"))
def store(problem: Path, plan: Path, library: str, title: str, sources: Path | None) -> int:
    """Exit 0: it is there, now or from before. Exit 2: a file is wrong; nothing was stored."""
    from doorlezen.cli.connecting import connect
    from doorlezen.cli.solving import read_bytes
    from doorlezen.planning.sources import path_beside

    connect()
    from doorlezen.planning.proposals.storing import (
        GivenFile,
        StoredBeforeError,
        at_the_command_line,
        store_proposal,
    )

    beside = path_beside(problem)
    known = sources or (beside if beside.exists() else None)
    files = {
        name: GivenFile(path.name, read_bytes(path))
        for name, path in (("problem", problem), ("plan", plan), ("sources", known))
        if path is not None
    }
    try:
        stored = store_proposal(at_the_command_line(_library(library)), title=title, **files)
    except StoredBeforeError as before:
        click.echo(str(before))
        return 0
    click.echo(
        t(
            "Plan {number} voor {year} staat op de site, als concept.",
            number=stored.number,
            year=school_year(stored.school_year),
        )
    )
    return 0


def _library(slug: str) -> "Organisation":
    from doorlezen.accounts.models import Organisation
    from doorlezen.accounts.roles import OrganisationKind

    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise InputError("--library", t("er is geen organisatie met het adres {slug}", slug=repr(slug)))
    if found.kind != OrganisationKind.LIBRARY:
        raise InputError("--library", t("{name} is geen bibliotheek", name=found.name))
    return found
