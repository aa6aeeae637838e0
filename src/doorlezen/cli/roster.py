"""`doorlezen roster`: who visits which school on which half-day. Needs no database."""

import threading
from collections.abc import Callable
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
from doorlezen.language import InputError, n, t, whole

if TYPE_CHECKING:
    from doorlezen.engine.effort import Effort
    from doorlezen.engine.roster import Roster, RosterProblem, RosterProgress
    from doorlezen.engine.roster.explain import RosterSolver
    from doorlezen.reports.explained.passage import StorySection

_FILE = click.Path(path_type=Path)
PATIENCE = 15.0
"""Seconds for each question of an explanation, where nothing else is asked."""


@click.group(help=t("Het rooster: wie gaat wanneer naar welke school."))
def roster() -> None:
    """A roster problem in, a roster out; see docs/roster.md."""


@roster.command(
    help=t("Bereken het beste rooster bij een probleem, met bewijs. De uitkomst is een roosterbestand.")
)
@click.argument("problem", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help=t("het roosterbestand"))
@click.option("--gap", type=FiniteRange(0, 1), default=0.0, help=t("stop bij dit verschil, zoals 0.001"))
@click.option("--time-limit", type=FiniteRange(min=0), help=t("stop na zoveel seconden"))
@click.option("--workers", type=click.IntRange(min=1), help=t("zoveel tegelijk (standaard: alle kernen)"))
def solve(problem: Path, output: Path, gap: float, time_limit: float | None, workers: int | None) -> int:
    """Exit 0: there is a roster. Exit 1: there is none, or none was found in time."""
    from doorlezen.engine.roster import read_roster_problem, write_roster
    from doorlezen.engine.roster import solve as solve_roster

    of = read_roster_problem(read_bytes(problem), name=problem.name)
    stop = threading.Event()
    with solvers_silent(), stops_on_interrupt(stop), told_on_terminal(_how_far) as tell:
        made = solve_roster(of, gap=gap, time_limit=time_limit, workers=workers, stop=stop, progress=tell)
    write_atomically(output, write_roster(made))
    for line in _told(of, made):
        click.echo(line)
    click.echo(t("Het rooster staat in {output}.", output=output))
    return 0 if made.status in {"optimal", "feasible"} else 1


@roster.command(
    help=t("Kijk een rooster na, onafhankelijk van wie het maakte: elk bezoek, elk dagdeel, elke minuut.")
)
@click.argument("problem", type=_FILE)
@click.argument("roster", type=_FILE)
def check(problem: Path, roster: Path) -> int:
    """Exit 0: the roster is right. Exit 1: it is not, with a line for everything that is wrong."""
    from doorlezen.engine.roster import check_roster

    wrong = check_roster(*_read(problem, roster))
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo(t("Het rooster klopt: elk bezoek, elk dagdeel en elke minuut is nagerekend."))
    return 1 if wrong else 0


@roster.command(
    help=t(
        "Leg een rooster uit: waarom een school geen bezoeken krijgt, of een andere leesconsulent dan vorig "
        "jaar, en wat zou helpen. Zonder keuze: al die scholen. Bij een probleem zonder rooster: de knoop en "
        "de uitwegen. Elk antwoord is opnieuw uitgerekend."
    )
)
@click.argument("problem", type=_FILE)
@click.argument("roster", type=_FILE)
@click.option("--school", "schools", multiple=True, help=t("leg deze school uit (mag vaker)"))
@click.option("--person", "people", multiple=True, help=t("laat de weken van deze persoon zien (mag vaker)"))
@click.option("--time-limit", type=FiniteRange(min=0), help=t("stop na zoveel seconden"))
@click.option(
    "--patience", type=FiniteRange(min=0), help=t("hooguit zoveel seconden per som (standaard: 15)")
)
def explain(
    problem: Path,
    roster: Path,
    schools: tuple[str, ...],
    people: tuple[str, ...],
    time_limit: float | None,
    patience: float | None,
) -> int:
    """Exit 0: all answered. Exit 1: nothing to explain, or the time was too short for a part."""
    import time

    from rich.console import Console

    from doorlezen.engine.effort import Effort
    from doorlezen.reports.explained.terminal_passages import show
    from doorlezen.reports.roster_told import how_it_was_tried

    of, made = _read(problem, roster)
    for option, names, known in (("--school", schools, of.school), ("--person", people, of.person)):
        for name in names:
            if name not in known:
                raise InputError(option, t("{name} staat niet in dit probleem", name=repr(name)))
    if (reason := _why_not(of, made)) is not None:
        click.echo(reason, err=True)
        return 1
    deadline = None if time_limit is None else time.monotonic() + time_limit
    stop = threading.Event()
    with solvers_silent(), stops_on_interrupt(stop), told_on_terminal(_which) as tell:
        effort = Effort(deadline=deadline, stop=stop)
        solver = _patient(effort, PATIENCE if patience is None else patience)
        parts, known_all = _explained(of, made, schools, people, solver, lambda: effort.over, tell)
    show(parts, Console(highlight=False), how=how_it_was_tried())
    if not parts:
        click.echo(t("Elke school krijgt bezoek, en van wie dat vorig jaar ook was."))
    return 0 if known_all else 1


