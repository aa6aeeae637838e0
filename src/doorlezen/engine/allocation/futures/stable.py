"""The plan that is best in the worst of the given futures: one set of choices, valid in all of them.

One CP-SAT model: the choices are shared, every future has its own payments, demands and limits. What is
maximised is the least, over today and the futures, of
- ``worst``: the value of the choices in that future;
- ``regret``: that value minus the best value that the future could have had (so the greatest regret is
  made as small as possible).
Then today's value, then nearness to today's best plan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.cpsat import Effort
from doorlezen.engine.allocation.futures.become import as_plan
from doorlezen.engine.allocation.futures.future import Future
from doorlezen.engine.allocation.keys.terms import hours_kept
from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.plan import Plan
from doorlezen.engine.allocation.program import Program, Values, simplify, total
from doorlezen.engine.allocation.pursuit import GUARD_SECONDS, Pursuit, Reached
from doorlezen.engine.allocation.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.tidy import tidy

MEASURES = ("worst", "regret")

# the pseudo-payment that stands for the least value; its fund name can belong to no future
LEAST = Pay("least", "", "")


@dataclass(frozen=True)
class Stable:
    """The choices that are best in the worst case; ``plans`` pays them today (first) and in every future.

    ``worst`` is what was maximised, with its bound; ``values`` are in points, today first. ``plans`` is empty
    where no set of choices is valid in all futures (``infeasible``) or none was found in time.
    """

    plans: tuple[Plan, ...]
    values: tuple[int, ...]
    worst: Reached | None
    proven: bool
    infeasible: bool


def stable_plan(
    futures: Sequence[Future],
    *,
    measure: str = "worst",
    best: Sequence[int],
    today: Mapping[str, int],
    effort: Effort,
    guard: float = GUARD_SECONDS,
) -> Stable:
    """The best plan in the worst of these futures, today's problem first.

    ``best``: an upper bound on the value in each future (exact where it was proven), for the regret and for
    each plan's bound. ``today``: the quarter-hours to stay near to where plans are equal.
    """
    models = [Model(future.problem) for future in futures]
    menus = shared_menus(models)
    if not all(menus):
        return Stable((), (), None, False, infeasible=True)
    base = list(best) if measure == "regret" else [0] * len(models)
    floor = min(_extreme(model, menus, min) - from_ for model, from_ in zip(models, base, strict=True))
    roof = max(_extreme(model, menus, max) - from_ for model, from_ in zip(models, base, strict=True))
    most: dict[Pay, int] = {LEAST: max(0, roof - floor)}
    rows: list[Row] = []
    for number, (model, from_) in enumerate(zip(models, base, strict=True)):
        most |= {_own(pay, number): cents for pay, cents in model.most.items()}
        rows += [_of(row, number) for row in _rows(model)]
        rows.append(Row([*model.objective(), (-1, LEAST)], from_ + floor))
    pursuit = Pursuit(simplify(Program(menus, most, rows)), effort, guard=guard)
    pursuit.maximise("least", [(1, LEAST)])
    pursuit.maximise("need", models[0].objective())
    pursuit.maximise("nearest", hours_kept(models[0], today))
    if pursuit.values is None:
        return Stable((), (), None, False, infeasible=pursuit.infeasible)
    reached = pursuit.reached[0]
    worst = Reached(measure, reached.value + floor, reached.bound + floor)
    plans = tuple(
        _plan(model, number, pursuit.values, bound, effort)
        for number, (model, bound) in enumerate(zip(models, best, strict=True))
    )
    values = tuple(plan.objective or 0 for plan in plans)
    return Stable(plans, values, worst, all(goal.proven for goal in pursuit.reached[:2]), False)


def shared_menus(models: Sequence[Model]) -> list[list[Choice]]:
    """Per school the options that every future offers under the same id, with the same hours."""
    menus = []
    for code in models[0].school:
        offers = [{(option.id, option.quarters) for option in model.options(code)} for model in models]
        both = set.intersection(*offers)
        menus.append(
            [
                Choice(code, option.id)
                for option in models[0].options(code)
                if (option.id, option.quarters) in both
            ]
        )
    return menus


def _rows(model: Model) -> Iterator[Row]:
    yield from model.rows()
    for demand in model.problem.requirements:
        yield from demand.rows(model)


def _own(pay: Pay, number: int) -> Pay:
    """A payment in one of the futures."""
    return pay._replace(fund=f"{number}:{pay.fund}")


def _of(row: Row, number: int) -> Row:
    terms: list[Term] = [(f, _own(v, number) if isinstance(v, Pay) else v) for f, v in row.terms]
    return row._replace(terms=terms)


def _extreme(
    model: Model, menus: Sequence[Sequence[Choice]], least_or_most: Callable[[Iterable[int]], int]
) -> int:
    """The least or the most that any choices out of these menus can be worth."""
    worth: dict[Choice | Pay, int] = {variable: factor for factor, variable in model.objective()}
    return sum(least_or_most(worth[choice] for choice in menu) for menu in menus)


def _plan(model: Model, number: int, values: Values, bound: int, effort: Effort) -> Plan:
    """What the shared choices are in one future, with its own payments, tidied."""
    own: dict[Choice | Pay, int] = {v: value for v, value in values.items() if isinstance(v, Choice)}
    own |= {pay: values.get(_own(pay, number), 0) for pay in model.most}
    demands = model.problem.requirements
    tidied = tidy(model.program(demands), own, replace(effort, workers=1))
    value = total(model.objective(), tidied)
    return as_plan(model, tidied, Reached("need", value, max(value, bound)))
