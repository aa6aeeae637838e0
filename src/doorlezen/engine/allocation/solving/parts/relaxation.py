"""The linear relaxation: what a unit of each link is worth when options may be averaged.

Floating point serves here to find good prices. No proof rests on it: any prices give a true bound.
"""

from collections.abc import Sequence

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.highs import Highs
from doorlezen.engine.allocation.programs.program import Program


def prices_of(program: Program, links: Sequence[Row], objective: Sequence[Term]) -> list[float] | None:
    """Objective points per unit of each link (negative for a ``least``); None where the solver found none."""
    highs = Highs()
    index: dict[Choice | Pay, int] = {
        choice: highs.variable(1.0) for menu in program.menus for choice in menu
    }
    index |= {pay: highs.variable(most) for pay, most in program.most.items()}

    def known(terms: Sequence[Term]) -> list[tuple[float, int]]:
        return [(factor, index[variable]) for factor, variable in terms if variable in index]

    # a link stands among the program's own rows as well: the first one carries the price
    for link in links:
        highs.row(known(link.terms), link.least, link.most)
    tied = {id(link) for link in links}
    for row in program.rows:
        if id(row) not in tied:
            highs.row(known(row.terms), row.least, row.most)
    for menu in program.menus:
        highs.row(((1, index[choice]) for choice in menu), 1, 1)
    answer = highs.maximise(known(objective))
    return None if answer is None else list(answer.prices[: len(links)])
