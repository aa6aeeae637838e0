"""`doorlezen explain`: why this plan, and not another. Every answer is re-computed. Needs no database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.cli.plan import Number, read_bytes, stops_on_interrupt
from doorlezen.cli.silence import solvers_silent
from doorlezen.language import InputError, t, whole

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Effort, Plan, Problem
    from doorlezen.engine.allocation.explain import Explanation, Questions
    from doorlezen.engine.allocation.years import YearsPlan, YearsProblem
    from doorlezen.reports.story import Story

_FILE = click.Path(path_type=Path)

MOST_AT_ONCE = 200
"""More demands and funds than this are not explained all at once: that would take hours."""


@click.command(
    help=t(
        "Leg een plan uit: wat houdt een school tegen, wat kost een eis, wat doet een pot, wat doet een "
        "collega meer of minder. Zonder keuze: alle eisen, alle potten en de leesconsulenten. Bij een "
        "probleem zonder plan: de uitwegen. Bij meer schooljaren: elk jaar, als de andere blijven zoals "
        "gepland. Elk antwoord is opnieuw uitgerekend."
    )
)
@click.argument("problem", type=_FILE)
@click.argument("plan", type=_FILE)
@click.option("--school", "schools", multiple=True, help=t("leg deze school uit (mag vaker)"))
@click.option("--demand", "demands", multiple=True, help=t("leg deze eis uit (mag vaker)"))
@click.option("--fund", "funds", multiple=True, help=t("leg deze pot uit (mag vaker)"))
@click.option("--year", "years", multiple=True, help=t("bij meer schooljaren: alleen dit jaar (mag vaker)"))
@click.option("--colleague", is_flag=True, help=t("wat doet vier uur per week meer of minder"))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@click.option("--pdf", type=_FILE, help=t("schrijf het plan met deze uitleg als pdf"))
@click.option("--time-limit", type=Number(min=0), help=t("stop na zoveel seconden"))
@click.option("--patience", type=Number(min=0), help=t("hooguit zoveel seconden per som (standaard: 15)"))
def explain(
    problem: Path,
    plan: Path,
    schools: tuple[str, ...],
    demands: tuple[str, ...],
    funds: tuple[str, ...],
    years: tuple[str, ...],
    colleague: bool,
    shape: str,
    pdf: Path | None,
    time_limit: float | None,
    patience: float | None,
) -> int:
    """Exit 0: all answered. Exit 1: nothing to explain, or the time was too short for a part."""
    import os
    import time

    from doorlezen.engine.allocation import Effort
    from doorlezen.engine.allocation.explain.prover import PATIENCE
    from doorlezen.engine.allocation.years import is_years

    asked = Asked(schools, demands, funds, colleague)
    deadline = None if time_limit is None else time.monotonic() + time_limit
    effort = Effort(deadline=deadline, workers=os.cpu_count() or 1)
    how = How(shape, pdf, effort, PATIENCE if patience is None else patience)
    if is_years(read_bytes(problem), name=problem.name):
        from doorlezen.cli.explain_years import explain_years

        return explain_years(problem, plan, asked, years, how)
    if years:
        raise InputError("--year", t("dit probleem heeft één schooljaar; laat --year weg"))
    return _explain_one_year(problem, plan, asked, how)


@dataclass(frozen=True)
class Asked:
    """What is asked for: schools, demands and funds by name, and the people."""

    schools: Sequence[str]
    demands: Sequence[str]
    funds: Sequence[str]
    colleague: bool

    def questions(self, of: "Problem | YearsProblem") -> "Questions | None":
        """The questions, each once; None where nothing is asked in particular. Raises InputError."""
        from doorlezen.engine.allocation.explain import Questions

        known = (
            ("--school", self.schools, set(of.school)),
            ("--demand", self.demands, {demand.id for demand in of.requirements}),
            ("--fund", self.funds, {fund.id for fund in of.funds}),
        )
        asked = []
        for option, names, there in known:
            listed = list(dict.fromkeys(names))
            for name in listed:
                if name not in there:
                    raise InputError(option, t("{name} staat niet in dit probleem", name=repr(name)))
            asked.append(listed)
        if any(asked) or self.colleague:
            of_schools, of_demands, of_funds = asked
            return Questions(of_schools, of_demands, of_funds, people=self.colleague)
        return None

    @staticmethod
    def refuse_too_much(of: "Problem | YearsProblem") -> None:
        """Raises InputError where everything would be too much to explain at once."""
        if len(of.requirements) + len(of.funds) > MOST_AT_ONCE:
            what = t(
                "dit probleem heeft {demands} eisen en {funds} potten; kies met --school, --demand, --fund "
                "of --colleague wat je wilt weten",
                demands=whole(len(of.requirements)),
                funds=whole(len(of.funds)),
            )
            raise InputError("explain", what)


@dataclass(frozen=True)
class How:
    """In which shape it is told, and how long may be worked on it."""

    shape: str
    pdf: Path | None
    effort: "Effort"
    patience: float


def _explain_one_year(problem: Path, plan: Path, asked: Asked, how: How) -> int:
    from doorlezen.engine.allocation import read_plan, read_problem
    from doorlezen.engine.allocation.explain import Questions
    from doorlezen.engine.allocation.explain import explain as answer

    of = read_problem(read_bytes(problem), name=problem.name)
    made = read_plan(read_bytes(plan), name=plan.name)
    questions = asked.questions(of)
    if questions is None:
        if made.status != "infeasible":
            asked.refuse_too_much(of)
        questions = Questions.everything_but_schools(of)
    if (reason := _why_not(of, made)) is not None:
        click.echo(reason, err=True)
        return 1
    with solvers_silent(), stops_on_interrupt(how.effort), progress_line() as progress:
        told = answer(of, made, questions, effort=how.effort, patience=how.patience, progress=progress)
    if how.pdf is not None:
        _write_pdf(problem, how.pdf, of, made, told)
    _show(problem, of, made, told, shape=how.shape)
    return 1 if told.not_reached else 0


def _why_not(of: "Problem", made: "Plan") -> str | None:
    """Why there is nothing to explain; None where there is."""
    from doorlezen.engine.allocation import check

    if wrong := check(of, made):
        return t("Dit plan klopt niet: {wrong}", wrong=wrong[0])
    return why_not_yet(made, may_have_gap=made.status == "feasible" and _by_parts(of))


def why_not_yet(made: "Plan | YearsPlan", *, may_have_gap: bool = False) -> str | None:
    """Why a plan that is right cannot be explained yet; None where it can."""
    if made.status == "unknown" or (made.status == "feasible" and not may_have_gap):
        return t("Dit plan is niet bewezen het beste. Reken eerst verder met doorlezen plan.")
    if made.status == "infeasible" and made.conflict is None:
        return t("Welke eisen botsen is nog niet bekend. Reken eerst verder met doorlezen plan.")
    return None


def _by_parts(of: "Problem") -> bool:
    """Whether this problem is so large that it is planned by its parts; then a gap is the rule."""
    from doorlezen.engine.allocation.parts.decompose import parts_of_problem

    return parts_of_problem(of) is not None


def _story(problem: Path, of: "Problem", made: "Plan") -> "Story":
    from doorlezen.cli.report import sources_beside
    from doorlezen.reports.telling import tell

    return tell(of, made, sources_beside(of, problem, None))


def _write_pdf(problem: Path, pdf: Path, of: "Problem", made: "Plan", told: "Explanation") -> None:
    from doorlezen.reports.document import as_pdf
    from doorlezen.reports.explained import passages
    from doorlezen.reports.worked_out import with_moves

    # what a demand moves as the only one is not asked here: its tag says that by the share alone
    moved = {answer.id: (answer.moved, None) for answer in told.demands}
    story = with_moves(_story(problem, of, made), moved)
    write_atomically(pdf, as_pdf(story, why=passages(story, told)))
    click.echo(t("Geschreven: {path}", path=pdf), err=True)


def _show(problem: Path, of: "Problem", made: "Plan", told: "Explanation", *, shape: str) -> None:
    if shape == "json":
        from doorlezen.documents.json_text import write_json
        from doorlezen.engine.allocation.explain.document import as_document

        click.echo(write_json(as_document(made, told)), nl=False)
        return
    from rich.console import Console

    from doorlezen.reports.explained import passages
    from doorlezen.reports.explained.terminal import show

    show(passages(_story(problem, of, made), told), Console(highlight=False))


@contextmanager
def progress_line() -> "Iterator[Callable[[str, str, int, int], None] | None]":
    """A line on a terminal that tells which question is being answered."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with console.status(t("Rekenen …")) as status:
        yield lambda _what, which, done, of: status.update(
            t("Uitleg {number} van {of}: {which}", number=done + 1, of=of, which=which)
        )
