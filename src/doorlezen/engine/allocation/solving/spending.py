"""Money in the stated order: of all ways to pay for the same choices, late funds pay as little as can be.

Every fund has a place; the lowest goes first. With the choices fixed, the funds with the highest place pay
the least that they can; given that, those with the next place; and so on down. One linear program with the
places as costs proposes all of it. What is proposed is re-checked in whole cents, and its bound follows from
the prices of the rules, in whole numbers too.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from doorlezen.engine.allocation.posed.plan import Payment
from doorlezen.engine.allocation.posed.problem import Fund, Problem
from doorlezen.engine.allocation.posed.requirements import Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.program import Program, Values, holds
from doorlezen.engine.allocation.solving.purses import Priced
from doorlezen.engine.effort import Effort
from doorlezen.engine.highs import Highs

EXACT_WORK = 4.0
"""What the whole-number search may take per place, in the solver's own unit."""
ROUND = 10**9
"""Prices are first tried rounded to so many parts: in a network of payments they are whole numbers."""


class Ordered(NamedTuple):
    """What the funds of each place pay, and the least that they are proven to have to pay, both in cents.

    The least of a place holds given what the places after it pay.
    """

    reached: Mapping[int, int]
    at_least: Mapping[int, int]

    @property
    def proven(self) -> bool:
        """Whether no other payments keep the order better."""
        return self.reached == self.at_least


def places_of(funds: Iterable[Fund], most: Iterable[Pay]) -> dict[str, int]:
    """The place of every fund: its ``use``, or else its width.

    The width is floor(log2(number of school × bouwsteen pairs with a cost that it may pay)): narrow first. A
    fund that has no such pair, and so no width, has no place.
    """
    pairs = Counter(pay.fund for pay in most)
    return {
        fund.id: pairs[fund.id].bit_length() - 1 if fund.use is None else fund.use
        for fund in funds
        if fund.use is not None or pairs[fund.id]
    }


def places_in(problem: Problem, choices: Mapping[str, str]) -> dict[str, int]:
    """The place of every fund where these options are chosen; without one where it has nothing to pay."""
    costly = {
        code: problem.cost(code, problem.option(code, chosen)).keys() for code, chosen in choices.items()
    }
    payable = (
        Pay(fund.id, code, bouwsteen)
        for fund in problem.funds
        for code in fund.schools
        for bouwsteen in fund.bouwstenen
        if bouwsteen in costly[code]
    )
    return places_of(problem.funds, payable)


def money_by_place(
    problem: Problem, choices: Mapping[str, str], payments: Iterable[Payment]
) -> dict[int, int]:
    """What the funds of each place pay in a plan, in cents, the first place first."""
    places = places_in(problem, choices)
    paid = dict.fromkeys(sorted(set(places.values())), 0)
    for payment in payments:
        paid[places[payment.fund]] += payment.cents
    return paid


def spend_in_order(
    paying: Program, places: Mapping[str, int], values: Values, effort: Effort
) -> tuple[Program, Values, Ordered]:
    """Payments in the order of ``places``; the program with a row per place that keeps what was reached.

    ``paying``: what is left to decide when the choices are made; ``values``: payments that keep its rows.
    They are given back, with what is proven of them, where nothing better is found.
    """
    levels = sorted(set(places.values()), reverse=True)
    # as costs the places stand one apart: then the prices of one program prove every place
    step = {level: at for at, level in enumerate(reversed(levels), start=1)}
    steps = {pay: step[places[pay.fund]] for pay in paying.most}
    proposed = _Proposal.of(paying, steps)
    best: Values = {pay: values.get(pay, 0) for pay in paying.most}
    bounds: dict[int, int] = {}
    if proposed is not None:
        if proposed.whole is not None and _earlier(proposed.whole, best, places):
            best = proposed.whole
        bounds = proposed.bounds(steps, {step[level]: cents for level, cents in _late(best, places).items()})
        bounds = {level: bounds[step[level]] for level in levels if step[level] in bounds}
    late = _late(best, places)
    for level in levels:
        if late[level] > bounds.get(level, 0) and not effort.over:
            best, bounds[level] = _exactly(paying, places, level, best, bounds.get(level, 0), effort)
            late = _late(best, places)
    ordered = _told(late, bounds)
    return keep_order(paying, places, ordered), best, ordered


def keep_order(paying: Program, places: Mapping[str, int], ordered: Ordered) -> Program:
    """The program with a row per place: those that go later never pay more again."""
    rows = [
        Row([(1, pay) for pay in paying.most if places[pay.fund] == level], None, cents)
        for level, cents in ordered.reached.items()
    ]
    return paying._replace(rows=[*paying.rows, *rows[:-1]])


def _told(paid: Mapping[int, int], bounds: Mapping[int, int]) -> Ordered:
    reached: dict[int, int] = {}
    least: dict[int, int] = {}
    later = 0
    for level, cents in paid.items():
        reached[level] = cents - later
        least[level] = max(0, bounds.get(level, 0) - later)
        later = cents
    return Ordered(reached, least)


def _earlier(one: Values, other: Values, places: Mapping[str, int]) -> bool:
    """Whether ``one`` keeps the order at least as well as ``other``."""
    return list(_late(one, places).values()) <= list(_late(other, places).values())


def _late(values: Values, places: Mapping[str, int]) -> dict[int, int]:
    """What the funds from each place on pay together, the last place first."""
    paid = Counter(dict.fromkeys(places.values(), 0))
    for pay, cents in values.items():
        if cents and isinstance(pay, Pay):
            paid[places[pay.fund]] += cents
    levels = sorted(paid, reverse=True)
    return dict(zip(levels, accumulate(paid[level] for level in levels), strict=True))


