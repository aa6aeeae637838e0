"""`doorlezen explain` of a problem of several school years: year by year, beside the others as planned."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.explain import Asked, How, progress_line, why_not_yet
from doorlezen.cli.output import write_atomically
from doorlezen.cli.plan import read_bytes, stops_on_interrupt
from doorlezen.cli.silence import solvers_silent
from doorlezen.language import InputError, school_year, t

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Plan, Problem
    from doorlezen.engine.allocation.explain import Explanation
    from doorlezen.engine.allocation.years import YearsPlan, YearsProblem
    from doorlezen.engine.allocation.years.explain import YearTold
    from doorlezen.planning.sources import Sources
    from doorlezen.reports.explained import Passage
    from doorlezen.reports.story import Story


def explain_years(problem: Path, plan: Path, asked: Asked, years: Sequence[str], how: How) -> int:
    """Exit 0: all answered. Exit 1: nothing to explain, or the time was too short for a part."""
    from doorlezen.engine.allocation.years import check_years, read_years, read_years_plan

    of = read_years(read_bytes(problem), name=problem.name)
    made = read_years_plan(read_bytes(plan), name=plan.name)
    chosen = years_of(of, years)
    if wrong := check_years(of, made):
        click.echo(t("Dit plan klopt niet: {wrong}", wrong=wrong[0]), err=True)
        return 1
    if (reason := why_not_yet(made)) is not None:
        click.echo(reason, err=True)
        return 1
    from doorlezen.cli.report import sources_beside

    teller = _Teller(of, made, sources_beside(of, problem, None), how)
    if made.status == "infeasible":
        return teller.conflict()
    return teller.each(chosen, asked)


def years_of(of: "YearsProblem", named: Sequence[str]) -> list[str]:
    """The school years that are meant, in their order; all of them where none is named. Raises InputError."""
    for year in named:
        if year not in of.school_years:
            known = ", ".join(of.school_years)
            raise InputError("--year", t("{name} bestaat niet; kies uit {known}", name=year, known=known))
    return [year for year in of.school_years if not named or year in named]


class _Teller:
    """Answers, and shows or writes them as was asked."""

    def __init__(self, of: "YearsProblem", made: "YearsPlan", sources: "Sources | None", how: How) -> None:
        self.of, self.made, self.sources, self.how = of, made, sources, how

    def each(self, years: Sequence[str], asked: Asked) -> int:
        """Every year apart."""
        from doorlezen.engine.allocation.years.explain import explain_years

        how, questions = self.how, asked.questions(self.of)
        if questions is None:
            asked.refuse_too_much(self.of)
        with solvers_silent(), stops_on_interrupt(how.effort), progress_line() as progress:
            answers = list(
                explain_years(
                    self.of,
                    self.made,
                    years,
                    questions,
                    effort=how.effort,
                    patience=how.patience,
                    progress=progress,
                )
            )
        if not answers:
            what = t("gaat niet over {years}", years=", ".join(school_year(year) for year in years))
            raise InputError(", ".join(asked.demands), what)
        stories = [self._story(answer) for answer in answers]
        if how.pdf is not None:
            for answer, story in zip(answers, stories, strict=True):
                self._write(story, self._passages(answer, story))
        if how.shape == "json":
            self._as_json({answer.year: (answer.plan, answer.told) for answer in answers}, None)
        else:
            for answer, story in zip(answers, stories, strict=True):
                click.echo(t("Schooljaar {year}", year=school_year(answer.year)))
                click.echo()
                _print(self._passages(answer, story))
        return 1 if any(answer.told.not_reached for answer in answers) else 0

    def conflict(self) -> int:
        """The ways out, over all years together."""
        from doorlezen.engine.allocation.years.each import each_year
        from doorlezen.engine.allocation.years.explain import explain_clash
        from doorlezen.reports.explained import passages
        from doorlezen.reports.explained.years import about_all_years
        from doorlezen.reports.telling import tell

        how = self.how
        with solvers_silent(), stops_on_interrupt(how.effort), progress_line() as progress:
            if progress:
                progress("conflict", t("de uitwegen uit de knoop"), 0, 1)
            told = explain_clash(self.of, self.made, effort=how.effort, patience=how.patience)
        [(first, alone)] = each_year(self.of, self.made)
        story = tell(first, alone, self.sources)
        parts = passages(story, told, first=[about_all_years(self.of.school_years)])
        if how.pdf is not None:
            self._write(story, parts)
        if how.shape == "json":
            self._as_json({}, told)
        else:
            _print(parts)
        return 1 if told.not_reached else 0

    def _story(self, answer: "YearTold") -> "Story":
        """The year as `report` tells it, with every demand that it has a part in."""
        from doorlezen.engine.allocation.years.each import each_year
        from doorlezen.reports.telling import tell

        of, alone = self._year(each_year(self.of, self.made), answer.year)
        demands = answer.problem.requirements
        own = replace(
            alone,
            objective=answer.plan.objective,
            bound=answer.plan.bound,
            requirements={demand.id: True for demand in demands},
        )
        story = tell(replace(of, requirements=demands), own, self.sources)
        return replace(story, one_of_years=True)

    @staticmethod
    def _year(years: "list[tuple[Problem, Plan]]", year: str) -> "tuple[Problem, Plan]":
        return next(pair for pair in years if pair[0].school_year == year)

    def _passages(self, answer: "YearTold", story: "Story") -> "list[Passage]":
        from doorlezen.reports.explained import passages
        from doorlezen.reports.explained.years import beside_other_years

        return passages(
            story,
            answer.told,
            first=[beside_other_years(answer.year, self.of.year_weights[answer.year])],
            besides=self._besides(answer),
        )

    def _besides(self, answer: "YearTold") -> dict[tuple[str, str], str]:
        """What the plan of all years says about demands and funds."""
        from doorlezen.engine.allocation.years.carrying import carried
        from doorlezen.reports.explained.years import held, over_all_years

        prices = over_all_years(self.made.prices, self.made.objective)
        said = {("demand", name): sentence for name, sentence in prices.items()}
        before = next((b for b, year in self.of.next_year.items() if year == answer.year), None)
        along = carried(self.of, self.made.payments)
        for fund in self.of.funds:
            brought = sum(row.cents for row in along if row[:2] == (before, fund.id))
            came_in, spendable = fund.cents[answer.year], answer.problem.fund[fund.id].cents
            if came_in is None or spendable is None:
                continue
            if sentence := held(came_in, brought, spendable):
                said["fund", fund.id] = sentence
        return said

    def _write(self, story: "Story", parts: "list[Passage]") -> None:
        from doorlezen.cli.report import of_year
        from doorlezen.reports.document import as_pdf

        path = of_year(self.how.pdf, story, True)
        assert path is not None
        write_atomically(path, as_pdf(story, why=parts))
        click.echo(t("Geschreven: {path}", path=path), err=True)

    def _as_json(self, years: "dict[str, tuple[Plan, Explanation]]", clash: "Explanation | None") -> None:
        from doorlezen.documents.json_text import write_json
        from doorlezen.engine.allocation.explain.document import as_years_document

        click.echo(
            write_json(as_years_document(self.made.objective, self.made.problem_sha256, years, clash)),
            nl=False,
        )


def _print(parts: "list[Passage]") -> None:
    from rich.console import Console

    from doorlezen.reports.explained.terminal import show

    show(parts, Console(highlight=False))
