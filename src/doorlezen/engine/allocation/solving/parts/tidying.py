"""Tidy money for a problem in parts: in the stated order, few purses per school, a proven least number.

Prices for the links come from a sample of the parts: whatever the prices, the bound is true. At these prices
the linear program of each part says which purses to pay from, and what the fewest purses are; then purses
are merged where others can take over, over the whole country.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import NamedTuple

from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.engine.allocation.posed.requirements import Pay, Row
from doorlezen.engine.allocation.programs.program import Program, Values
from doorlezen.engine.allocation.solving.merging import merge
from doorlezen.engine.allocation.solving.parts.paying import settled, whole_cents
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.allocation.solving.purses import (
    Link,
    Purse,
    Rule,
    Tidiness,
    fewest,
    links_of,
    purse_of,
    purses_used,
    rules_of,
    together,
)
from doorlezen.engine.allocation.solving.spending import places_of, spend_in_order
from doorlezen.engine.allocation.solving.tidy import Tidied, choices_of, ranked
from doorlezen.engine.effort import Effort
from doorlezen.engine.highs import Highs

# So many payments give prices that are as good as those of the whole, in a fraction of the time.
SAMPLE = 6_000
# Links are priced a little dearer than the sample says, so that the parts together stay within them.
DEARER = 1.01
LEAST_CENTS = 0.5


class _Answer(NamedTuple):
    """What a linear program says: the purses that pay, and the price of every rule in purses per unit."""

    purses: frozenset[Purse]
    prices: Sequence[float]


def tidy_parts(parts: Parts, values: Values, funds: Iterable[Fund], effort: Effort) -> Tidied:
    """The same choices, paid in the stated order of ``funds``; of these, from fewer purses.

    ``values`` itself where nothing better is found, and no word on it where the effort is over.
    """
    paying, linked = settled(parts, values)
    most = dict(chain.from_iterable(part.most.items() for part in paying))
    if effort.over or not most:
        return Tidied(values)
    places = places_of(funds, most)
    rows = [*chain.from_iterable(part.rows for part in paying), *linked]
    kept, values_in_order, ordered = spend_in_order(Program([], most, rows), places, values, effort)
    linked = [*linked, *kept.rows[len(rows) :]]
    values = choices_of(values) | dict(values_in_order)
    rules, links = [rules_of(part) for part in paying], links_of(linked, most)
    prices = _link_prices(paying, rules, links, most, values)
    dear = _dear(links, prices)
    with ThreadPoolExecutor(max_workers=max(1, effort.workers)) as pool:
        answers = list(pool.map(lambda part, own: _fewest_purses(part.most, own, dear), paying, rules))
    found = [answer for answer in answers if answer is not None]
    if effort.over or len(found) < len(paying):
        return Tidied(values, None, ordered)
    every_price = [*chain.from_iterable(answer.prices for answer in found), *prices]
    at_least = fewest([*chain.from_iterable(rules), *links], every_price, most)
    proposed = frozenset[Purse]().union(*(answer.purses for answer in found))
    payments = _paid(paying, linked, proposed, values, places, effort)
    if len(purses_used(payments)) > len(purses_used(values)):
        payments = values
    tidiness = Tidiness(len(purses_used(payments)), at_least)
    return Tidied(choices_of(values) | dict(payments), tidiness, ordered)


def _link_prices(
    paying: Sequence[Program],
    rules: Sequence[Sequence[Rule | Link]],
    links: Sequence[Link],
    most: Mapping[Pay, int],
    values: Values,
) -> list[float]:
    """The price of each link, by the linear program of some parts with their share of each limit."""
    if not links:
        return []
    by_size = sorted(range(len(paying)), key=lambda number: (-len(paying[number].most), number))
    step = max(1, -(-sum(len(part.most) for part in paying) // SAMPLE))
    sample = by_size[step // 2 :: step]
    some = dict(chain.from_iterable(paying[number].most.items() for number in sample))
    shares = [_share(link, some, most, values) for link in links]
    answer = _fewest_purses(some, [*chain.from_iterable(rules[number] for number in sample), *shares], {})
    return (
        [0.0] * len(links) if answer is None else [DEARER * price for price in answer.prices[-len(links) :]]
    )


def _share(link: Link, some: Mapping[Pay, int], all_pays: Mapping[Pay, int], values: Values) -> Link:
    """The link for some of the payments, with as large a part of its limit as they could take of it.

    Never so little that what they take now would not do.
    """
    here = [(factor, pay) for factor, pay in link.terms if pay in some]
    own, whole = (sum(abs(factor) * all_pays[pay] for factor, pay in terms) for terms in (here, link.terms))
    taken = sum(factor * values.get(pay, 0) for factor, pay in here)
    least = None if link.least is None else min(taken, link.least * own // max(1, whole))
    most = None if link.most is None else max(taken, link.most * own // max(1, whole))
    return Link(here, least, most)


def _dear(links: Sequence[Link], prices: Sequence[float]) -> dict[Pay, float]:
    """What a cent of each payment costs in purses, by all that it takes of the links."""
    dear: defaultdict[Pay, float] = defaultdict(float)
    for link, price in zip(links, prices, strict=True):
        if price:
            for factor, pay in link.terms:
                dear[pay] -= price * factor
    return dear


def _fewest_purses(
    most: Mapping[Pay, int], rules: Sequence[Rule | Link], dear: Mapping[Pay, float]
) -> _Answer | None:
    """The fewest purses in fractions of one, and what is dear spared; None where the solver found nothing."""
    highs = Highs()
    of: dict[Pay | Purse, int] = {pay: highs.variable(limit) for pay, limit in most.items()}
    purses = list(together(most))
    of |= {purse: highs.variable(1.0) for purse in purses}
    for rule in rules:
        highs.row([(factor, of[variable]) for factor, variable in rule.terms], rule.least, rule.most)
    spared = [(-dear[pay], of[pay]) for pay in most if pay in dear]
    answer = highs.maximise([*((-1.0, of[purse]) for purse in purses), *spared])
    if answer is None:
        return None
    pays = frozenset(purse_of(pay) for pay in most if answer.values[of[pay]] > LEAST_CENTS)
    # the solver counts what is gained, the purses spared: a price of purses has the other sign
    return _Answer(pays, [-price for price in answer.prices])


def _paid(
    paying: Sequence[Program],
    links: Sequence[Row],
    proposed: frozenset[Purse],
    values: Values,
    places: Mapping[str, int],
    effort: Effort,
) -> Values:
    """Pay from the proposed purses, merge what can be merged, and let the funds of each place go by id."""
    start = whole_cents([_only(part, proposed) for part in paying], links, [], effort)
    rows = [*links, *chain.from_iterable(part.rows for part in paying)]
    most = dict(chain.from_iterable(part.most.items() for part in paying))
    rank = ranked(most, places)
    payments: Values = merge(
        rows, most, values if start is None else start, {pay.fund: place for pay, place in rank.items()}
    )
    used = purses_used(payments)
    kept = [_only(part, used) for part in paying]
    wish = [(-float(rank[pay]), pay) for part in kept for pay in part.most]
    narrow = whole_cents(kept, links, wish, effort)
    return payments if narrow is None else narrow


def _only(paying: Program, purses: Set[Purse]) -> Program:
    return paying._replace(most={pay: most for pay, most in paying.most.items() if purse_of(pay) in purses})
