"""Why this plan: which questions are asked, in which order, and what was not reached in time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

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
from doorlezen.engine.allocation.solving.parts.decompose import FEWEST_SCHOOLS, parts_of_problem
from doorlezen.engine.allocation.solving.uncollected import uncollected
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.effort import Effort

_Tells = Callable[[], None]
_Asked = tuple[str, str, Callable[[], _Tells]]


@uncollected()
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
    begun = count()

    def answered(one: _Asked) -> Callable[[], None]:
        what, which, answer = one
        if progress:
            progress(what, which, next(begun), len(asked))
        try:
            return answer()
        except OutOfTimeError:
            return lambda: told.not_reached.append((what, which))

    # what a fund does takes longest, so that is begun first; all is told in the order of the questions
    longest_first = sorted(range(len(asked)), key=lambda number: asked[number][0] != "fund")
    with ThreadPoolExecutor(max_workers=max(1, effort.workers)) as pool:
        answers = {number: pool.submit(answered, asked[number]) for number in longest_first}
        for number in range(len(asked)):
            answers[number].result()()
    return told


def _asked(exact: Exact, plan: Plan, questions: Questions, told: Explanation, effort: Effort) -> list[_Asked]:
    """Every question, and how to find its answer: what is found tells itself."""

    def conflict() -> _Tells:
        names = plan.conflict or ()
        if len(exact.problem.schools) < FEWEST_SCHOOLS:
            answer, not_reached = ways_out(WholeKnot(exact), names)
        else:
            answer, not_reached = explain_large_conflict(
                exact.problem, names, effort=effort, patience=exact.prover.patience
            )

        def tell() -> None:
            told.conflict = answer
            told.not_reached += not_reached

        return tell

    def school(code: str) -> _Tells:
        return partial(told.schools.append, explain_school(exact, code))

    def demand(name: str) -> _Tells:
        return partial(told.demands.append, explain_demand(exact, name))

    def fund(name: str) -> _Tells:
        return partial(told.funds.append, explain_fund(exact, name))

    def people() -> _Tells:
        return partial(setattr, told, "people", explain_people(exact))

    if plan.status == "infeasible":
        return [("conflict", "", conflict)]
    return [
        *(("school", code, partial(school, code)) for code in questions.schools),
        *(("demand", name, partial(demand, name)) for name in questions.demands),
        *(("fund", name, partial(fund, name)) for name in questions.funds),
        *([("people", "", people)] if questions.people else []),
    ]
