"""Why this plan: which questions are asked, in which order, and what was not reached in time."""

from collections.abc import Callable
from functools import partial

from doorlezen.engine.allocation.explain.demands import explain_demand
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.funds import explain_fund
from doorlezen.engine.allocation.explain.knot import ways_out
from doorlezen.engine.allocation.explain.large import explain_large
from doorlezen.engine.allocation.explain.people import explain_people
from doorlezen.engine.allocation.explain.prover import PATIENCE
from doorlezen.engine.allocation.explain.questions import Explanation, Questions
from doorlezen.engine.allocation.explain.schools import explain_school
from doorlezen.engine.allocation.explain.ways_out import WholeKnot
from doorlezen.engine.allocation.explain.ways_out_large import explain_large_conflict
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.cpsat import Effort
from doorlezen.engine.allocation.solving.parts.decompose import FEWEST_SCHOOLS, parts_of_problem
from doorlezen.engine.allocation.solving.values import OutOfTimeError

_Asked = tuple[str, str, Callable[[], None]]


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

    A plan of a problem that is planned by its parts may be ``feasible`` too: see `explain_large`.

    ``progress`` is called with (what, which, questions answered, questions in all) before each question.
    What the effort leaves no time for, or is not proven within ``patience`` seconds a solve, is named in
    ``not_reached``; what is told is exact.
    """
    effort = effort or Effort()
    if plan.choices and (parts := parts_of_problem(problem)) is not None:
        return explain_large(
            problem, plan, questions, parts, effort=effort, patience=patience, progress=progress
        )
    exact = Exact(problem, plan if plan.status == "optimal" else None, effort, patience=patience)
    told = Explanation()
    asked = _asked(exact, plan, questions, told, effort)
    for done, (what, which, answer) in enumerate(asked):
        if progress:
            progress(what, which, done, len(asked))
        try:
            answer()
        except OutOfTimeError:
            told.not_reached.append((what, which))
    return told


def _asked(exact: Exact, plan: Plan, questions: Questions, told: Explanation, effort: Effort) -> list[_Asked]:
    """Every question, and what to do to have its answer told."""

    def conflict() -> None:
        names = plan.conflict or ()
        if len(exact.problem.schools) < FEWEST_SCHOOLS:
            told.conflict, not_reached = ways_out(WholeKnot(exact), names)
        else:
            told.conflict, not_reached = explain_large_conflict(
                exact.problem, names, effort=effort, patience=exact.prover.patience
            )
        told.not_reached += not_reached

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
