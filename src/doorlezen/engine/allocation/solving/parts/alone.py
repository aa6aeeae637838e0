"""Some schools by themselves, as if nobody elsewhere needed money or time: what they can at the very best."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from doorlezen.engine.allocation.posed.problem import Fund, Problem
from doorlezen.engine.allocation.posed.requirements import Apart, Requirement


def alone(problem: Problem, schools: Iterable[str]) -> Problem:
    """The problem of these schools without what ties them to others: money and people that they share.

    Every plan of the whole gives these schools a plan of this problem. So what is impossible here is
    impossible in the whole, and demands that clash here clash there.
    """
    inside = frozenset(schools)
    # what a purse pays elsewhere in one year it may not have in another
    own = {fund.id for purse in problem.purses.values() if _only(inside, purse) for fund in purse}
    funds = tuple(
        replace(
            fund,
            cents=fund.cents if fund.id in own else None,
            schools=tuple(code for code in fund.schools if code in inside),
        )
        for fund in problem.funds
        if not inside.isdisjoint(fund.schools)
    )
    return replace(
        problem.with_capacity(None),
        schools=tuple(school for school in problem.schools if school.code in inside),
        funds=funds,
        requirements=tuple(_demands(problem, inside)),
        sha256="",
    )


def _only(inside: frozenset[str], purse: Iterable[Fund]) -> bool:
    """Whether these schools are all that this purse pays, in every year."""
    return all(inside.issuperset(fund.schools) for fund in purse)


def _demands(problem: Problem, inside: frozenset[str]) -> Iterator[Requirement]:
    """Every demand that says something about these schools by themselves, as far as it does."""
    for demand in problem.requirements:
        about = demand.about(problem.fund)
        if about.isdisjoint(inside) or (demand.apart is Apart.TOGETHER and not about <= inside):
            continue
        paying = [fund.id for fund in problem.funds if not inside.isdisjoint(fund.schools)]
        yield demand.only(inside, paying)
