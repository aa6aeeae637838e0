"""`doorlezen check`: does this plan answer this problem? Needs no database and no solver."""

from pathlib import Path

import click

from doorlezen.cli.plan import read_bytes
from doorlezen.language import t


@click.command(help=t("Kijk een plan na, onafhankelijk van wie het maakte: elke cent, elk uur, elke eis."))
@click.argument("problem", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
def check(problem: Path, plan: Path) -> int:
    """Exit 0: the plan is right. Exit 1: it is not, with a line for everything that is wrong."""
    from doorlezen.engine.allocation.check import check as find_wrong
    from doorlezen.engine.allocation.plan import read_plan
    from doorlezen.engine.allocation.problem import read_problem

    of = read_problem(read_bytes(problem), name=problem.name)
    wrong = find_wrong(of, read_plan(read_bytes(plan), name=plan.name))
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo(t("Het plan klopt: elke keuze, elke betaling en elke eis is nagerekend."))
    return 1 if wrong else 0
