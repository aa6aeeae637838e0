"""Why this plan: which questions are asked, in which order, and what was not reached in time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from doorlezen.engine.allocation.cpsat import Effort
from doorlezen.engine.allocation.explain.demands import DemandAnswer, explain_demand
from doorlezen.engine.allocation.explain.exact import PATIENCE, Exact
from doorlezen.engine.allocation.explain.funds import FundAnswer, explain_fund
from doorlezen.engine.allocation.explain.people import PeopleAnswer, explain_people
from doorlezen.engine.allocation.explain.schools import SchoolAnswer, explain_school
from doorlezen.engine.allocation.explain.ways_out import ConflictAnswer, explain_conflict
from doorlezen.engine.allocation.plan import Plan
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.values import OutOfTimeError

_Asked = tuple[str, str, Callable[[], None]]


@dataclass(frozen=True)
class Questions:
    """What to explain: schools by code, demands and funds by id, and the people."""

    schools: Sequence[str] = ()
    demands: Sequence[str] = ()
    funds: Sequence[str] = ()
    people: bool = False

    @classmethod
    def everything_but_schools(cls, problem: Problem) -> "Questions":
        """Every demand, every fund and the people: what is asked where nothing is asked in particular."""
        demands = [demand.id for demand in problem.requirements]
        return cls((), demands, [fund.id for fund in problem.funds], people=True)


@dataclass
class Explanation:
    """The answers, in the order of the questions. ``not_reached``: (what, which) for which the time was up.

    For a problem without a plan only ``conflict`` is told.
    """

    schools: list[SchoolAnswer] = field(default_factory=list)
    demands: list[DemandAnswer] = field(default_factory=list)
    funds: list[FundAnswer] = field(default_factory=list)
    people: PeopleAnswer | None = None
    conflict: ConflictAnswer | None = None
    not_reached: list[tuple[str, str]] = field(default_factory=list)


def explain(
    problem: Problem,
    plan: Plan,
    questions: Questions,
    *,
    effort: Effort | None = None,
    patience: float = PATIENCE,
    progress: Callable[[str, str, int, int], None] | None = None,
) -> Explanation:
    """Explain a plan that `check` found right and that is ``optimal``, or a conflict (``infeasible``).

    ``progress`` is called with (what, which, questions answered, questions in all) before each question.
    What the effort leaves no time for, or is not proven within ``patience`` seconds a solve, is named in
    ``not_reached``; what is told is exact.
    """
    exact = Exact(problem, plan if plan.status == "optimal" else None, effort or Effort(), patience=patience)
    told = Explanation()
    asked = _asked(exact, plan, questions, told)
    for done, (what, which, answer) in enumerate(asked):
        if progress:
            progress(what, which, done, len(asked))
        try:
            answer()
        except OutOfTimeError:
            told.not_reached.append((what, which))
    return told


def _asked(exact: Exact, plan: Plan, questions: Questions, told: Explanation) -> list[_Asked]:
    """Every question, and what to do to have its answer told."""

    def conflict() -> None:
        told.conflict = explain_conflict(exact, plan.conflict or ())

    def school(code: str) -> None:
        told.schools.append(explain_school(exact, code))

    def demand(name: str) -> None:
        told.demands.append(explain_demand(exact, name))

    def fund(name: str) -> None:
        told.funds.append(explain_fund(exact, name))

    def people() -> None:
        told.people = explain_people(exact)

    if plan.status == "infeasible":
        return [("conflict", "", conflict)]
    return [
        *(("school", code, partial(school, code)) for code in questions.schools),
        *(("demand", name, partial(demand, name)) for name in questions.demands),
        *(("fund", name, partial(fund, name)) for name in questions.funds),
        *([("people", "", people)] if questions.people else []),
    ]
