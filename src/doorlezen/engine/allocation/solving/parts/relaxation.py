"""The linear relaxation: what a unit of each link is worth when options may be averaged, and a bound.

Floating point serves here to find good prices. No proof rests on it: any prices give a true bound, which is
computed in whole numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.highs import Highs
from doorlezen.engine.allocation.programs.program import Program
from doorlezen.engine.allocation.solving.purses import Priced


class Relaxed(NamedTuple):
    """Objective points per unit of each link (negative for a ``least``), and a bound on the objective.

    The bound follows from the prices by weak duality, whatever solver found them.
    """

    prices: Sequence[float]
    bound: int


def relaxed(program: Program, links: Sequence[Row], objective: Sequence[Term]) -> Relaxed | None:
    """The relaxation of a program of which ``links`` are some rows; None where the solver found none."""
    highs = Highs()
    index: dict[Choice | Pay, int] = {
        choice: highs.variable(1.0) for menu in program.menus for choice in menu
    }
    index |= {pay: highs.variable(most) for pay, most in program.most.items()}
    # a link stands among the program's own rows as well: the first one carries the price
    tied = {id(link) for link in links}
    rows = [*links, *(row for row in program.rows if id(row) not in tied)]
    rows += [Row([(1, choice) for choice in menu], 1, 1) for menu in program.menus]
    rows = [row._replace(terms=[term for term in row.terms if term[1] in index]) for row in rows]
    for row in rows:
        highs.row([(factor, index[variable]) for factor, variable in row.terms], row.least, row.most)
    worth = [(factor, variable) for factor, variable in objective if variable in index]
    answer = highs.maximise([(factor, index[variable]) for factor, variable in worth])
    if answer is None:
        return None
    # what is gained is a cost spared: the same prices with the other sign
    costs = {variable: -factor for factor, variable in worth}
    bound = -Priced(rows, program.most).at_least([-price for price in answer.prices], costs)
    return Relaxed(answer.prices[: len(links)], bound)
