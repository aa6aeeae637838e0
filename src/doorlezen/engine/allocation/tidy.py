"""Tidy money: of all ways to pay for the same choices, one with few purses per school, narrow money first.

An accountant reads every split. HiGHS proposes which purse pays at which school; the cents themselves are
then found in whole numbers by CP-SAT, so that no rounding enters a payment. Neither touches the choices: the
value of the plan stays what it is.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from doorlezen.engine.allocation.cpsat import Effort, Solver
from doorlezen.engine.allocation.highs import Highs
from doorlezen.engine.allocation.problem import Fund
from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.purses import Purse, Tidiness, purse_of, purses_used, rules_of, together
from doorlezen.engine.allocation.requirements import Choice, Pay, Row, Term

# Where to stop looking for fewer purses: within a share of the fewest there can be, or after so many
# branch-and-bound nodes. No seconds, so that equal input gives equal payments on every machine.
GAP = 0.05
NODES = 1
EXACT_WORK = 1.0


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
