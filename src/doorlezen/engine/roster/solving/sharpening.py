"""What somebody brings at most at given prices, where the knapsack is too generous: half-days count too."""

from dataclasses import replace

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.solving.school_assigning import Assigning
from doorlezen.engine.roster.solving.school_prices import Prices
from doorlezen.engine.roster.solving.slot_sharing import small_enough


def sharpen(prices: Prices, effort: Effort) -> None:
    """Solve each loose person alone at the best prices: a lower bound, and a way that can be placed."""
    view, pairs = prices.views[0], prices.pairs
    most = list(view.most)
    for person in view.loose:
        if effort.over:
            break
        # who is alone in a slot gains nothing by a school that costs more than it brings; where schools share
        # a slot it may lie on the way to another
        own = [
            school
            for school, pair in pairs.of[person].items()
            if not pairs.alone[person] or pair.worth > view.prices[school]
        ]
        allowed = [own if other == person else [] for other in range(len(pairs.of))]
        if not small_enough(pairs, allowed):
            continue
        alone = Assigning(pairs, prices.placings, allowed, all_that_must=False)
        alone.objective += [(-view.prices[school], at) for school, at in alone.takes[person].items()]
        found = alone.maximise(replace(effort, workers=1, gap=0.0))
        if found.bound is not None:
            most[person] = min(most[person], found.bound)
        if found.served is not None and pairs.alone[person]:
            prices.columns.add(person, frozenset(map(pairs.number.__getitem__, found.served)))
    bound = sum(view.prices) + sum(most)
    prices.views[0] = view._replace(most=most, bound=bound, loose=())
    prices.bound = bound
