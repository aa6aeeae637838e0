"""Tidy money: of all ways to pay for the same choices in the stated order, one with few purses per school.

An accountant reads every split. HiGHS proposes which purse pays at which school; the cents themselves are
then found in whole numbers by CP-SAT, so that no rounding enters a payment. Neither touches the choices: the
value of the plan stays what it is.
"""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import NamedTuple

from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.program import Program, Values
from doorlezen.engine.allocation.solving.purses import (
    Purse,
    Tidiness,
    purse_of,
    purses_used,
    rules_of,
    together,
)
from doorlezen.engine.allocation.solving.spending import Ordered, places_of, spend_in_order
from doorlezen.engine.effort import Effort
from doorlezen.engine.highs import Highs

# Where to stop looking for fewer purses: within a share of the fewest there can be, or after so many
# branch-and-bound nodes. No seconds, so that equal input gives equal payments on every machine.
GAP = 0.05
NODES = 1
EXACT_WORK = 1.0


class Tidied(NamedTuple):
    """Choices with their payments; how few purses that is and what each place pays, where it is known."""

    values: Values
    tidiness: Tidiness | None = None
    ordered: Ordered | None = None


def tidy(
    program: Program, values: Values, funds: Iterable[Fund], effort: Effort, *, few: bool = True
) -> Tidied:
    """The same choices, paid in the stated order of ``funds``; of these, from fewer purses where ``few``.

    ``values`` itself, with what is known of it, where nothing better is found or the effort is over.
    """
    paying = settle(program, values)
    if effort.over or not paying.most:
        return Tidied(values)
    places = places_of(funds, paying.most)
    kept, payments, ordered = spend_in_order(paying, places, values, effort)
    choices = choices_of(values)
    proposed = _propose(kept) if few and not effort.over else None
    if proposed is None:
        return Tidied(choices | dict(payments), None, ordered)
    purses, at_least = proposed
    narrowed = {pay: most for pay, most in kept.most.items() if purse_of(pay) in purses}
    wish: list[Term] = [(-rank, pay) for pay, rank in ranked(narrowed, places).items()]
    found = Solver(kept._replace(most=narrowed)).maximise(wish, effort, work=EXACT_WORK)
    if found.values is not None and len(purses_used(found.values)) <= len(purses_used(payments)):
        payments = found.values
    return Tidied(choices | dict(payments), Tidiness(len(purses_used(payments)), at_least), ordered)


def ranked(pays: Iterable[Pay], places: Mapping[str, int]) -> dict[Pay, int]:
    """Where the fund of each payment stands: by its place, then by its id, for the same plan in every run."""
    order = {fund: rank for rank, fund in enumerate(sorted(places, key=lambda fund: (places[fund], fund)))}
    return {pay: order[pay.fund] for pay in pays}


def choices_of(values: Values) -> dict[Choice | Pay, int]:
    """The choices alone."""
    return {variable: value for variable, value in values.items() if isinstance(variable, Choice)}


def settle(program: Program, values: Values) -> Program:
    """What is left to decide when the choices are made: the payments, under the rows that are about them."""
    rows = []
    open_pays: dict[Pay, int] = {}
    for row in program.rows:
        pays: list[Term] = [(factor, v) for factor, v in row.terms if isinstance(v, Pay)]
        if not pays:
            continue
        fixed = sum(factor * values.get(v, 0) for factor, v in row.terms if isinstance(v, Choice))
        least = None if row.least is None else row.least - fixed
        most = None if row.most is None else row.most - fixed
        rows.append(Row(pays, least, most))
        if least == most is not None:
            # every cent of cost is paid: nothing may be paid where there is no cost
            for _, pay in pays:
                if isinstance(pay, Pay) and most:
                    open_pays[pay] = min(program.most[pay], most)
    return Program([], open_pays, rows)


def _propose(paying: Program) -> tuple[set[Purse], int] | None:
    """Which purse pays at which school, and the fewest there can be; None where nothing is found."""
    highs = Highs()
    of: dict[Pay | Purse, int] = {pay: highs.variable(most) for pay, most in paying.most.items()}
    purses = list(together(paying.most))
    of |= {purse: highs.variable(1.0, whole=True) for purse in purses}
    for rule in rules_of(paying):
        highs.row([(factor, of[variable]) for factor, variable in rule.terms], rule.least, rule.most)
    answer = highs.maximise([(-1, of[purse]) for purse in purses], gap=GAP, nodes=NODES)
    if answer is None:
        return None
    # HiGHS counts in floating point: what lies a millionth above a whole number is that number
    at_least = ceil(-answer.bound - 1e-6)
    return {purse for purse in purses if answer.values[of[purse]] > 0.5}, at_least
