"""A price for every school at which nobody needs to know what the others do: a true bound on every roster.

At any prices the best way of each person, with the prices of its schools taken off, plus all prices, is at
least what any roster brings (Lagrange). Prices are whole points, so the bound is worked out without any
rounding.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.solving.columns import Columns
from doorlezen.engine.roster.solving.knapsack import Knapsack, Way
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.placing import Placing

SMOOTH = 0.8
"""How much of the best prices is kept when new ones are tried: the first proposals are wild."""

NEAR = 0.00002
"""Ways that are so much less than the best, as a share of the whole, are learnt as well."""

LEARNT = 10
STEPS = 600
SEARCHED = 4_000
DEAR = 4
"""A school that must be served is worth so many times the best school, while the prices are sought."""


JUDGED = 0.0002
"""Prices whose bound is so near the best, as a share of it, say something more."""


VIEWS = 4
"""So many prices are told to the program that decides in the end."""


class Ceiling(NamedTuple):
    """What a roster is worth at most in which a school is served by somebody, and in which it is not."""

    taken: int
    left: int


class View(NamedTuple):
    """Prices that were tried, what each person brings at most at them, and any roster is worth at most."""

    prices: Sequence[int]
    most: Sequence[int]
    bound: int
    loose: Sequence[int] = ()
    """People who perhaps bring less: nobody found a way of that value that can be placed."""


class Prices:
    """The search for good prices. ``bound`` and ``best`` are true whenever it stops."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.must = [school.must for school in pairs.problem.schools]
        self.knapsacks = [Knapsack(pairs, person) for person in range(len(pairs.of))]
        self.placings = [Placing(pairs, person) for person in range(len(pairs.of))]
        self.most = max((abs(pair.worth) for own in pairs.of for pair in own.values()), default=0)
        self.columns = Columns(pairs, DEAR * self.most)
        self.best: Sequence[int] = [0] * len(self.must)
        self.bound: int | None = None
        self.ceilings: list[dict[int, Ceiling]] = [{} for _ in pairs.of]
        """For each person and school what a roster with that pair is worth at most, and one without."""
        self.views: list[View] = []
        """The prices that say most, the best first."""
        self.mixed: float | None = None
        """The value of the best mix of known ways: the bound comes no lower than that."""

    def run(
        self, effort: Effort, *, first: Sequence[float], close: float, tell: Callable[[int], None]
    ) -> None:
        """Better prices, until bound and mix are ``close`` (a share of the bound), or nothing helps."""
        self.try_prices(self._whole(first))
        while not effort.over:
            proposal = self.columns.propose()
            if proposal is None or self.bound is None:
                return
            self.mixed = proposal.value
            if self.bound - self.mixed <= max(close * abs(self.bound), self.pairs.step / 2):
                return
            if not self._step(proposal.prices, effort):
                return
            tell(self.bound)

    def _step(self, proposed: Sequence[float], effort: Effort) -> bool:
        """Try prices between the best and these, nearer to these until something is learnt."""
        kept = SMOOTH
        while not effort.over:
            before = self.bound
            mixed = [kept * old + (1 - kept) * new for old, new in zip(self.best, proposed, strict=True)]
            if self.try_prices(self._whole(mixed)) or self.bound != before:
                return True
            if not kept:
                return False
            kept = kept / 2 if kept > 0.3 else 0.0
        return True

    def _whole(self, prices: Sequence[float]) -> list[int]:
        limit = 2 * DEAR * self.most
        whole = [max(-limit, min(limit, round(price))) for price in prices]
        return [price if must else max(0, price) for price, must in zip(whole, self.must, strict=True)]

    def try_prices(self, prices: Sequence[int]) -> bool:
        """Evaluate; keep the prices where the bound is the best. Whether a new way was learnt."""
        learnt, most, loose = False, [], []
        near = int(NEAR * abs(self.bound or 0))
        for person in range(len(self.knapsacks)):
            best, ways = self._ways(person, prices, near)
            most.append(best)
            if not self.pairs.alone[person] or all(way.value < best for way in ways):
                loose.append(person)
            for way in ways:
                learnt |= self.columns.add(person, way.schools)
        bound = sum(prices) + sum(most)
        if self.bound is None or bound < self.bound:
            self.bound, self.best = bound, list(prices)
        if bound - self.bound <= JUDGED * abs(self.bound):
            view = View(list(prices), most, bound, loose)
            self.views = sorted([*self.views, view], key=lambda one: one.bound)[:VIEWS]
        return learnt

    def _ways(self, person: int, prices: Sequence[int], near: int) -> tuple[int, list[Way]]:
        """The most that a person brings at these prices, and good ways that can be placed."""
        knapsack = self.knapsacks[person]
        most = knapsack.fill(lambda school, pair: pair.worth - prices[school])
        ways, _ = knapsack.ways(most, most=1, steps=SEARCHED)
        more, _ = knapsack.ways(most - near, most=LEARNT, steps=STEPS)
        found = [way for way in (*ways, *more) if self._can(person, way)]
        if found:
            return most, found
        return self._searched(person, most, near)

    def _searched(self, person: int, most: int, near: int) -> tuple[int, list[Way]]:
        """The same where the best ways cannot be placed: further down, as far as the steps go."""
        bound, below = most, max(near, 1)
        for _ in range(6):
            ways, complete = self.knapsacks[person].ways(most - below, most=SEARCHED, steps=SEARCHED)
            found = [way for way in ways if self._can(person, way)]
            if complete:
                bound = max((way.value for way in found), default=most - below)
            if found or not complete:
                return bound, found
            below *= 4
        return bound, []

    def _can(self, person: int, way: Way) -> bool:
        return not self.pairs.alone[person] or self.placings[person].fits(way.schools)

    def judge(self) -> None:
        """Work out what each pair costs at the prices that say most, and keep the least for each."""
        for view in self.views:
            self._judge(view)

    def _judge(self, view: View) -> None:
        for person, knapsack in enumerate(self.knapsacks):
            top = knapsack.fill(lambda school, pair: pair.worth - view.prices[school], all_of_them=True)
            rest = view.bound - view.most[person] + top
            of = self.ceilings[person]
            for school, loss in knapsack.losses().items():
                known = of.get(school)
                taken, left = rest - loss.taken, rest - loss.left
                if known is not None:
                    taken, left = min(taken, known.taken), min(left, known.left)
                of[school] = Ceiling(taken, left)
