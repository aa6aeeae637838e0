"""Per school: what keeps the next option away, what it would take, and who would lose by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.explain.exact import Allowed, Exact
from doorlezen.engine.allocation.explain.extra import Extra, least_money, least_people, with_people
from doorlezen.engine.allocation.explain.limits import Limit, limits_of, with_cents, without
from doorlezen.engine.allocation.explain.moves import Move, cost_of, moves
from doorlezen.engine.allocation.explain.nearness import from_the_nearest, nearest_first


@dataclass(frozen=True)
class SchoolAnswer:
    """Why a school gets what it gets.

    ``next_quarters``: the next more hours in its menu, None where it already has the most; then the rest is
    empty. ``next_cents``: what the cheapest option with those hours costs. ``points``: what the next step is
    worth at this school itself. ``possible``: whether it could get them with all others as they are.
    ``lifts``: the rules of which lifting one alone makes that possible; ``together``: where no single one
    does, rules that make it possible when lifted together, none of which can be left out (empty: impossible).
    Both name what is nearest to the school first. ``or_other``: the money of another fund would do as well
    as the money of the one in ``together``.

    With no school getting fewer hours than now: ``money``, the fewest cents more that give it the step at
    the present people; ``people``, the fewest quarter-hours more at the present money; ``both``, where
    neither alone is enough, the fewest quarter-hours and then the fewest cents. None: no amount is enough.
    The money is in the fund nearest to the school where that is enough.

    ``best_then``: what the best plan changes with exactly those means: ``people``, else ``money``, else
    ``both``. It may give them to others. None where no means are enough, or none are needed.

    ``loss``: how many points the best plan is worth less when the school must get the step at today's means;
    None: no plan gives it. ``moved``: who gets something else then, with as few schools changed as can be.

    ``complete`` False: only what stops the step is told, which holds of any valid plan (`what_stops`); the
    means and the loss are not known.
    """

    code: str
    municipality: str
    quarters: int
    cents: int
    next_quarters: int | None = None
    next_cents: int = 0
    points: int = 0
    possible: bool = False
    lifts: tuple[Limit, ...] = ()
    together: tuple[Limit, ...] = ()
    or_other: bool = False
    money: Extra | None = None
    people: int | None = None
    both: Extra | None = None
    best_then: tuple[Move, ...] | None = None
    loss: int | None = None
    moved: tuple[Move, ...] = ()
    complete: bool = True


def explain_school(exact: Exact, code: str) -> SchoolAnswer:
    """Explain what one school of the present plan gets. Raises OutOfTimeError."""
    assert exact.plan is not None
    problem, choices = exact.problem, exact.plan.choices
    stopped = what_stops(exact, code)
    if stopped.next_quarters is None:
        return stopped
    step = _step(exact, code, stopped.next_quarters)
    money, people, both = _what_it_takes(exact, code, step)
    forced = exact.nearest(problem, {code: step})
    best = exact.best(problem)
    return replace(
        stopped,
        complete=True,
        money=money,
        people=people,
        both=both,
        best_then=_best_with(exact, Extra(people, {}) if people else money or both),
        loss=None if forced is None or best is None else best - forced.value,
        moved=() if forced is None else moves(problem, choices, forced.choices),
    )


def what_stops(exact: Exact, code: str) -> SchoolAnswer:
    """What keeps the next step away with the choices of all others kept: of any valid plan, also where it is
    not proven the best. Raises OutOfTimeError."""
    assert exact.plan is not None
    problem = exact.problem
    school, now = problem.school[code], problem.option(code, exact.plan.choices[code])
    cents = cost_of(problem, code, now.id)
    more = [option.quarters for option in problem.options(code) if option.quarters > now.quarters]
    if not more:
        return SchoolAnswer(code, school.municipality, now.quarters, cents)
    step = _step(exact, code, min(more))
    following = [option for option in problem.options(code) if option.id in step]
    lifts, together = _what_holds_it_back(exact, code, step)
    return SchoolAnswer(
        code,
        school.municipality,
        now.quarters,
        cents,
        next_quarters=min(more),
        next_cents=min(cost_of(problem, code, option.id) for option in following),
        points=school.weight * (max(option.points for option in following) - now.points),
        possible=_possible(exact, code, step, ()),
        lifts=lifts,
        together=together,
        or_other=_another_purse_does(exact, code, step, together),
        complete=False,
    )


def _step(exact: Exact, code: str, quarters: int) -> frozenset[str]:
    """The options of a school with these hours."""
    return frozenset(option.id for option in exact.problem.options(code) if option.quarters == quarters)


def _possible(exact: Exact, code: str, step: frozenset[str], lifted: Iterable[Limit]) -> bool:
    """Whether the school can have the step without these rules, with the choices of all others kept."""
    assert exact.plan is not None
    changed = without(exact.problem, lifted)
    return any(exact.payable(changed, {**exact.plan.choices, code: option}) for option in sorted(step))


def _what_holds_it_back(
    exact: Exact, code: str, step: frozenset[str]
) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
    """The rules that alone make the step possible when lifted; else some that do so together."""
    limits = nearest_first(exact.problem, code, limits_of(exact.problem))
    if _possible(exact, code, step, ()) or not _possible(exact, code, step, limits):
        return (), ()
    single = tuple(limit for limit in limits if _possible(exact, code, step, [limit]))
    return (single, ()) if single else ((), _needed_together(exact, code, step, limits))


def _needed_together(exact: Exact, code: str, step: frozenset[str], limits: list[Limit]) -> tuple[Limit, ...]:
    """A smallest-by-inclusion set of rules to lift: each is put back unless the step then fails.

    Half of what is left is tried at a time, and so on down, since few rules are needed. What is nearest to
    the school is put back last, so that it is named where there is a choice.
    """
    needed: list[Limit] = []
    queue = [limits[::-1]]
    kept_open = list(limits)
    while queue:
        part = queue.pop()
        rest = [limit for limit in kept_open if limit not in part]
        if _possible(exact, code, step, rest):
            kept_open = rest
        elif len(part) == 1:
            needed += part
        else:
            queue += [part[len(part) // 2 :], part[: len(part) // 2]]
    return tuple(limit for limit in limits if limit in needed)


def _another_purse_does(exact: Exact, code: str, step: frozenset[str], together: tuple[Limit, ...]) -> bool:
    """Whether more money in a fund that is not named would help the step as much as that of one that is."""
    money = [limit for limit in limits_of(exact.problem) if limit.kind == "money" and limit not in together]
    return any(
        _possible(exact, code, step, [*(rule for rule in together if rule != named), other])
        for named in together
        if named.kind == "money"
        for other in money
    )


def _best_with(exact: Exact, extra: Extra | None) -> tuple[Move, ...] | None:
    """What the best plan changes with exactly these means more; None where there are none."""
    if extra is None or not (extra.quarters or extra.cents):
        return None
    assert exact.plan is not None
    changed = with_people(exact.problem, {exact.problem.school_year: extra.quarters})
    best = exact.nearest(with_cents(changed, extra.cents))
    assert best is not None, "the present plan is a plan with more means too"
    return moves(exact.problem, exact.plan.choices, best.choices)


def _what_it_takes(
    exact: Exact, code: str, step: frozenset[str]
) -> tuple[Extra | None, int | None, Extra | None]:
    """The least money, the least time, and where neither is enough the least of both."""
    allowed = _nobody_loses(exact, code, step)
    money = from_the_nearest(exact, allowed, least_money(exact, allowed), code)
    people = _hours(least_people(exact, allowed))
    if money is not None or people is not None:
        return money, people, None
    quarters = _hours(least_people(exact, allowed, any_money=True))
    if quarters is None:
        return None, None, None
    both = least_money(exact, allowed, quarters=quarters)
    return None, None, from_the_nearest(exact, allowed, both, code)


def _hours(people: Mapping[str, int] | None) -> int | None:
    return None if people is None else sum(people.values())


def _nobody_loses(exact: Exact, code: str, step: frozenset[str]) -> Allowed:
    """The step for this school, and for every other one an option with at least its present hours."""
    assert exact.plan is not None
    problem = exact.problem
    allowed = {}
    for other, chosen in exact.plan.choices.items():
        floor = problem.option(other, chosen).quarters
        allowed[other] = frozenset(option.id for option in problem.options(other) if option.quarters >= floor)
    return {**allowed, code: step}
