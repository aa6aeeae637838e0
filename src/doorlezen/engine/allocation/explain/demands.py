"""Per demand: its price, what it moves, and how soft it must be to cost nothing."""

from dataclasses import dataclass

from doorlezen.engine.allocation.explain.exact import Best, Exact
from doorlezen.engine.allocation.explain.limits import Limit, without
from doorlezen.engine.allocation.explain.moves import Move, moves
from doorlezen.engine.allocation.explain.softening import in_place, softened, step_met
from doorlezen.engine.allocation.posed.plan import Price
from doorlezen.engine.allocation.posed.requirements import Requirement, Scale
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Values


@dataclass(frozen=True)
class Cheaper:
    """A softer ``value`` of a demand's number, the nearest at which it costs half or less; its ``price``
    there given the others, and what ``moved``: from the present plan to a best one with that value."""

    value: int
    price: int
    moved: tuple[Move, ...]


@dataclass(frozen=True)
class DemandAnswer:
    """What a demand does. ``moved``: from the present plan to the best one without this demand, with as few
    schools changed as can be. ``free_at``: the value of its number (`Scale`) nearest to the demanded one at
    which its price given the others is 0; the demanded value itself where that price already is 0.
    ``cheaper``: only where it costs something as long as it asks anything; None where no value halves that.
    """

    id: str
    met: bool
    price: Price
    moved: tuple[Move, ...]
    scale: Scale
    free_at: int
    cheaper: Cheaper | None = None


def explain_demand(exact: Exact, name: str) -> DemandAnswer:
    """Explain one demand beside the present plan. Raises OutOfTimeError."""
    assert exact.plan is not None
    problem = exact.problem
    demand = next(demand for demand in problem.requirements if demand.id == name)
    price = exact.price(name)
    freed = exact.nearest(without(problem, [Limit("demand", name)]))
    assert freed is not None, "the present plan is a plan without this demand too"
    scale = demand.scale(problem)
    step = _first_free(exact, demand, scale, freed.values, freed.value) if price.given_the_others else 0
    never_free = step and scale.value(step) == scale.loosest
    return DemandAnswer(
        name,
        demand.holds(Model(problem).outcome(exact.present)),
        price,
        moves(problem, exact.plan.choices, freed.choices),
        scale,
        scale.value(step),
        _cheaper(exact, demand, scale, freed.value, price.given_the_others) if never_free else None,
    )


def _first_free(exact: Exact, demand: Requirement, scale: Scale, freed: Values, value: int) -> int:
    """The fewest steps softer at which the best plan is worth as much as without the demand.

    Bisection; each plan that is found also tells, without a solve, which stricter values it meets.
    """
    outcome_of = Model(exact.problem).outcome
    strict, soft = 0, step_met(demand, scale, outcome_of(freed))
    while soft - strict > 1:
        middle = (strict + soft) // 2
        found = exact.nearest(in_place(exact.problem, softened(demand, scale, middle)))
        if found is not None and found.value == value:
            soft = min(middle, step_met(demand, scale, outcome_of(found.values)))
        else:
            strict = middle
    return soft


def _cheaper(exact: Exact, demand: Requirement, scale: Scale, free: int, price: int | None) -> Cheaper | None:
    """The fewest steps softer at which the best plan wins back half of the ``price`` or more, by bisection.

    ``free`` is what the best plan is worth without the demand. None where only the last step does, which asks
    nothing.
    """
    assert exact.plan is not None
    if price is None:
        return None
    outcome_of = Model(exact.problem).outcome
    best: Best | None = None
    strict, soft = 0, scale.steps
    while soft - strict > 1:
        middle = (strict + soft) // 2
        found = exact.nearest(in_place(exact.problem, softened(demand, scale, middle)))
        if found is not None and 2 * (free - found.value) <= price:
            best, soft = found, min(middle, step_met(demand, scale, outcome_of(found.values)))
        else:
            strict = middle
    if best is None:
        return None
    # of the value itself, so that what is told was solved for it
    at = exact.nearest(in_place(exact.problem, softened(demand, scale, soft)))
    assert at is not None, "a plan that meets a softer demand was found"
    changed = moves(exact.problem, exact.plan.choices, at.choices)
    return Cheaper(scale.value(soft), free - at.value, changed)
