"""What a demand moves where it is the only one: beside the price given the others, its price alone."""

from dataclasses import replace

from doorlezen.engine.allocation.explain.exact import Best, Exact
from doorlezen.engine.allocation.explain.moves import Move, moves
from doorlezen.engine.allocation.posed.plan import Payment
from doorlezen.engine.allocation.posed.requirements import Pay


def moved_alone(exact: Exact, name: str) -> tuple[Move, ...] | None:
    """From the best plan with only this demand to the best one without any, school by school.

    Of the best plans with only this demand the one nearest to the present plan is taken, and of the best ones
    without any the one nearest to that. None where there is no plan with only this demand. Raises
    OutOfTimeError.
    """
    assert exact.plan is not None
    problem = exact.problem
    only = tuple(demand for demand in problem.requirements if demand.id == name)
    demanded = exact.nearest(replace(problem, requirements=only))
    if demanded is None:
        return None
    from_there = replace(exact.plan, choices=demanded.choices, payments=_payments(demanded))
    beside = Exact(problem, from_there, exact.effort, patience=exact.prover.patience)
    freed = beside.nearest(replace(problem, requirements=()))
    assert freed is not None, "a plan that meets a demand is a plan without demands too"
    return moves(problem, demanded.choices, freed.choices)


def _payments(best: Best) -> tuple[Payment, ...]:
    paid = ((v, cents) for v, cents in best.values.items() if isinstance(v, Pay) and cents)
    return tuple(sorted(Payment(v.fund, v.school, v.bouwsteen, cents) for v, cents in paid))
