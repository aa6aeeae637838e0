"""Prices to begin with: those of the linear relaxation, in which a school may be served by halves."""

from collections.abc import Sequence

from doorlezen.engine.highs import Highs
from doorlezen.engine.roster.solving.knapsack import Knapsack
from doorlezen.engine.roster.solving.pairs import Pairs


def first_prices(pairs: Pairs, knapsacks: Sequence[Knapsack]) -> Sequence[float]:
    """A price for each school, in floating point: a proposal. All 0 where the relaxation has no answer."""
    problem, highs = pairs.problem, Highs()
    schools: list[list[tuple[float, int]]] = [[] for _ in problem.schools]
    worth: list[tuple[float, int]] = []
    limits: list[tuple[list[tuple[float, int]], float]] = []
    for person, knapsack in zip(problem.people, knapsacks, strict=True):
        at = {school: highs.variable(1.0) for school in knapsack.pairs}
        worth += [(knapsack.pairs[school].worth, variable) for school, variable in at.items()]
        for school, variable in at.items():
            schools[school].append((1.0, variable))
        for number, room in enumerate(knapsack.sizes.room):
            takes = knapsack.sizes.takes
            limits.append(([(takes[school][number], variable) for school, variable in at.items()], room))
        over = highs.variable()
        worth.append((-problem.weights.over_target, over))
        minutes = [(float(knapsack.pairs[school].minutes), variable) for school, variable in at.items()]
        limits.append(([*minutes, (-1.0, over)], person.target_minutes * problem.cycle_weeks))
    for asks, terms in zip(problem.schools, schools, strict=True):
        highs.row(terms, 1 if asks.must else None, 1)
    for terms, most in limits:
        highs.row(terms, None, most)
    answer = highs.maximise(worth)
    return [0.0] * len(schools) if answer is None else answer.prices[: len(schools)]
