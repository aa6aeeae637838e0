"""The search for the best roster: prices, then only what can still be part of a better one.

A pair that costs more at the prices than the best roster can lack is left out, one that cannot be missed is
fixed. What is left is a small program in whole numbers. How much the best roster lacks is not known
beforehand: a little is assumed, and either a roster is found (then it is the best) or the bound has come
down that far.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.solving.combining import combined
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.placing import Placing
from doorlezen.engine.roster.solving.relaxed import first_prices
from doorlezen.engine.roster.solving.ruin_and_recreate import good_rosters
from doorlezen.engine.roster.solving.school_assigning import Assigned, Assigning, Served, placed
from doorlezen.engine.roster.solving.school_prices import Prices
from doorlezen.engine.roster.solving.sharpening import sharpen
from doorlezen.engine.roster.solving.slot_sharing import small_enough

FEW_PAIRS = 60
"""With so few there is nothing to prepare: the whole program is solved at once."""

ROUGH = 0.0003
"""How close bound and mix are before a first roster is sought."""

FIRST_WIDTH = 0.0004
FIRST_SECONDS = 10.0
NARROW = 0.000002
"""How much of the bound is assumed to lack at first."""

WIDER = 4
PATIENCE = 10.0
"""Seconds for the first assumption; every next one has twice as long."""

LARGEST = 2**60

SOON = 3.0
"""Seconds for a first roster where several schools share a slot."""
TRIES = 1_000
TRIES_A_PAIR = 10
SOON_TRIES = 40
MANY_TRIES = 200_000
"""Without a limit of time the search for a better roster that proves nothing ends here."""

Tell = Callable[[int | None, int | None], None]


@dataclass
class FoundRoster:
    """The best roster so far, and what any roster is worth at most (None: not known)."""

    served: Served | None = None
    objective: int | None = None
    bound: int | None = None
    infeasible: bool = False

    @property
    def proven(self) -> bool:
        """Whether nothing better can be, or nothing at all."""
        return self.infeasible or (self.objective is not None and self.objective == self.bound)

    def within(self, gap: float) -> bool:
        """Whether the roster is provably at most this share below the best."""
        if self.objective is None or self.bound is None:
            return self.infeasible
        return self.bound - self.objective <= gap * abs(self.objective)


class Search:
    """One search. ``found`` is right whenever it stops."""

    def __init__(self, pairs: Pairs, effort: Effort, tell: Tell) -> None:
        self.pairs, self.effort, self._tell = pairs, effort, tell
        self.found = FoundRoster()
        self.prices: Prices | None = None
        self.placings = [Placing(pairs, person) for person in range(len(pairs.of))]

    def run(self, *, few: int = FEW_PAIRS) -> FoundRoster:
        """Search until proven, within the gap, or told to stop."""
        shares, count = not all(self.pairs.alone), sum(map(len, self.pairs.of))
        soon = None
        if shares:
            self._try(min(TRIES, TRIES_A_PAIR * count), self._soon())
        elif count > few:
            # to give where the time is over before the prices are there; the search itself does better
            # without: what it finds first is nearer to the best
            *_, soon = None, *good_rosters(self.pairs, self._soon(), tries=SOON_TRIES)
        if count <= few or not self._countable():
            self._whole()
        else:
            self._priced()
        if soon is not None:
            self._better(*soon)
        if shares and not self._enough:
            self._try(MANY_TRIES, self.effort)
        return self.found

    def _try(self, tries: int, effort: Effort) -> None:
        """Look for a better roster without proving anything."""
        for served, value in good_rosters(self.pairs, effort, tries=tries, begin=self.found.served):
            self._better(served, value)
            if self._enough:
                return

    def _countable(self) -> bool:
        """Whether sums of prices stay far within 64 bits."""
        most = max((abs(pair.worth) for own in self.pairs.of for pair in own.values()), default=0)
        return 16 * most * (len(self.pairs.problem.schools) + 1) < LARGEST

    @property
    def _enough(self) -> bool:
        return self.found.proven or self.effort.over or self.found.within(self.effort.gap)

    def _whole(self) -> None:
        """Everything in one program, where it is small enough."""
        if not small_enough(self.pairs, self.pairs.of):
            return
        assigning = Assigning(self.pairs, self.placings)
        if self.found.bound is not None or self.found.objective is not None:
            assigning.within(None if self.found.objective is None else self.found.objective, self.found.bound)
        if self.found.served is not None:
            assigning.hint(self.found.served)
        self._learn(assigning.maximise(self.effort, progress=self._watch), None)

    def _priced(self) -> None:
        prices = self.prices = Prices(self.pairs)
        first = first_prices(self.pairs, prices.knapsacks)
        for close in (ROUGH, 0.0):
            prices.run(self._part(), first=first, close=close, tell=self._lower)
            first = prices.best
            if self.effort.over:
                return
            sharpen(prices, self._part())
            self._lower(prices.views[0].bound)
            self._roster_soon()
            if self._enough:
                return
        self._narrow()
        if not self._enough:
            self._whole()

    def _lower(self, bound: int) -> None:
        """A bound that was proven: values are whole steps."""
        bound -= bound % self.pairs.step
        if self.found.bound is None or bound < self.found.bound:
            self.found.bound = bound
            self._tell(self.found.objective, bound)

    def _watch(self, objective: int | None, bound: int) -> None:
        """What the solver says meanwhile; half-days may still refuse a roster, a bound holds."""
        known = self.found.bound
        self._tell(self.found.objective, bound if known is None else min(known, bound))

    def _roster_soon(self) -> None:
        """A good roster: of the ways that are known, or else among the pairs that cost little."""
        assert self.prices is not None
        if all(self.pairs.alone):
            chosen = combined(self.pairs, self.prices.columns, self._part())
            if chosen is not None:
                known = placed(self.pairs, self.placings, chosen)
                self._better(known.served, known.objective)
                return
        if self.effort.over or self.prices.bound is None or self.found.served is not None:
            return
        assigning = self._assigning(self.prices.bound - int(FIRST_WIDTH * abs(self.prices.bound)))
        if assigning is None:
            return
        assigning.within(None, self.found.bound)
        found = assigning.maximise(self._for(FIRST_SECONDS, max(self.effort.gap / 2, FIRST_WIDTH / 4)))
        if found.served is not None:
            self._better(found.served, found.objective)

    def _assigning(self, least: int) -> Assigning | None:
        """The program of what can be part of a roster of at least this value; None where it is too large."""
        assert self.prices is not None
        self.prices.judge()
        ceilings = self.prices.ceilings
        allowed = [[school for school, most in own.items() if most.taken >= least] for own in ceilings]
        if not small_enough(self.pairs, allowed):
            return None
        assigning = Assigning(self.pairs, self.placings, allowed)
        for person, schools in enumerate(allowed):
            for school in schools:
                if ceilings[person][school].left < least:
                    assigning.force(person, school)
        for view in self.prices.views:
            assigning.priced(view, least)
        return assigning

    def _part(self) -> Effort:
        """Half of the time that is left, so that a step leaves something for those after it."""
        left = self.effort.seconds_left
        return self.effort if left is None else replace(self.effort, deadline=time.monotonic() + left / 2)

    def _soon(self) -> Effort:
        """A little time, and never more than a third of what is left."""
        left = self.effort.seconds_left
        return self._for(SOON if left is None else min(SOON, left / 3), self.effort.gap)

    def _for(self, seconds: float, gap: float) -> Effort:
        left = self.effort.seconds_left
        until = time.monotonic() + (seconds if left is None else min(seconds, left))
        return replace(self.effort, deadline=until, gap=gap, workers=1)

    def _narrow(self) -> None:
        """Assume that the best roster lacks little, then more, until it is found."""
        prices = self.prices
        if prices is None or prices.bound is None or self.found.bound is None:
            return
        size = abs(prices.bound)
        unmixed = 0 if prices.mixed is None else max(0, prices.bound - int(prices.mixed))
        width, seconds = int(2 * unmixed + NARROW * size) + self.pairs.step, PATIENCE
        while not self._enough and width <= size:
            least = prices.bound - width
            if self.found.objective is not None:
                least = max(least, self.found.objective + 1)
            assigning = self._assigning(least)
            if assigning is None:
                return
            assigning.within(least, self.found.bound)
            alone = self._for(seconds, self.effort.gap / 2)
            self._learn(assigning.maximise(alone, progress=self._watch), least)
            width, seconds = width * WIDER, seconds * 2

    def _learn(self, answer: Assigned, least: int | None) -> None:
        """Take over what was found. ``least``: rosters worth less were not looked at."""
        if answer.served is not None:
            self._better(answer.served, answer.objective)
        if answer.infeasible:
            self._none_above(least)
        elif answer.bound is not None:
            self._lower(answer.bound if least is None else max(answer.bound, least - 1))

    def _none_above(self, least: int | None) -> None:
        if least is None:
            if self.found.objective is None:
                self.found.infeasible = True
            return
        self._lower(least - 1)

    def _better(self, served: Served | None, objective: int | None) -> None:
        if self.found.objective is None or (objective or 0) > self.found.objective:
            self.found.served, self.found.objective = served, objective
            self._tell(self.found.objective, self.found.bound)
