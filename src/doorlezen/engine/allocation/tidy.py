"""Tidy money: of all ways to pay for the same choices, one in which each school has few purses.

An accountant reads every split. HiGHS proposes which purse pays at which school; the cents themselves are
then found in whole numbers by CP-SAT, so that no rounding enters a payment.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from doorlezen.engine.allocation.cpsat import Effort, Solver
from doorlezen.engine.allocation.highs import Highs
from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.requirements import Choice, Pay, Row, Term

# Where to stop looking for fewer purses: within a share of the fewest there can be, or after so many
# branch-and-bound nodes. No seconds, so that equal input gives equal payments on every machine.
GAP = 0.05
NODES = 1
EXACT_WORK = 1.0


class Purse(NamedTuple):
    """A fund at a school."""

    fund: str
    school: str


def tidy(program: Program, values: Values, effort: Effort) -> Values:
    """The same choices, paid from fewer purses; ``values`` itself where nothing better is found."""
    paying = settle(program, values)
    if effort.over or not paying.most:
        return values
    purses = _propose(paying)
    if purses is None:
        return values
    narrowed = {pay: most for pay, most in paying.most.items() if purse_of(pay) in purses}
    found = Solver(paying._replace(most=narrowed)).maximise([], effort, work=EXACT_WORK)
    if found.values is None or len(purses_used(found.values)) >= len(purses_used(values)):
        return values
    return choices_of(values) | dict(found.values)


def purse_of(pay: Pay) -> Purse:
    """The purse that makes this payment."""
    return Purse(pay.fund, pay.school)


def purses_used(values: Values) -> set[Purse]:
    """Every purse that pays something at a school."""
    return {purse_of(pay) for pay, cents in values.items() if isinstance(pay, Pay) and cents}


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


def _propose(paying: Program) -> set[Purse] | None:
    """Which purse pays at which school, by a mixed-integer program; None where it finds none."""
    highs = Highs()
    cents = {pay: highs.variable(most) for pay, most in paying.most.items()}
    together = _together(paying.most)
    used = {purse: highs.variable(1.0, whole=True) for purse in together}
    for purse, pays in together.items():
        for pay in pays:
            highs.row([(1, cents[pay]), (-paying.most[pay], used[purse])], None, 0)
    for row in paying.rows:
        known = [(factor, cents[v]) for factor, v in row.terms if isinstance(v, Pay) and v in cents]
        highs.row(known, row.least, row.most)
    answer = highs.maximise([(-1, column) for column in used.values()], gap=GAP, nodes=NODES)
    if answer is None:
        return None
    return {purse for purse, column in used.items() if answer.values[column] > 0.5}


def _together(most: Mapping[Pay, int]) -> dict[Purse, list[Pay]]:
    pays: defaultdict[Purse, list[Pay]] = defaultdict(list)
    for pay in most:
        pays[purse_of(pay)].append(pay)
    return pays
