"""`doorlezen plan`: the best plan for a problem file, proven. Needs no database."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.cli.silence import solvers_silent
from doorlezen.cli.solving import (
    FiniteRange,
    best_so_far,
    read_bytes,
    share,
    stops_on_interrupt,
    told_on_terminal,
)
from doorlezen.language import money, n, school_year, t, whole

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Plan, Problem, Progress


@click.command(help=t("Bereken het beste plan bij een probleem, met bewijs. De uitkomst is een planbestand."))
@click.argument("problem", type=click.Path(path_type=Path), required=False)
@click.option("--many", type=click.Path(path_type=Path), help=t("een map: een plan voor elk probleem daarin"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help=t("het planbestand, of bij --many de map")
)
@click.option("--gap", type=FiniteRange(0, 1), default=0.0, help=t("stop bij dit verschil, zoals 0.001"))
@click.option("--time-limit", type=FiniteRange(min=0), help=t("stop na zoveel seconden"))
@click.option("--workers", type=click.IntRange(min=1), help=t("zoveel tegelijk (standaard: alle kernen)"))
@click.option("--prices", is_flag=True, help=t("bereken ook wat elke eis kost"))
@click.option("--jobs", is_flag=True, help=t("bij --many: laat werkers het doen (zie doorlezen worker)"))
@click.option("--no-wait", is_flag=True, help=t("bij --jobs: wacht niet tot de plannen klaar zijn"))
def plan(
    problem: Path | None,
    many: Path | None,
    output: Path | None,
    gap: float,
    time_limit: float | None,
    workers: int | None,
    prices: bool,
    jobs: bool,
    no_wait: bool,
) -> int:
    """Exit 0: there is a plan. Exit 1: there is none, or none was found in time."""
    import os
    import time

    from doorlezen.engine.allocation import Effort, read_problem, solve, write_plan

    _refuse_what_does_not_go_together(many=many, workers=workers, jobs=jobs, no_wait=no_wait)
    if many is not None and problem is None:
        from doorlezen.cli.many import by_processes, by_workers, plan_many
        from doorlezen.planning.many import HowGood

        planners = by_workers(wait=not no_wait) if jobs else by_processes(workers or os.cpu_count() or 1)
        asked = HowGood(gap, time_limit, prices)
        return plan_many(many, output or many, asked=asked, planners=planners, later=no_wait)
    if problem is None or many is not None:
        raise click.UsageError(t("geef één probleem, of met --many een map met problemen"))
    if output is None:
        raise click.MissingParameter(param_hint="'-o' / '--output'", param_type="option")
    of = read_problem(read_bytes(problem), name=problem.name)
    effort = Effort(
        gap=gap,
        deadline=None if time_limit is None else time.monotonic() + time_limit,
        workers=workers or os.cpu_count() or 1,
    )
    with solvers_silent(), stops_on_interrupt(effort.stop), told_on_terminal(_in_words) as tell:
        made = solve(of, effort=effort, with_prices=prices, progress=tell)
    write_atomically(output, write_plan(made))
    _say(of, made, output, prices_wanted=prices)
    return 0 if made.status in {"optimal", "feasible"} else 1


def _refuse_what_does_not_go_together(
    *, many: Path | None, workers: int | None, jobs: bool, no_wait: bool
) -> None:
    if jobs and many is None:
        raise click.UsageError(t("--jobs gaat over een map met problemen; geef ook --many"))
    if jobs and workers is not None:
        raise click.UsageError(
            t("--workers gaat niet met --jobs; zeg het bij doorlezen worker --concurrency")
        )
    if no_wait and not jobs:
        raise click.UsageError(t("--no-wait kan alleen met --jobs"))


def _in_words(progress: "Progress") -> str:
    if progress.stage == "prices":
        return t("Prijs van elke eis: {done} van {of}", done=progress.done, of=progress.of)
    if progress.stage == "conflict":
        return t("Er is geen plan. Zoeken welke eisen botsen …")
    if progress.stage in {"equals", "purses"}:
        return t("Bewezen. Kiezen uit even goede plannen …")
    return best_so_far(progress.best, progress.bound, nothing=t("nog geen plan"))


def _say(problem: "Problem", plan: "Plan", output: Path, *, prices_wanted: bool) -> None:
    if plan.status == "optimal":
        click.echo(t("Dit is bewezen het beste plan: waarde {value}.", value=whole(plan.objective or 0)))
    elif plan.status == "feasible":
        click.echo(_feasible(plan))
        if plan.objective and plan.assured is not None:
            room = share((plan.assured - plan.objective) / abs(plan.objective))
            click.echo(t("Ook los van dat bewijs staat vast: geen plan is meer dan {room} beter.", room=room))
    elif plan.status == "unknown":
        click.echo(t("De tijd was om voordat er een plan gevonden was."))
    elif plan.conflict is None:
        click.echo(t("Er is geen plan. De tijd was om voordat duidelijk was welke eisen botsen."))
    elif not plan.conflict:
        click.echo(t("Er is geen plan, ook niet zonder eisen: het geld en de mensen zijn niet genoeg."))
    else:
        click.echo(
            t(
                "Er is geen plan. Deze eisen gaan niet samen; zonder één ervan kunnen de andere van deze "
                "knoop wel samen:"
            )
        )
        for demand in problem.requirements:
            if demand.id in plan.conflict:
                click.echo(f"  {demand.id}  {demand.by}: {demand.text}")
    for line in _does(problem, plan):
        click.echo(line)
    if prices_wanted and plan.prices is None:
        click.echo(t("De tijd was om voordat alle prijzen bekend waren; ze staan niet in het plan."))
    click.echo(t("Het plan staat in {output}.", output=output))


def _does(problem: "Problem", plan: "Plan") -> list[str]:
    if not plan.payments:
        return []
    tidy = [] if plan.tidiness is None else [_tidy(*plan.tidiness)]
    return [*(_in_year(problem, plan, y) for y in problem.school_years), *_in_order(problem, plan), *tidy]


def _in_year(problem: "Problem", plan: "Plan", year: str) -> str:
    """What the plan does in a year, of several years with the year and the money that goes on from it."""
    year_of = problem.year_of
    here = [code for code in problem.school if year_of(code) == year]
    served = sum(problem.option(code, plan.choices[code]).quarters > 0 for code in here)
    paid = sum(payment.cents for payment in plan.payments if year_of(payment.fund) == year)
    line = _served(served, len(here), paid)
    if not problem.per_year:
        return line
    if along := sum(row.cents for row in plan.carried or () if year_of(row.fund) == year):
        line += " " + t("{along} gaat mee naar het volgende jaar.", along=money(along))
    return f"{school_year(year)}: {line}"


def _served(served: int, schools: int, cents: int) -> str:
    """How many schools get hours, and what that costs."""
    if not served:
        return n(
            "De enige school krijgt geen uren; samen {paid}.",
            "Geen van de {count} scholen krijgt uren; samen {paid}.",
            schools,
            paid=money(cents),
        )
    return n(
        "{served} van de {schools} scholen krijgt uren; samen {paid}.",
        "{served} van de {schools} scholen krijgen uren; samen {paid}.",
        served,
        served=served,
        schools=schools,
        paid=money(cents),
    )


def _in_order(problem: "Problem", plan: "Plan") -> list[str]:
    """How the money went in the order that the problem states, and whether that is proven."""
    if plan.money_by_use is None or any(fund.use is None for fund in problem.funds):
        return []
    amounts = ", ".join(f"{place}: {money(cents)}" for place, cents in sorted(plan.money_by_use.items()))
    told = t("Het geld in volgorde, per plaats {amounts}.", amounts=amounts)
    if plan.money_at_least == plan.money_by_use:
        return [told + " " + t("Uit een latere pot kan bij deze keuzes niet minder komen.")]
    return [told]


def _tidy(purses: int, at_least: int) -> str:
    """How few purses pay per school: proven, or how many more than the fewest there can be."""
    if purses == at_least:
        return t(
            "De potten betalen {purses} keer aan een school; minder kan bij deze keuzes niet.", purses=purses
        )
    return t(
        "De potten betalen {purses} keer aan een school; minder dan {least} kan bij deze keuzes niet.",
        purses=purses,
        least=at_least,
    )


def _feasible(plan: "Plan") -> str:
    value = whole(plan.objective or 0)
    if plan.gap is None:
        return t("Dit is een geldig plan: waarde {value}. Hoe ver van het beste is niet bekend.", value=value)
    return t(
        "Dit is een geldig plan: waarde {value}, hooguit {room} onder het beste.",
        value=value,
        room=share(plan.gap),
    )