def _exactly(
    paying: Program, places: Mapping[str, int], level: int, best: Values, bound: int, effort: Effort
) -> tuple[Values, int]:
    """The least that places from ``level`` on can pay, those after it paying what they pay in ``best``.

    First by a linear program of its own, then in whole numbers. Gives ``best`` and the bound where neither
    finds better.
    """
    late = {at: [pay for pay in paying.most if places[pay.fund] >= at] for at in places.values()}
    kept = [
        Row([(1, pay) for pay in late[at]], None, cents)
        for at, cents in _late(best, places).items()
        if at > level
    ]
    held = paying._replace(rows=[*paying.rows, *kept])
    costs = dict.fromkeys(late[level], 1)
    proposed = _Proposal.of(held, costs)
    if proposed is not None:
        bound = max(bound, proposed.bound_of(costs, proposed.prices))
        if proposed.whole is not None and _earlier(proposed.whole, best, places):
            best = proposed.whole
        if _late(best, places)[level] <= bound:
            return best, bound
    solver = Solver(held)
    solver.hint(best)
    wish: list[Term] = [(-1, pay) for pay in late[level]]
    found = solver.maximise(wish, replace(effort, workers=1), work=EXACT_WORK)
    if found.bound is not None:
        bound = max(bound, -found.bound)
    if found.values is not None and _late(found.values, places)[level] < _late(best, places)[level]:
        best = found.values
    return best, bound


class _Proposal:
    """What a linear program says: payments, in whole cents where rounding keeps every row, and prices."""

    def __init__(self, paying: Program, amounts: Mapping[Pay, float], prices: Sequence[float]) -> None:
        self.paying = paying
        self.prices = prices
        self._priced = Priced(paying.rows, paying.most)
        rounded: Values = {pay: round(amount) for pay, amount in amounts.items()}
        fits = all(0 <= rounded[pay] <= most for pay, most in paying.most.items())
        self.whole = rounded if fits and all(holds(row, rounded) for row in paying.rows) else None

    @classmethod
    def of(cls, paying: Program, costs: Mapping[Pay, int]) -> "_Proposal | None":
        """The cheapest payments at these costs per cent; None where the solver found nothing."""
        highs = Highs()
        index = {pay: highs.variable(most) for pay, most in paying.most.items()}
        for row in paying.rows:
            known = [(factor, index[v]) for factor, v in row.terms if isinstance(v, Pay) and v in index]
            highs.row(known, row.least, row.most)
        answer = highs.maximise([(-cost, index[pay]) for pay, cost in costs.items() if cost])
        if answer is None:
            return None
        # the solver counts what is gained, the prices what is spared
        prices = [-price for price in answer.prices]
        return cls(paying, {pay: answer.values[column] for pay, column in index.items()}, prices)

    def bound_of(
        self, costs: Mapping[Pay, int], prices: Sequence[float], *, enough: int | None = None
    ) -> int:
        """A number of cents that no payments within the rows can stay below at these costs.

        Two roundings of the prices are tried, the second only where the first does not say ``enough``.
        """
        import numpy as np

        bound = self._priced.at_least((np.rint(np.array(prices) * ROUND) / ROUND).tolist(), costs)
        return bound if bound == enough else max(bound, self._priced.at_least(prices, costs))

    def bounds(self, steps: Mapping[Pay, int], paid: Mapping[int, int]) -> dict[int, int]:
        """Per step the least that the payments from there on come to, by the prices of all steps at once.

        ``paid``: what they are known to come to. Going from the step of a payment up, the rules that hold it
        back each take a stretch of the way to what a cent is worth at a school; the rule whose stretch
        crosses a step has a price there, others none. With rules over funds of several places this may fall
        short of the truth, never beyond it.
        """
        import numpy as np

        stretches = np.array(list(self._stretches(steps))).reshape(-1, 4)
        numbers, factors = stretches[:, 0].astype(np.int64), stretches[:, 3]
        before, after = (np.rint(stretches[:, side] * ROUND) for side in (1, 2))
        bounds = {}
        for step in set(steps.values()):
            own = np.zeros(len(self.prices))
            reached = step * ROUND
            own[numbers] = ((before >= reached).astype(float) - (after >= reached)) / factors
            costs = {pay: 1 for pay, at in steps.items() if at >= step}
            bounds[step] = self.bound_of(costs, own.tolist(), enough=paid[step])
        return bounds

    def _stretches(self, steps: Mapping[Pay, int]) -> Iterator[tuple[int, float, float, int]]:
        """Per rule with a price, by its number: what a cent is worth before and after it, and its factor."""
        worth = {pay: float(at) for pay, at in steps.items()}
        priced = [number for number, price in enumerate(self.prices) if price]
        # the rule over most payments first: what a fund has in total, then what it may pay at a school
        for number in sorted(priced, key=lambda number: -len(self.paying.rows[number].terms)):
            row, price = self.paying.rows[number], self.prices[number]
            if row.least == row.most:  # what is due, at what a cent is worth there
                yield number, price, -math.inf, 1
                continue
            pays = [v for _, v in row.terms if isinstance(v, Pay) and v in worth]
            factors, stand = {factor for factor, _ in row.terms}, {worth[pay] for pay in pays}
            if len(factors) != 1 or len(stand) != 1:
                continue
            (factor,), (before,) = factors, stand
            after = before - price * factor
            yield number, before, after, factor
            worth |= dict.fromkeys(pays, after)
