"""The plan that is best in the worst of the given futures: one set of choices, valid in all of them.

One CP-SAT model: the choices are shared, every future has its own payments, demands and limits (the payments
of a future enter when choices turn up that it cannot pay). What is
maximised is the least, over today and the futures, of
- ``worst``: the value of the choices in that future;
- ``regret``: that value minus the best value that the future could have had (so the greatest regret is
  made as small as possible).
Then today's value, then nearness to today's best plan.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from doorlezen.engine.allocation.futures.future import Future
from doorlezen.engine.allocation.keys.terms import hours_kept
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values, simplify, total
from doorlezen.engine.allocation.solving.planned import planned
from doorlezen.engine.allocation.solving.pursuit import GUARD_SECONDS, Pursuit, Reached, tidied, with_choices
from doorlezen.engine.effort import Effort

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
    together = _Together([Model(future.problem) for future in futures], measure, best)
    if not all(together.menus):
        return Stable((), (), None, False, infeasible=True)
    posed = {0}
    while True:
        pursuit = Pursuit(together.program(posed), effort, guard=guard)
        pursuit.maximise("least", [(1, LEAST)])
        pursuit.maximise("need", together.models[0].objective())
        pursuit.maximise("nearest", hours_kept(together.models[0], today))
        if pursuit.values is None:
            return Stable((), (), None, False, infeasible=pursuit.infeasible)
        choices = together.models[0].choices(pursuit.values)
        paid = [_paid(model, choices, effort, guard) for model in together.models]
        unpaid = [number for number, values in enumerate(paid) if values is None]
        if not unpaid:
            break
        if posed.issuperset(unpaid):
            # payable by construction, so that only the time was lacking to find out how
            return Stable((), (), None, False, infeasible=False)
        posed.add(min(set(unpaid) - posed))
    plans = tuple(
        _plan(model, values, bound, effort)
        for model, values, bound in zip(together.models, paid, best, strict=True)
        if values is not None
    )
    values = tuple(plan.objective or 0 for plan in plans)
    bound = pursuit.reached[0].bound + together.floor
    worst = Reached(measure, min(v - from_ for v, from_ in zip(values, together.base, strict=True)), bound)
    return Stable(plans, values, worst, all(goal.proven for goal in pursuit.reached[:2]), False)


class _Together:
    """Today and all futures in one program with shared choices.

    The payments of a future are posed only when choices were found that cannot be paid there: mostly the
    futures differ too little for that, and payments are what makes the program large. What is about choices
    alone (values, people, hours) is always posed for all of them, so that any bound is a true one.
    """

    def __init__(self, models: Sequence[Model], measure: str, best: Sequence[int]) -> None:
        self.models = models
        self.menus = shared_menus(models)
        self.base = list(best) if measure == "regret" else [0] * len(models)
        based = list(zip(models, self.base, strict=True))
        if all(self.menus):
            self.floor = min(_extreme(model, self.menus, min) - from_ for model, from_ in based)
            self.roof = max(_extreme(model, self.menus, max) - from_ for model, from_ in based)

    def program(self, posed: Collection[int]) -> Program:
        """The program with the payments of these futures, by their number."""
        most: dict[Pay, int] = {LEAST: max(0, self.roof - self.floor)}
        rows: list[Row] = []
        for number, (model, from_) in enumerate(zip(self.models, self.base, strict=True)):
            if number in posed:
                most |= {_own(pay, number): cents for pay, cents in model.most.items()}
            rows += [_of(row, number) for row in _rows(model) if number in posed or not _about_money(row)]
            rows.append(Row([*model.objective(), (-1, LEAST)], from_ + self.floor))
        return simplify(Program(self.menus, most, rows))


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


def _about_money(row: Row) -> bool:
    return any(isinstance(variable, Pay) for _, variable in row.terms)


def _paid(model: Model, choices: Mapping[str, str], effort: Effort, guard: float) -> Values | None:
    """These choices with a way to pay them in one future; None where there is none (or not in time)."""
    program = with_choices(model.program(model.problem.requirements), choices)
    return Pursuit(program, effort, guard=guard).search(model.objective()).values


def _plan(model: Model, values: Values, bound: int, effort: Effort) -> Plan:
    """The shared choices as a plan for one future, its money tidied."""
    paid = tidied(model, values, effort)
    return planned(model, paid, max(total(model.objective(), paid), bound))