def _read(problem: Path, roster: Path) -> "tuple[RosterProblem, Roster]":
    from doorlezen.engine.roster import read_roster, read_roster_problem

    of = read_roster_problem(read_bytes(problem), name=problem.name)
    return of, read_roster(read_bytes(roster), name=roster.name)


def _patient(effort: "Effort", patience: float) -> "RosterSolver":
    """A solver that takes at most so many seconds each time, and stops when all must."""
    from doorlezen.engine.roster import Roster, RosterProblem
    from doorlezen.engine.roster import solve as solve_roster

    def solver(problem: RosterProblem) -> Roster:
        left = patience if effort.seconds_left is None else min(patience, effort.seconds_left)
        return solve_roster(problem, time_limit=left, stop=effort.stop)

    return solver


def _how_far(progress: "RosterProgress") -> str:
    if progress.stage == "conflict":
        return t("Er is geen rooster. Zoeken wat botst …")
    return best_so_far(progress.best, progress.bound, nothing=t("nog geen rooster"))


def _which(which: str, done: int, of: int) -> str:
    """Which question is being answered."""
    return t("Uitleg {number} van {of}: {which}", number=done + 1, of=of, which=which)


def _why_not(of: "RosterProblem", made: "Roster") -> str | None:
    """Why there is nothing to explain; None where there is."""
    from doorlezen.engine.roster import check_roster

    if wrong := check_roster(of, made):
        return t("Dit rooster klopt niet: {wrong}", wrong=wrong[0])
    if made.status == "unknown":
        return t("Er is nog geen rooster. Reken eerst verder met doorlezen roster solve.")
    return None


def _explained(
    of: "RosterProblem",
    made: "Roster",
    schools: tuple[str, ...],
    people: tuple[str, ...],
    solver: "RosterSolver",
    over: Callable[[], bool],
    tell: Callable[..., None] | None,
) -> "tuple[list[StorySection], bool]":
    """What is told, and whether the time was enough for all of it."""
    from doorlezen.engine.roster.explain import explain_roster_school, load_of, untie, worth_asking
    from doorlezen.reports.roster_told import RosterTeller

    teller = RosterTeller(of)
    if made.conflict is not None:
        knot = untie(of, made.conflict, solver, over=over)
        return [teller.knot(knot)], not knot.not_reached
    asked = schools if schools or people else worth_asking(of, made)
    answers = []
    for number, code in enumerate(dict.fromkeys(asked)):
        if tell:
            tell(code, number, len(asked))
        answers.append(explain_roster_school(of, made, code, solver, over=over))
    loads = [load_of(of, made, name) for name in dict.fromkeys(people)]
    parts = [*map(teller.school, answers), *map(teller.person, loads)]
    return parts, all(answer.known for answer in answers)


def _told(of: "RosterProblem", made: "Roster") -> list[str]:
    value = whole(made.objective or 0)
    match made.status:
        case "optimal":
            lines = [t("Dit is bewezen het beste rooster: waarde {value}.", value=value)]
        case "feasible" if made.gap is None:
            lines = [
                t(
                    "Dit is een geldig rooster: waarde {value}. Hoe ver van het beste is niet bekend.",
                    value=value,
                )
            ]
        case "feasible":
            lines = [
                t(
                    "Dit is een geldig rooster: waarde {value}, hooguit {room} onder het beste.",
                    value=value,
                    room=share(made.gap or 0.0),
                )
            ]
        case "infeasible":
            return _knot(of, made)
        case _:
            return [t("De tijd was om voordat er een rooster gevonden was.")]
    return [*lines, _served(of, made)]


def _knot(of: "RosterProblem", made: "Roster") -> list[str]:
    from doorlezen.reports.roster_told import RosterTeller

    return [
        t("Er is geen rooster."),
        *RosterTeller(of).clash(made.conflict or ()),
        t("Wat helpt, zegt doorlezen roster explain."),
    ]


def _served(of: "RosterProblem", made: "Roster") -> str:
    kept = sum(of.school[code].last_year == one.person for code, one in made.schools.items())
    return n(
        "{served} van de {schools} scholen krijgt bezoeken; {kept} houdt de leesconsulent van vorig jaar.",
        "{served} van de {schools} scholen krijgen bezoeken; {kept} houden de leesconsulent van vorig jaar.",
        len(made.schools),
        served=whole(len(made.schools)),
        schools=whole(len(of.schools)),
        kept=whole(kept),
    )
