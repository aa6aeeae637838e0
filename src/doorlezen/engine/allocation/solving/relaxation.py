"""The linear relaxation: what a unit of each rule is worth when options may be averaged, and what follows.

Floating point serves here to find good prices. No proof rests on it: any prices give a true bound, and tell
which choices no plan worth so much can have. Both are computed in whole numbers.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.program import Program
from doorlezen.engine.allocation.solving.purses import SCALE, Priced
from doorlezen.engine.highs import Highs


class Relaxation:
    """A program at given prices of its rules: ``bound`` is true of its objective, whatever the prices.

    ``prices``: objective points per unit of each of ``rows`` (negative for a ``least``).
    """

    def __init__(
        self, program: Program, rows: Sequence[Row], objective: Sequence[Term], prices: Sequence[float]
    ) -> None:
        self.program = program
        self.prices = prices
        known = {*chain.from_iterable(program.menus), *program.most}
        costs = Counter[Choice | Pay]()
        for factor, variable in objective:
            if variable in known:
                costs[variable] -= factor
        priced = Priced(rows, program.most, chain.from_iterable(program.menus))
        # what is gained is a cost spared: the same prices with the other sign
        self._worth, self._left = priced.left([-price for price in prices], costs)
        self._lowest = [min(self._left[choice] for choice in menu) for menu in program.menus]
        self._worth += sum(self._lowest)
        self._worth += sum(min(0, self._left[pay]) * most for pay, most in program.most.items())
        self.bound = -self._worth // SCALE

    def worth(self, least: int) -> Program:
        """The program with only what a plan worth at least so much can choose and pay.

        Choosing or paying otherwise than is best at these prices costs what the prices say, at least.
        """
        room = -least * SCALE - self._worth
        left = self._left
        menus = [
            [choice for choice in menu if left[choice] - lowest <= room]
            for menu, lowest in zip(self.program.menus, self._lowest, strict=True)
        ]
        most = {
            pay: min(limit, max(0, room) // left[pay]) if left[pay] > 0 else limit
            for pay, limit in self.program.most.items()
        }
        return self.program._replace(menus=menus, most=most)


def relaxed(program: Program, objective: Sequence[Term], first: Sequence[Row] = ()) -> Relaxation | None:
    """The relaxation of a program; None where the solver found none, or where a menu is empty.

    The prices are those of ``first``, which are some of its rows, then of its others.
    """
    if not all(program.menus):
        return None
    highs = Highs()
    index: dict[Choice | Pay, int] = {
        choice: highs.variable(1.0) for menu in program.menus for choice in menu
    }
    index |= {pay: highs.variable(most) for pay, most in program.most.items()}
    named = {id(row) for row in first}
    rows = [*first, *(row for row in program.rows if id(row) not in named)]
    rows = [row._replace(terms=[term for term in row.terms if term[1] in index]) for row in rows]
    for row in rows:
        highs.row([(factor, index[variable]) for factor, variable in row.terms], row.least, row.most)
    for menu in program.menus:
        highs.row([(1, index[choice]) for choice in menu], 1, 1)
    answer = highs.maximise(
        [(factor, index[variable]) for factor, variable in objective if variable in index]
    )
    if answer is None:
        return None
    return Relaxation(program, rows, objective, answer.prices[: len(rows)])
