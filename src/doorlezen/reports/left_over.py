"""What is left of each purse, and why it could not be spent on what the plan gives.

A plan spends its money in the stated order, so what is left of a purse while later ones pay has a cause: its
limit at the schools where they do, or a demand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from doorlezen.engine.allocation.posed.check import outcome_of
from doorlezen.engine.allocation.posed.plan import Payment, Plan
from doorlezen.engine.allocation.posed.problem import Fund, Problem
from doorlezen.engine.allocation.solving.spending import places_in
from doorlezen.language import money, n, t
from doorlezen.reports.story import FundRow, Left, Story

NAMED = 3
"""So many purses are named per cause; the others are counted."""


def why_left(problem: Problem, plan: Plan) -> Mapping[str, Left]:
    """For every fund with money left why that is so."""
    if not plan.choices:
        return {}
    places = places_in(problem, plan.choices)
    spent: Counter[str] = Counter()
    for paid in plan.payments:
        spent[paid.fund] += paid.cents
    return {
        fund.id: _cause(problem, plan, fund, places)
        for fund in problem.funds
        if fund.cents is not None and fund.cents > spent[fund.id]
    }


def _cause(problem: Problem, plan: Plan, fund: Fund, places: Mapping[str, int]) -> Left:
    own = places.get(fund.id, 0)
    later = [
        paid
        for paid in plan.payments
        if places[paid.fund] > own and paid.school in fund.schools and paid.bouwsteen in fund.bouwstenen
    ]
    if not later:
        return Left("not-needed" if own == max(places.values(), default=own) else "all-paid")
    here = Counter({paid.school: 0 for paid in later})
    for paid in plan.payments:
        if paid.fund == fund.id:
            here[paid.school] += paid.cents
    open_to = [
        paid
        for paid in later
        if (limit := fund.limit_at(problem.school[paid.school])) is None or here[paid.school] < limit
    ]
    if not open_to:
        return Left("school-limit")
    return Left("demand", _broken(problem, plan, fund, open_to[0]))


def _broken(problem: Problem, plan: Plan, fund: Fund, instead: Payment) -> str:
    """The first demand that would no longer hold if this fund paid one cent of that payment; "" for none."""
    paid = [row for row in plan.payments if row != instead]
    paid += [instead._replace(cents=instead.cents - 1), instead._replace(fund=fund.id, cents=1)]
    outcome = outcome_of(problem, replace(plan, payments=tuple(_added_up(paid))))
    return next((demand.id for demand in problem.requirements if not demand.holds(outcome)), "")


def _added_up(payments: list[Payment]) -> Iterator[Payment]:
    for _, rows in groupby(sorted(payments), key=lambda row: row[:3]):
        first, *others = rows
        if cents := first.cents + sum(row.cents for row in others):
            yield first._replace(cents=cents)


def told(story: Story) -> str:
    """What is left of which purse and why, as the rest of a sentence; "" where nothing is left."""
    by_cause: dict[Left, list[FundRow]] = {}
    for fund in sorted(story.funds, key=lambda fund: (-(fund.left or 0), fund.name)):
        if fund.why_left is not None:
            by_cause.setdefault(fund.why_left, []).append(fund)
    parts = [
        t("{purses} ({reason})", purses=_named(funds), reason=_reason(why, story))
        for why, funds in by_cause.items()
    ]
    return "; ".join(parts)


def _named(funds: list[FundRow]) -> str:
    named = [t("{cents} van {fund}", cents=money(fund.left or 0), fund=fund.name) for fund in funds[:NAMED]]
    if others := funds[NAMED:]:
        cents = money(sum(fund.left or 0 for fund in others))
        named.append(
            n("{cents} van {count} andere pot", "{cents} van {count} andere potten", len(others), cents=cents)
        )
    *most, last = named
    return t("{most} en {last}", most=", ".join(most), last=last) if most else last


def _reason(why: Left, story: Story) -> str:
    match why.cause:
        case "all-paid":
            return t("alles wat daaruit betaald mag worden, is betaald")
        case "not-needed":
            return t("niet nodig: alles is betaald")
        case "school-limit":
            return t("bij de scholen waar nog ander geld heen gaat, is de grens per school bereikt")
        case "demand":
            for demand in story.demands:
                if demand.id == why.demand:
                    return t("anders houdt deze eis van {by} niet: “{text}”", by=demand.by, text=demand.text)
            return t("de eisen laten het niet anders toe")
