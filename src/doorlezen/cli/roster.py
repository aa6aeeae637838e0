"""`doorlezen roster`: who visits which school on which half-day. Needs no database."""

from pathlib import Path

import click

from doorlezen.cli.solving import read_bytes
from doorlezen.language import t

_FILE = click.Path(path_type=Path)


@click.group(help=t("Het rooster: wie gaat wanneer naar welke school."))
def roster() -> None:
    """A roster problem in, a roster out; see docs/roster.md."""


@roster.command(
    help=t("Kijk een rooster na, onafhankelijk van wie het maakte: elk bezoek, elk dagdeel, elke minuut.")
)
@click.argument("problem", type=_FILE)
@click.argument("roster", type=_FILE)
def check(problem: Path, roster: Path) -> int:
    """Exit 0: the roster is right. Exit 1: it is not, with a line for everything that is wrong."""
    from doorlezen.engine.roster import check_roster, read_roster, read_roster_problem

    of = read_roster_problem(read_bytes(problem), name=problem.name)
    wrong = check_roster(of, read_roster(read_bytes(roster), name=roster.name))
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo(t("Het rooster klopt: elk bezoek, elk dagdeel en elke minuut is nagerekend."))
    return 1 if wrong else 0
