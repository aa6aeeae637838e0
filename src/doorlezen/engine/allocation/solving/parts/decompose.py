"""A large problem by its parts: prices for the links, exact parts, a true bound, and a plan near it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Found
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values, holds, total
from doorlezen.engine.allocation.solving.parts.master import combine, dual_prices
from doorlezen.engine.allocation.solving.parts.paying import pay
from doorlezen.engine.allocation.solving.parts.priced import EXACT, Care, PartWay, PricedParts, whole_prices
from doorlezen.engine.allocation.solving.parts.split import Parts, split
from doorlezen.engine.allocation.solving.relaxation import relaxed
from doorlezen.engine.effort import Effort

# A problem of one library is solved as a whole; taking it apart pays from about a province onwards.
FEWEST_SCHOOLS = 500
FEWEST_PARTS = 8
MOST_LINKS = 40
ROUNDS = 8
# How far prices are shifted to learn other ways to plan the smaller parts, and how many of them are asked.
SHIFTS = (0.985, 1.015)
SHIFTED_SHARE = 0.4

# The price, in millionths of a point, of a link that must be spared though it seems worth nothing.
SMALL = 1

Watcher = Callable[[int | None, int], None]


def parts_of(program: Program) -> Parts | None:
    """The parts of a program, where taking it apart pays: many parts, few links; else None."""
    if len(program.menus) < FEWEST_SCHOOLS or any(not menu for menu in program.menus):
        return None
    parts = split(program)
    worth_it = len(parts.programs) >= FEWEST_PARTS and 0 < len(parts.links) <= MOST_LINKS
    return parts if worth_it else None


def parts_of_problem(problem: Problem) -> Parts | None:
    """The parts of a problem under all its demands, where taking it apart pays; else None."""
    if len(problem.schools) < FEWEST_SCHOOLS:
        return None
    return parts_of(Model(problem).program(problem.requirements))


def _about_money(row: Row) -> bool:
    return any(isinstance(variable, Pay) for _, variable in row.terms)


class Decomposition:
    """The search by parts: `run` improves bound and plan until they are close enough, or no round helps."""

    def __init__(
        self,
        program: Program,
        parts: Parts,
        objective: Sequence[Term],
        effort: Effort,
        tell: Watcher,
        care: Care = EXACT,
    ) -> None:
        self.program = program
        self.parts = parts
        self.objective = objective
        self.effort = effort
        self.tell = tell
        self.priced = PricedParts(parts, objective, effort, care)
        self.columns: list[PartWay] = []
        # payments can see to a link about money; a link about choices alone must be heeded from the start
        self.heeded = {link for link, row in enumerate(parts.links) if not _about_money(row)}
        self.unpaid = False
        self.bound: int | None = None
        # the prices that prove the bound, and what each part contributes to it
        self.at: tuple[tuple[int, ...], Mapping[int, int]] | None = None
        self.assured: int | None = None
        self.best: int | None = None
        self.values: Values | None = None

    def run(self) -> Found:
        """Search; the answer is valid whenever it stops. Without values or bound: another road is needed."""
        prices = self._first_prices()
        tried: list[list[int]] = []
        while len(tried) < ROUNDS and prices not in tried and not self.effort.over:
            tried.append(prices)
            self.heeded |= {link for link, price in enumerate(prices) if price}
            if not self._round(prices) or self._close_enough():
                break
            prices = self._next_prices(prices)
        return Found(self.values, self.best, self.bound, infeasible=False, assured=self.assured)

    def _next_prices(self, prices: list[int]) -> list[int]:
        """What the links are worth among the columns known by now; every heeded link gets some price.

        Right after choices could not be paid the prices stay as they are but for that: columns that spare
        what seemed worth nothing are often all that is missing.
        """
        links = self.parts.links
        worth = None if self.unpaid else dual_prices(self.columns, links, sorted(self.heeded))
        self.unpaid = False
        following = prices if worth is None else whole_prices(worth, links)
        return [
            price or (SMALL if links[link].least is None else -SMALL) if link in self.heeded else 0
            for link, price in enumerate(following)
        ]

    def _first_prices(self) -> list[int]:
        """The prices of the relaxation, found while the parts are being built."""
        with ThreadPoolExecutor(max_workers=2) as pool:
            asked = pool.submit(relaxed, self.program, self.objective, self.parts.links)
            for number in self.priced.by_size:
                if self.effort.over:
                    break
                self.priced.build(number)
            found = asked.result()
        if found is None:
            return [0] * len(self.parts.links)
        self.assured = found.bound
        return whole_prices(found.prices[: len(self.parts.links)], self.parts.links)

    def _round(self, prices: Sequence[int]) -> bool:
        """Evaluate at these prices, and look for a plan. False where nothing more is to be had."""
        evaluated = self.priced.evaluate(prices)
        if evaluated.bound is None:
            return False
        if self.bound is None or evaluated.bound < self.bound:
            self.bound = evaluated.bound
            self.at = (tuple(prices), evaluated.bounds)
            self._say()
        self._learn(evaluated.columns)
        count = int(SHIFTED_SHARE * len(self.priced.by_size))
        for shift in SHIFTS:
            if self.effort.over:
                return True
            shifted = [round(price * shift) for price in prices]
            self._learn(self.priced.evaluate(shifted, self.priced.by_size[-count:]).columns)
        self._look_for_a_plan()
        return True

    def _learn(self, columns: Sequence[PartWay]) -> None:
        known = {(column.part, column.value, column.uses) for column in self.columns}
        self.columns += [c for c in columns if (c.part, c.value, c.uses) not in known]

    def _look_for_a_plan(self) -> None:
        """Combine columns within the heeded links; the others are seen to by the payments, or heeded next."""
        chosen = combine(self.columns, self.parts.links, sorted(self.heeded))
        if chosen is None:
            return
        value = sum(column.value for column in chosen)
        if self.best is not None and value <= self.best:
            return
        together: dict[Choice | Pay, int] = {}
        for column in chosen:
            together |= column.values
        values = pay(self.parts, together, self.effort)
        if values is None:
            self.unpaid = len(self.heeded) < len(self.parts.links)
            self.heeded = set(range(len(self.parts.links)))
        elif all(holds(row, values) for row in self.parts.links):
            self.values, self.best = values, total(self.objective, values)
            self._say()

    def _close_enough(self) -> bool:
        if self.best is None or self.bound is None:
            return False
        return self.bound - self.best <= self.effort.gap * abs(self.best)

    def _say(self) -> None:
        if self.bound is not None:
            self.tell(self.best, self.bound)
