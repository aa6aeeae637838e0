"""Tidy money: of all ways to pay for the same choices, one with few purses per school, narrow money first.

An accountant reads every split. HiGHS proposes which purse pays at which school; the cents themselves are
then found in whole numbers by CP-SAT, so that no rounding enters a payment. Neither touches the choices: the
value of the plan stays what it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from doorlezen.engine.allocation.cpsat import Effort, Solver
from doorlezen.engine.allocation.highs import Highs
from doorlezen.engine.allocation.problem import Fund
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


class Tidiness(NamedTuple):
    """How many times a purse pays at a school, and the fewest that HiGHS proves these choices to need."""

    purses: int
    at_least: int


def tidy(
    program: Program, values: Values, narrow_first: Sequence[str], effort: Effort
) -> tuple[Values, Tidiness | None]:
    """The same choices, paid from fewer purses; of these, from the earliest funds in ``narrow_first``.

    ``values`` itself, with what is known of it, where nothing better is found or the effort is over.
    """
    paying = settle(program, values)
    if effort.over or not paying.most:
        return values, None
    proposed = _propose(paying)
    if proposed is None:
        return values, None
    purses, at_least = proposed
    narrowed = {pay: most for pay, most in paying.most.items() if purse_of(pay) in purses}
    breadth = {fund: place for place, fund in enumerate(narrow_first)}
    narrowly: list[Term] = [(-breadth[pay.fund], pay) for pay in narrowed]
    found = Solver(paying._replace(most=narrowed)).maximise(narrowly, effort, work=EXACT_WORK)
    if found.values is None or len(purses_used(found.values)) > len(purses_used(values)):
        return values, Tidiness(len(purses_used(values)), at_least)
    tidied = choices_of(values) | dict(found.values)
    return tidied, Tidiness(len(purses_used(tidied)), at_least)


def narrow_money_first(funds: Iterable[Fund]) -> list[str]:
    """The ids of the funds, the narrowest first: few schools, then few bouwstenen.

    Money without a total that is limited per school (such as a school's own fee) can go nowhere else: it is
    the narrowest of all.
    """

    def breadth(fund: Fund) -> tuple[int, int, str]:
        own = (
            fund.cents is None and fund.max_cents_per_school is None and fund.max_cents_per_pupil is not None
        )
        return (1 if own else len(fund.schools), len(fund.bouwstenen), fund.id)

    return [fund.id for fund in sorted(funds, key=breadth)]


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


def _propose(paying: Program) -> tuple[set[Purse], int] | None:
    """Which purse pays at which school, and the fewest there can be; None where nothing is found."""
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
    # HiGHS counts in floating point: what lies a millionth above a whole number is that number
    at_least = ceil(-answer.bound - 1e-6)
    return {purse for purse, column in used.items() if answer.values[column] > 0.5}, at_least


def _together(most: Mapping[Pay, int]) -> dict[Purse, list[Pay]]:
    pays: defaultdict[Purse, list[Pay]] = defaultdict(list)
    for pay in most:
        pays[purse_of(pay)].append(pay)
    return pays
