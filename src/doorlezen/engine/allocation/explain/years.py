"""Why this plan, each school year apart, with all other years as they are planned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.explain.answers import explain
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.focus import focus_on_year
from doorlezen.engine.allocation.explain.prover import PATIENCE
from doorlezen.engine.allocation.explain.questions import Explanation, Questions
from doorlezen.engine.allocation.explain.schools import SchoolAnswer, what_stops
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.effort import Effort

Told = Callable[[str, str, int, int], None]


@dataclass(frozen=True)
class YearTold:
    """One school year: the problem that it is beside the other years, its plan, and what was answered."""

    year: str
    problem: Problem
    plan: Plan
    told: Explanation


def explain_each_year(
    problem: Problem,
    plan: Plan,
    years: Sequence[str],
    questions: Questions | None,
    *,
    effort: Effort,
    patience: float = PATIENCE,
    progress: Told | None = None,
) -> Iterator[YearTold]:
    """Explain these years of a plan as `explain` does; a plan of one year, or a conflict, as it is.

    ``questions`` (with the names of the file) None: everything but the schools. A demand is told of in the
    years that it is about; a year in which nothing is asked is left out.
    """
    for year in years if plan.choices else years[:1]:
        of, own = focus_on_year(problem, plan, year) if problem.per_year and plan.choices else (problem, plan)
        asked = Questions.everything_but_schools(of) if questions is None else _here(questions, of)
        if asked.schools or asked.demands or asked.funds or asked.people:
            told = explain(of, own, asked, effort=effort, patience=patience, progress=progress)
            yield YearTold(year, of, own, told)


def what_stops_in(
    problem: Problem, plan: Plan, year: str, codes: Sequence[str], *, effort: Effort, patience: float
) -> Iterator[SchoolAnswer]:
    """What stops these schools (`what_stops`) in a year of any valid plan; those found in time."""
    of, own = focus_on_year(problem, plan, year) if problem.per_year else (problem, plan)
    exact = Exact(of, own, effort, patience=patience)
    for code in codes:
        try:
            yield what_stops(exact, code)
        except OutOfTimeError:
            if effort.over:
                return


def _here(questions: Questions, of: Problem) -> Questions:
    here = {demand.id for demand in of.requirements}
    return replace(questions, demands=[name for name in questions.demands if name in here])
