"""Purses at schools: which pays where, as linear rules, and how few there must be at least.

A purse that pays at a school counts for one, however little it pays. The rules say so as tightly as one
purse alone allows; the bound that follows from their prices is computed in whole numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from doorlezen.engine.allocation.posed.requirements import Pay, Row
from doorlezen.engine.allocation.programs.program import Program, Values


class Purse(NamedTuple):
    """A fund at a school; as a variable 1 where it pays something there, else 0."""

    fund: str
    school: str


class Tidiness(NamedTuple):
    """How many times a purse pays at a school, and the fewest that these choices are proven to need."""

    purses: int
    at_least: int


class Rule(NamedTuple):
    """The sum of factor × variable is at least ``least`` and at most ``most`` (None: no limit)."""

    terms: Sequence[tuple[int, Pay | Purse]]
    least: int | None
    most: int | None


class Link(NamedTuple):
    """A rule about payments alone."""

    terms: Sequence[tuple[int, Pay]]
    least: int | None
    most: int | None


SCALE = 10**15
"""Prices are rounded to so many parts, so that a bound is computed without any further rounding."""
LARGEST = 2.0**62
"""Below this whole numbers of 64 bits are exact, with room for what floating point rounded in saying so."""


def purse_of(pay: Pay) -> Purse:
    """The purse that makes this payment."""
    return Purse(pay.fund, pay.school)


def purses_used(values: Values) -> set[Purse]:
    """Every purse that pays something at a school."""
    return {purse_of(pay) for pay, cents in values.items() if cents and isinstance(pay, Pay)}


def together(pays: Iterable[Pay]) -> dict[Purse, list[Pay]]:
    """The payments of each purse."""
    of: defaultdict[Purse, list[Pay]] = defaultdict(list)
    for pay in pays:
        of[purse_of(pay)].append(pay)
    return of


def rules_of(paying: Program) -> list[Rule | Link]:
    """The rows about payments, and that every purse counts as soon as it pays."""
    rules: list[Rule | Link] = [
        _about_pays(row.terms, row.least, row.most, paying.most) for row in paying.rows
    ]
    limit = _limits(paying)
    for purse, pays in together(paying.most).items():
        if limit[purse] < sum(paying.most[pay] for pay in pays):
            rules.append(Rule([*((1, pay) for pay in pays), (-limit[purse], purse)], None, 0))
        for pay in pays:
            rules.append(Rule([(1, pay), (-min(paying.most[pay], limit[purse]), purse)], None, 0))
    return rules


def links_of(links: Iterable[Row], most: Mapping[Pay, int]) -> list[Link]:
    """Rows about payments of several programs, as rules about those that may be made."""
    return [_about_pays(link.terms, link.least, link.most, most) for link in links]


def _about_pays(
    terms: Iterable[tuple[int, object]], least: int | None, most: int | None, known: Mapping[Pay, int]
) -> Link:
    return Link([(factor, v) for factor, v in terms if isinstance(v, Pay) and v in known], least, most)


def _limits(paying: Program) -> dict[Purse, int]:
    """The most that each purse can pay at its school: all its payments, or a row that holds them."""
    of = together(paying.most)
    limit = {purse: sum(paying.most[pay] for pay in pays) for purse, pays in of.items()}
    for row in paying.rows:
        if row.most is None or any(factor != 1 for factor, _ in row.terms):
            continue
        here = Counter(purse_of(v) for _, v in row.terms if isinstance(v, Pay) and v in paying.most)
        for purse, count in here.items():
            if count == len(of[purse]):
                limit[purse] = min(limit[purse], row.most)
    return limit


class Priced:
    """Rules about payments and purses, written down once to be priced as often as needed.

    ``most``: of every payment. A variable that is not among them counts from 0 to 1, a payment to 0.
    ``others``: variables that may have a cost though no rule is about them.
    """

    def __init__(
        self, rules: Sequence[Rule | Link | Row], most: Mapping[Pay, int], others: Iterable[Any] = ()
    ) -> None:
        import numpy as np

        self._at: dict[Any, int] = {pay: number for number, pay in enumerate(most)}
        at = self._at
        for variable in others:
            at[variable] = len(at)
        columns = [at.setdefault(variable, len(at)) for rule in rules for _, variable in rule.terms]
        factors = [factor for rule in rules for factor, _ in rule.terms]
        self._limits = [(rule.least, rule.most) for rule in rules]
        self._sizes = [len(rule.terms) for rule in rules]
        self._columns = np.array(columns, dtype=np.int64)
        self._factors = np.array(factors, dtype=np.int64)
        added = list(self._at)[len(most) :]
        self._most = [*most.values(), *(0 if isinstance(variable, Pay) else 1 for variable in added)]

    def at_least(self, prices: Sequence[float], costs: Mapping[Any, int]) -> int:
        """What the variables must cost at least within the rules, from any price per rule. Rounded up.

        Prices are costs per unit of the limit: positive for a ``least``, negative for a ``most``; one of the
        other sign counts as 0. By weak duality every set of prices gives a true bound: Σ price × limit, and
        what each variable could still take off.
        """
        worth, left = self._at_prices(prices, costs)
        worth += sum(min(0, cost) * most for cost, most in zip(left, self._most, strict=True))
        return -(-worth // SCALE)

    def left(self, prices: Sequence[float], costs: Mapping[Any, int]) -> tuple[int, dict[Any, int]]:
        """Σ price × limit, and what a unit of each variable then still costs: in parts of `SCALE`."""
        worth, left = self._at_prices(prices, costs)
        return worth, dict(zip(self._at, left, strict=True))

    def _at_prices(self, prices: Sequence[float], costs: Mapping[Any, int]) -> tuple[int, list[int]]:
        """All in whole numbers, of 64 bits where they fit."""
        import numpy as np

        scaled, worth = [0] * len(self._limits), 0
        for number in np.flatnonzero(np.array(prices)).tolist():
            price, (least, most) = prices[number], self._limits[number]
            if (limit := least if price > 0 else most) is not None:
                scaled[number] = round(price * SCALE)
                worth += scaled[number] * limit
        fits = self._largest(scaled) + SCALE * max(map(abs, costs.values()), default=0) < LARGEST
        kind = np.int64 if fits else object
        left = np.zeros(len(self._most), dtype=kind)
        left[[self._at[variable] for variable in costs]] = [SCALE * cost for cost in costs.values()]
        per_term = np.repeat(np.array(scaled, dtype=kind), self._sizes)
        used = per_term != 0
        np.subtract.at(left, self._columns[used], per_term[used] * self._factors[used].astype(kind))
        return worth, left.tolist()

    def _largest(self, scaled: Sequence[int]) -> float:
        """No sum over the terms of one variable is larger than this."""
        import numpy as np

        per_term = np.repeat(np.abs(np.array(scaled, dtype=np.float64)), self._sizes) * np.abs(self._factors)
        return float(np.bincount(self._columns, weights=per_term).max()) if len(per_term) else 0.0


def fewest(rules: Sequence[Rule | Link], prices: Sequence[float], most: Mapping[Pay, int]) -> int:
    """A number of purses that no payments within the rules can stay below, from any price per rule."""
    return Priced(rules, most).at_least(prices, dict.fromkeys(together(most), 1))
