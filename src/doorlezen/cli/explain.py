"""`doorlezen explain`: why this plan, and not another. Every answer is re-computed. Needs no database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.cli.silence import solvers_silent
from doorlezen.cli.solving import FiniteRange, read_bytes, stops_on_interrupt, told_on_terminal
from doorlezen.language import InputError, school_year, t, whole

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Plan, Problem
    from doorlezen.engine.allocation.explain import Questions
    from doorlezen.engine.allocation.explain.years import YearTold
    from doorlezen.planning.sources import Sources
    from doorlezen.reports.explained import StorySection
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
@click.option("--time-limit", type=FiniteRange(min=0), help=t("stop na zoveel seconden"))
@click.option(
    "--patience", type=FiniteRange(min=0), help=t("hooguit zoveel seconden per som (standaard: 15)")
)
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

    from doorlezen.engine.allocation import Effort, read_plan, read_problem
    from doorlezen.engine.allocation.explain.prover import PATIENCE
    from doorlezen.engine.allocation.explain.years import explain_each_year

    of = read_problem(read_bytes(problem), name=problem.name)
    made = read_plan(read_bytes(plan), name=plan.name)
    chosen = years_of(of, years)
    asked = AskedNames(schools, demands, funds, colleague)
    questions = asked.questions(of)
    if questions is None and made.status != "infeasible":
        asked.refuse_too_much(of)
    if (reason := _why_not(of, made)) is not None:
        click.echo(reason, err=True)
        return 1
    deadline = None if time_limit is None else time.monotonic() + time_limit
    effort = Effort(deadline=deadline, workers=os.cpu_count() or 1)
    with solvers_silent(), stops_on_interrupt(effort.stop), told_on_terminal(_which) as progress:
        answers = list(
            explain_each_year(
                of,
                made,
                chosen,
                questions,
                effort=effort,
                patience=PATIENCE if patience is None else patience,
                progress=progress,
            )
        )
    if not answers:
        what = t("gaat niet over {years}", years=", ".join(school_year(year) for year in chosen))
        raise InputError(", ".join(demands), what)
    from doorlezen.cli.report import sources_beside

    teller = _Teller(of, made, sources_beside(of, problem, None))
    if pdf is not None:
        teller.write(answers, pdf)
    if shape == "json":
        teller.as_json(answers)
    else:
        teller.show(answers)
    return 1 if any(answer.told.not_reached for answer in answers) else 0


def years_of(of: "Problem", named: Sequence[str]) -> list[str]:
    """The school years that are meant, in their order; all of them where none is named. Raises InputError."""
    if named and not of.per_year:
        raise InputError("--year", t("dit probleem heeft één schooljaar; laat --year weg"))
    for year in named:
        if year not in of.school_years:
            known = ", ".join(of.school_years)
            raise InputError("--year", t("{name} bestaat niet; kies uit {known}", name=year, known=known))
    return [year for year in of.school_years if not named or year in named]


@dataclass(frozen=True)
class AskedNames:
    """What is asked for: schools, demands and funds by name, and the people."""

    schools: Sequence[str]
    demands: Sequence[str]
    funds: Sequence[str]
    colleague: bool

    def questions(self, of: "Problem") -> "Questions | None":
        """The questions, each once; None where nothing is asked in particular. Raises InputError."""
        from doorlezen.engine.allocation.explain import Questions

        known = (
            ("--school", self.schools, set(of.codes)),
            ("--demand", self.demands, {demand.id for demand in of.requirements}),
            ("--fund", self.funds, set(of.purses)),
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
    def refuse_too_much(of: "Problem") -> None:
        """Raises InputError where everything would be too much to explain at once."""
        if len(of.requirements) + len(of.purses) > MOST_AT_ONCE:
            what = t(
                "dit probleem heeft {demands} eisen en {funds} potten; kies met --school, --demand, --fund "
                "of --colleague wat je wilt weten",
                demands=whole(len(of.requirements)),
                funds=whole(len(of.purses)),
            )
            raise InputError("explain", what)


def _why_not(of: "Problem", made: "Plan") -> str | None:
    """Why there is nothing to explain; None where there is."""
    from doorlezen.engine.allocation import check

    if wrong := check(of, made):
        return t("Dit plan klopt niet: {wrong}", wrong=wrong[0])
    may_have_gap = made.status == "feasible" and not of.per_year and _by_parts(of)
    if made.status == "unknown" or (made.status == "feasible" and not may_have_gap):
        return t("Dit plan is niet bewezen het beste. Reken eerst verder met doorlezen plan.")
    if made.status == "infeasible" and made.conflict is None:
        return t("Welke eisen botsen is nog niet bekend. Reken eerst verder met doorlezen plan.")
    return None


def _by_parts(of: "Problem") -> bool:
    """Whether this problem is so large that it is planned by its parts; then a gap is the rule."""
    from doorlezen.engine.allocation.solving.parts.decompose import parts_of_problem

    return parts_of_problem(of) is not None


class _Teller:
    """Shows or writes what was answered about a plan, of several years one after the other."""

    def __init__(self, of: "Problem", made: "Plan", sources: "Sources | None") -> None:
        from doorlezen.engine.allocation.explain.each_year import each_year

        self.of, self.made, self.sources = of, made, sources
        self.years = {year.school_year: (year, alone) for year, alone in each_year(of, made)}

    def show(self, answers: "Sequence[YearTold]") -> None:
        from rich.console import Console

        from doorlezen.reports.explained.passage import how_it_was_proven
        from doorlezen.reports.explained.terminal_passages import show

        for answer in answers:
            if self._beside_others(answer):
                click.echo(t("Schooljaar {year}", year=school_year(answer.year)))
                click.echo()
            show(
                self._passages(answer, self._story(answer)), Console(highlight=False), how=how_it_was_proven()
            )

    def write(self, answers: "Sequence[YearTold]", pdf: Path) -> None:
        from doorlezen.cli.report import of_year
        from doorlezen.reports.document import as_pdf
        from doorlezen.reports.worked_out import with_moves

        for answer in answers:
            story = self._story(answer)
            parts = self._passages(answer, story)
            if not self.of.per_year:
                # what a demand moves as the only one is not asked here: its tag says that by the share alone
                story = with_moves(story, {of.id: (of.moved, None) for of in answer.told.demands})
            path = of_year(pdf, story)
            assert path is not None
            write_atomically(path, as_pdf(story, why=parts))
            click.echo(t("Geschreven: {path}", path=path), err=True)

    def as_json(self, answers: "Sequence[YearTold]") -> None:
        from doorlezen.documents.json_text import write_json
        from doorlezen.engine.allocation.explain.document import as_document, as_years_document

        if not self.of.per_year:
            document = as_document(self.made, answers[0].told)
        else:
            document = as_years_document(self.made, answers)
        click.echo(write_json(document), nl=False)

    def _beside_others(self, answer: "YearTold") -> bool:
        """Whether this is about one of several years, and not about a conflict of all of them."""
        return self.of.per_year and not answer.problem.per_year

    def _story(self, answer: "YearTold") -> "Story":
        """The year as `report` tells it, with every demand that it has a part in."""
        from doorlezen.reports.telling import tell

        of, alone = self.years[answer.year]
        if self._beside_others(answer):
            demands = answer.problem.requirements
            of = replace(of, requirements=demands)
            alone = replace(alone, requirements={demand.id: True for demand in demands})
        return replace(tell(of, alone, self.sources), one_of_years=self.of.per_year)

    def _passages(self, answer: "YearTold", story: "Story") -> "list[StorySection]":
        from doorlezen.reports.explained import passages
        from doorlezen.reports.explained.years import about_all_years, beside_other_years

        if not self.of.per_year:
            return passages(story, answer.told)
        if not self._beside_others(answer):
            return passages(story, answer.told, first=[about_all_years(self.of.school_years)])
        weight = self.of.year_weights.get(answer.year, 1)
        first = [beside_other_years(answer.year, weight)]
        return passages(story, answer.told, first=first, besides=self._besides(answer))

    def _besides(self, answer: "YearTold") -> dict[tuple[str, str], str]:
        """What the plan of all years says about demands and funds."""
        from doorlezen.engine.allocation.posed.carrying import carried
        from doorlezen.reports.explained.years import held, over_all_years

        of = self.of
        prices = over_all_years(self.made.prices, self.made.objective)
        said = {("demand", name): sentence for name, sentence in prices.items()}
        brought = {
            of.named(of.next_year[of.year_of(row.fund)], of.plain(row.fund)): row.cents
            for row in carried(of, self.made.payments) or ()
        }
        for fund in answer.problem.funds:
            name = of.named(answer.year, fund.id)
            came_in, spendable = of.fund[name].cents, fund.cents
            if came_in is None or spendable is None:
                continue
            if sentence := held(came_in, brought.get(name, 0), spendable):
                said["fund", fund.id] = sentence
        return said


def _which(_what: str, which: str, done: int, of: int) -> str:
    """Which question is being answered."""
    return t("Uitleg {number} van {of}: {which}", number=done + 1, of=of, which=which)
