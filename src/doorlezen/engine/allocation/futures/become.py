"""What becomes of today's plan: the best plan of every future, and which awards are at risk."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from doorlezen.engine.allocation.futures.future import Future
from doorlezen.engine.allocation.keys.figures import quarters_of
from doorlezen.engine.allocation.keys.terms import hours_kept
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.planned import planned
from doorlezen.engine.allocation.solving.pursuit import GUARD_SECONDS, Pursuit, tidied, with_choices
from doorlezen.engine.effort import Effort

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Becoming:
    """The best plan of one future: of those with the most points, the one nearest to today's hours.

    ``plan`` None: there is none (``infeasible``) or none was found in time. ``holds``: whether today's
    choices, each as it is, can still be had; None: not known in time.
    """

    future: Future
    plan: Plan | None
    infeasible: bool
    holds: bool | None


@dataclass(frozen=True)
class Risk:
    """An award of today's plan that depends on the score. Hours in quarter-hours a week.

    ``cents`` is the most, over the futures, that today's payers may then no longer pay; ``unpaid`` counts
    those futures. ``least`` and ``most`` are the hours in the best plans of the futures.
    """

    school: str
    quarters: int
    cents: int
    unpaid: int
    least: int
    most: int


def become(
    today: Problem,
    futures: Sequence[Future],
    *,
    effort: Effort,
    guard: float = GUARD_SECONDS,
    tell: Told | None = None,
    plan: Plan | None = None,
) -> tuple[Becoming, tuple[Becoming, ...]]:
    """Today's plan, and what it becomes in each future, ``effort.workers`` at a time.

    ``plan``: today's, where it is known; None: the best is sought.
    """
    of_today = Future("", today)
    now = Becoming(of_today, plan, False, True) if plan else _best(of_today, None, effort, guard)
    done = 0

    def one(future: Future) -> Becoming:
        nonlocal done
        made = _best(future, now.plan, effort, guard)
        done += 1
        if tell:
            tell(done, len(futures))
        return made

    if now.plan is None:
        return now, ()
    with ThreadPoolExecutor(max_workers=max(1, effort.workers)) as pool:
        return now, tuple(pool.map(one, futures))


def _best(future: Future, today: Plan | None, effort: Effort, guard: float) -> Becoming:
    model = Model(future.problem)
    pursuit = Pursuit(model.program(future.problem.requirements), effort, guard=guard)
    pursuit.maximise("need", model.objective())
    before = None if today is None else _quarters(future.problem, today)
    pursuit.maximise("nearest", hours_kept(model, before))
    holds = True if today is None else _holds(model, today, effort, guard)
    if pursuit.values is None:
        return Becoming(future, None, pursuit.infeasible, holds)
    values = tidied(model, pursuit.values, effort)
    return Becoming(future, planned(model, values, pursuit.reached[0].bound), False, holds)


def _quarters(problem: Problem, plan: Plan) -> dict[str, int]:
    """The hours of today's plan; where the option is no longer in the menu, its hours count all the same."""
    known = {option.id: option.quarters for menu in problem.menus.values() for option in menu}
    own = {code: {o.id: o.quarters for o in problem.options(code)} for code in problem.school}
    return {
        code: own[code].get(chosen, known.get(chosen, problem.school[code].last_year_quarters))
        for code, chosen in plan.choices.items()
    }


def _holds(model: Model, today: Plan, effort: Effort, guard: float) -> bool | None:
    """Whether today's choices can be paid, staffed and demanded in this future too."""
    problem = model.problem
    options = {code: {option.id for option in problem.options(code)} for code in problem.school}
    if any(chosen not in options[code] for code, chosen in today.choices.items()):
        return False
    program = with_choices(model.program(problem.requirements), today.choices)
    found = Pursuit(program, effort, guard=guard).search(model.objective())
    return None if found.values is None and not found.infeasible else found.values is not None


def risks(today: Problem, plan: Plan, becoming: Sequence[Becoming]) -> tuple[Risk, ...]:
    """The schools whose hours, or whose payers, depend on which future comes; in the problem's order."""
    now = quarters_of(today, plan.choices)
    hours = [quarters_of(b.future.problem, b.plan.choices) for b in becoming if b.plan is not None]
    stakes = [_unpaid(plan, b.future.problem) for b in becoming]
    found = []
    for code, quarters in now.items():
        seen = [quarters, *(there[code] for there in hours)]
        lost = [stake[code] for stake in stakes if code in stake]
        if lost or min(seen) != max(seen):
            found.append(Risk(code, quarters, max(lost, default=0), len(lost), min(seen), max(seen)))
    return tuple(found)


def _unpaid(plan: Plan, problem: Problem) -> Mapping[str, int]:
    """Per school the cents of today's payments that their fund may not make in this future."""
    lost: dict[str, int] = {}
    allowed = {
        (fund.id, code, bouwsteen)
        for fund in problem.funds
        for code in fund.schools
        for bouwsteen in fund.bouwstenen
    }
    for payment in plan.payments:
        if payment[:3] not in allowed:
            lost[payment.school] = lost.get(payment.school, 0) + payment.cents
    return lost
