"""Per fund: what a little more or less money would do, and what keeps its money from being spent."""

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import with_people
from doorlezen.engine.allocation.explain.limits import PEOPLE, Limit, limits_of, without
from doorlezen.engine.allocation.explain.people import BLOCK as HOURS
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.solving.solve import solve
from doorlezen.engine.allocation.solving.values import OutOfTimeError

BLOCK = 500_000
"""€ 5,000, in cents: the size of a step."""

BLOCKS = (-2, -1, 0, 1, 2, 4)


@dataclass(frozen=True)
class Point:
    """The exact best value (None: no plan) when the fund holds so many cents."""

    cents: int
    value: int | None


@dataclass(frozen=True)
class Keeps:
    """A rule that keeps money in the fund: without it the best value is ``value``, and of the plans worth
    that much the one that spends most from this fund spends ``spendable`` cents.

    ``quarters``: of the people, so many quarter-hours a week more are already enough for that; None: without
    the rule."""

    limit: Limit
    spendable: int
    value: int
    quarters: int | None = None


@dataclass(frozen=True)
class FundAnswer:
    """What a fund does. ``cents`` is None for a fund without a limit; then only ``spent`` is told.

    ``points``: the curve, by rising cents, with the place where it becomes flat if that is on it.
    ``enough``: that place, the fewest cents that are as good as no limit at all.
    ``spendable``: the most that this fund can pay in any best plan; ``spent`` is what the present one pays.
    ``keeps``: where money stays unspent in every best plan, the rules that alone hold it; ``undecided``: the
    rules of which this was not proven in time. ``instead``: where ``enough`` is 0, what other funds spend now
    and in a best plan without this one, in cents; only those that differ.
    """

    id: str
    cents: int | None
    spent: int
    points: tuple[Point, ...] = ()
    enough: int | None = None
    spendable: int = 0
    keeps: tuple[Keeps, ...] = ()
    undecided: tuple[Limit, ...] = ()
    instead: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def explain_fund(exact: Exact, name: str, *, block: int = BLOCK, hours: int = HOURS) -> FundAnswer:
    """Explain one fund beside the present plan, in steps of ``block`` cents; more people are tried from
    ``hours`` quarter-hours on, twice as many each time. Raises OutOfTimeError."""
    assert exact.plan is not None
    problem = exact.problem
    fund = problem.fund[name]
    spent = sum(payment.cents for payment in exact.plan.payments if payment.fund == name)
    if fund.cents is None:
        return FundAnswer(name, None, spent)
    unlimited = exact.spending(holding(problem, name, None), name, most=False)
    now = exact.spending(problem, name, most=True)
    assert unlimited is not None, "the present plan is a plan with more money too"
    assert now is not None, "the present plan is a plan"
    (flat, enough), (_, spendable) = unlimited, now
    sizes = {max(0, fund.cents + blocks * block) for blocks in BLOCKS}
    if enough < max(sizes):
        sizes.add(enough)
    points = tuple(
        Point(cents, flat if cents >= enough else exact.best(holding(problem, name, cents)))
        for cents in sorted(sizes)
    )
    keeps, undecided = _keeps(exact, name, spendable, hours) if spendable < fund.cents else ((), ())
    instead = _instead(exact, name) if enough == 0 and spent else {}
    return FundAnswer(name, fund.cents, spent, points, enough, spendable, keeps, undecided, instead)


def _instead(exact: Exact, name: str) -> dict[str, tuple[int, int]]:
    """What the other funds spend now, and in the plan that is found without this one, its money in order."""
    assert exact.plan is not None
    then = solve(replace(holding(exact.problem, name, 0), sha256=""), effort=exact.prover.for_one_solve())
    if then.status != "optimal":
        raise OutOfTimeError
    before, after = _spent(exact.plan), _spent(then)
    others = (fund.id for fund in exact.problem.funds if fund.id != name)
    return {fund: (before[fund], after[fund]) for fund in others if before[fund] != after[fund]}


def _spent(plan: Plan) -> Counter[str]:
    paid: Counter[str] = Counter()
    for payment in plan.payments:
        paid[payment.fund] += payment.cents
    return paid


def holding(problem: Problem, name: str, cents: int | None) -> Problem:
    """The problem in which this fund holds so many cents (None: no limit)."""
    funds = tuple(replace(fund, cents=cents) if fund.id == name else fund for fund in problem.funds)
    return replace(problem, funds=funds)


def _keeps(
    exact: Exact, name: str, spendable: int, hours: int
) -> tuple[tuple[Keeps, ...], tuple[Limit, ...]]:
    """Every single rule without which the best plans can spend more than they can now, and the undecided.

    The likeliest first: the people, what is said of this fund, then the rest.
    """
    limits = [limit for limit in limits_of(exact.problem) if limit != Limit("money", name)]
    limits.sort(key=lambda limit: 0 if limit == PEOPLE else 1 if limit.id == name else 2)

    def freed(limit: Limit) -> Keeps | None:
        """What can be spent without the rule. Raises OutOfTimeError."""
        if limit == PEOPLE:
            return _more_people(exact, name, spendable, hours)
        more = exact.spending(without(exact.problem, [limit]), name, most=True)
        return None if more is None or more[1] <= spendable else Keeps(limit, more[1], more[0])

    def told(limit: Limit) -> Keeps | Limit | None:
        try:
            return freed(limit)
        except OutOfTimeError:
            return limit

    # one hard question does not keep all others waiting, and what was found is told
    with ThreadPoolExecutor(max_workers=exact.workers) as pool:
        found = list(pool.map(told, limits))
    keeps = [answer for answer in found if isinstance(answer, Keeps)]
    return tuple(keeps), tuple(answer for answer in found if isinstance(answer, Limit))


def _more_people(exact: Exact, name: str, spendable: int, hours: int) -> Keeps | None:
    """The first number of quarter-hours more, of ``hours`` and its doubles, with which more can be spent.

    Without any limit to the people the best plan is hard to prove; near the present one it is not.
    """
    problem = exact.problem
    most = sum(max(option.quarters for option in problem.options(code)) for code in problem.school)
    lacking = most - (problem.capacity_quarters or 0)
    while lacking > 0:
        free = hours >= lacking
        changed = without(problem, [PEOPLE]) if free else with_people(problem, {problem.school_year: hours})
        more = exact.spending(changed, name, most=True)
        if more is not None and more[1] > spendable:
            return Keeps(PEOPLE, more[1], more[0], None if free else hours)
        if free:
            break
        hours *= 2
    return None
