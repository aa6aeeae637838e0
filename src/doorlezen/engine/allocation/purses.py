"""Purses at schools: which pays where, as linear rules, and how few there must be at least.

A purse that pays at a school counts for one, however little it pays. The rules say so as tightly as one
purse alone allows; the bound that follows from their prices is computed in whole numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.requirements import Pay, Row


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


def purse_of(pay: Pay) -> Purse:
    """The purse that makes this payment."""
    return Purse(pay.fund, pay.school)


def purses_used(values: Values) -> set[Purse]:
    """Every purse that pays something at a school."""
    return {purse_of(pay) for pay, cents in values.items() if isinstance(pay, Pay) and cents}


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


def fewest(rules: Sequence[Rule | Link], prices: Sequence[float], most: Mapping[Pay, int]) -> int:
    """A number of purses that no payments within the rules can stay below, from any price per rule.

    Prices are purses per unit of the limit; see `at_least`.
    """
    return at_least(rules, prices, dict.fromkeys(together(most), 1), most)


def at_least(
    rules: Sequence[Rule | Link | Row],
    prices: Sequence[float],
    costs: Mapping[Any, int],
    most: Mapping[Pay, int],
) -> int:
    """What the variables must cost at least within the rules, from any price per rule. Rounded up.

    Prices are costs per unit of the limit: positive for a ``least``, negative for a ``most``; one of the
    other sign counts as 0. By weak duality every set of prices gives a true bound: Σ price × limit, and what
    each variable could still take off. All in whole numbers.
    """
    left: Counter[Any] = Counter({variable: SCALE * cost for variable, cost in costs.items()})
    worth = 0
    for rule, price in zip(rules, prices, strict=True):
        scaled = round(price * SCALE)
        limit = rule.least if scaled > 0 else rule.most
        if not scaled or limit is None:
            continue
        worth += scaled * limit
        for factor, variable in rule.terms:
            left[variable] -= scaled * factor
    worth += sum(
        rest * (most.get(variable, 0) if isinstance(variable, Pay) else 1)
        for variable, rest in left.items()
        if rest < 0
    )
    return -(-worth // SCALE)
