"""Every verdeelsleutel's best plan of one problem, each proven and re-checked, with the figures beside it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.keys.figures import Figures, figures_of, quarters_of
from doorlezen.engine.allocation.keys.need import Need
from doorlezen.engine.allocation.keys.terms import hours_kept
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.parts.decompose import parts_of_problem
from doorlezen.engine.allocation.solving.planned import planned
from doorlezen.engine.allocation.solving.pursuit import GUARD_SECONDS, Pursuit, Reached, tidied
from doorlezen.engine.effort import Effort

Told = Callable[[int, int], None]
"""Called with (done, of all)."""


@dataclass(frozen=True)
class Division:
    """One key's plan. ``plan`` is None where none was found in time.

    The plan's ``bound`` is that of need first, so that its gap is what the key costs in points. ``reached``
    are the goals in their order: the key's own, then need, then nearness to last year among equals.
    """

    key: Key
    plan: Plan | None
    reached: tuple[Reached, ...]
    figures: Figures | None
    other_than_need: int
    """Schools that get other hours than under need first."""

    @property
    def proven(self) -> bool:
        """Whether the key's own goals and need were all proven (nearness to last year only breaks ties)."""
        goals = self.reached[:-1] if self.reached and self.reached[-1].goal == "nearest" else self.reached
        return self.plan is not None and all(goal.proven for goal in goals)


@dataclass(frozen=True)
class Comparison:
    """The divisions in the order of the keys. ``infeasible``: no plan meets all demands."""

    divisions: tuple[Division, ...]
    infeasible: bool


def compare(
    problem: Problem,
    keys: Sequence[Key],
    *,
    effort: Effort,
    guard: float = GUARD_SECONDS,
    tell: Told | None = None,
) -> Comparison:
    """The best plan of every key. All demands, the money and the people hold under each.

    Of a problem planned by its parts only keys that are ``for_a_country`` can be asked.

    ``effort.workers`` keys are worked out at a time; every search ends after ``guard`` seconds, with its gap.
    Need is always worked out too: the others are compared with it.
    """
    model = Model(problem)
    wanted = list(keys) if any(isinstance(key, Need) for key in keys) else [Need(), *keys]
    done = 0

    def one(key: Key) -> Pursuit:
        nonlocal done
        pursuit = divide(model, key, effort, guard=guard)
        done += 1
        if tell:
            tell(done, len(wanted))
        return pursuit

    # a country is searched by its parts, which takes all workers already
    at_a_time = 1 if parts_of_problem(problem) else max(1, effort.workers)
    with ThreadPoolExecutor(max_workers=at_a_time) as pool:
        pursuits = dict(zip((key.id for key in wanted), pool.map(one, wanted), strict=True))
    need = pursuits[Need.id]
    divisions = tuple(_division(model, key, pursuits[key.id], need) for key in keys)
    return Comparison(divisions, any(pursuit.infeasible for pursuit in pursuits.values()))


def divide(model: Model, key: Key, effort: Effort, *, guard: float = GUARD_SECONDS) -> Pursuit:
    """One key's best plan: its own goals, then need, then nearest to last year, then few purses."""
    pursuit = Pursuit(model.program(model.problem.requirements), effort, guard=guard)
    key.pursue(model, pursuit)
    pursuit.maximise("need", model.objective())
    if pursuit.proven or not pursuit.by_parts:
        # of a country no value is proven to the last point, so that there are no equals to choose from
        pursuit.maximise("nearest", hours_kept(model))
    if pursuit.values is not None:
        pursuit.values = tidied(model, pursuit.values, effort)
    return pursuit


def _division(model: Model, key: Key, pursuit: Pursuit, need: Pursuit) -> Division:
    if pursuit.values is None:
        return Division(key, None, tuple(pursuit.reached), None, 0)
    problem = model.problem
    choices = model.choices(pursuit.values)
    figures = figures_of(problem, choices)
    known = [goal.bound for goal in need.reached if goal.goal == "need"]
    bound = max([figures.value, *known]) if known else None
    plan = planned(model, pursuit.values, bound)
    other = 0
    if need.values is not None:
        first, now = quarters_of(problem, model.choices(need.values)), quarters_of(problem, choices)
        other = sum(first[code] != now[code] for code in first)
    return Division(key, plan, tuple(pursuit.reached), figures, other)
