"""Why this plan of several years: year by year, with all other years as they are planned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.cpsat import Effort
from doorlezen.engine.allocation.explain import Explanation, Questions, explain
from doorlezen.engine.allocation.explain.prover import PATIENCE
from doorlezen.engine.allocation.plan import Plan
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.values import OutOfTimeError
from doorlezen.engine.allocation.years.focus import focus
from doorlezen.engine.allocation.years.plan import YearsPlan
from doorlezen.engine.allocation.years.problem import YearsProblem
from doorlezen.engine.allocation.years.ways_out import explain_years_conflict

Told = Callable[[str, str, int, int], None]


@dataclass(frozen=True)
class YearTold:
    """One school year: the problem that it is beside the other years, its plan, and what was answered."""

    year: str
    problem: Problem
    plan: Plan
    told: Explanation


def explain_years(
    problem: YearsProblem,
    plan: YearsPlan,
    years: Sequence[str],
    questions: Questions | None,
    *,
    effort: Effort,
    patience: float = PATIENCE,
    progress: Told | None = None,
) -> Iterator[YearTold]:
    """Explain these years of a plan that `check_years` found right and that is ``optimal``.

    ``questions`` None: everything but the schools. A demand is told of in the years that it is about; a
    year in which nothing is asked is left out. Else as `explain`.
    """
    for year in years:
        of, own = focus(problem, plan, year)
        asked = Questions.everything_but_schools(of) if questions is None else _of_year(questions, of)
        if asked.schools or asked.demands or asked.funds or asked.people:
            told = explain(of, own, asked, effort=effort, patience=patience, progress=progress)
            yield YearTold(year, of, own, told)


def explain_clash(
    problem: YearsProblem, plan: YearsPlan, *, effort: Effort, patience: float = PATIENCE
) -> Explanation:
    """The ways out of a problem of several years without a plan, over all years together."""
    told = Explanation()
    try:
        told.conflict = explain_years_conflict(problem, plan.conflict or (), effort=effort, patience=patience)
    except OutOfTimeError:
        told.not_reached.append(("conflict", ""))
    return told


def _of_year(questions: Questions, of: Problem) -> Questions:
    here = {demand.id for demand in of.requirements}
    return replace(questions, demands=[name for name in questions.demands if name in here])
