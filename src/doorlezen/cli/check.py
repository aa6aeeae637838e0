"""`doorlezen check`: does this plan answer this problem? Needs no database and no solver."""

from pathlib import Path

import click

from doorlezen.cli.solving import read_bytes
from doorlezen.language import t


@click.command(help=t("Kijk een plan na, onafhankelijk van wie het maakte: elke cent, elk uur, elke eis."))
@click.argument("problem", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
def check(problem: Path, plan: Path) -> int:
    """Exit 0: the plan is right. Exit 1: it is not, with a line for everything that is wrong."""
    wrong = what_is_wrong(problem, plan)
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo(t("Het plan klopt: elke keuze, elke betaling en elke eis is nagerekend."))
    return 1 if wrong else 0


def what_is_wrong(problem: Path, plan: Path) -> list[str]:
    """Everything that is wrong with the plan in one file for the problem in the other, a line each."""
    from doorlezen.engine.allocation.posed.check import check as find_wrong
    from doorlezen.engine.allocation.posed.plan import read_plan
    from doorlezen.engine.allocation.posed.reading import read_problem

    of = read_problem(read_bytes(problem), name=problem.name)
    return find_wrong(of, read_plan(read_bytes(plan), name=plan.name))
