"""Futures from flips: every one that falls, every one that rises, and some drawn with a seed."""

import random
from collections.abc import Sequence

from doorlezen.engine.allocation.futures.future import Flip, Future, after
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.language import t


def draw_futures(problem: Problem, flips: Sequence[Flip], *, count: int, seed: int) -> tuple[Future, ...]:
    """All schools that may fall do; all that may rise do; and ``count`` futures in which each flips or not.

    In a drawn future every school flips with an even chance, apart from the others. The same seed gives the
    same futures on every machine. A future that came before, or in which nothing changes, is left out.
    """
    falling = [flip for flip in flips if not flip.score]
    rising = [flip for flip in flips if flip.score]
    chance = random.Random(seed)
    named = [(t("alle dalers dalen"), falling), (t("alle stijgers stijgen"), rising)]
    for number in range(1, count + 1):
        drawn = [flip for flip in flips if chance.getrandbits(1)]
        named.append((t("loting {number}", number=number), drawn))
    seen: set[frozenset[str]] = {frozenset()}
    futures = []
    for name, chosen in named:
        codes = frozenset(flip.school for flip in chosen)
        if codes not in seen:
            seen.add(codes)
            futures.append(Future(name, after(problem, chosen)))
    return tuple(futures)
