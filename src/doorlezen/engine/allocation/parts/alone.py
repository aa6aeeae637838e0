"""Some schools by themselves, as if nobody elsewhere needed money or time: what they can at the very best."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Requirement

_OF_FEWER = {"min_quarters", "max_quarters", "keep", "equal_treatment", "at_most_schools", "spend_at_most"}
"""Kinds that, when they hold for some schools, hold for any of those schools too."""


def alone(problem: Problem, schools: Iterable[str]) -> Problem:
    """The problem of these schools without what ties them to others: money and people that they share.

    Every plan of the whole gives these schools a plan of this problem. So what is impossible here is
    impossible in the whole, and demands that clash here clash there.
    """
    inside = frozenset(schools)
    funds = tuple(
        replace(
            fund,
            cents=fund.cents if inside.issuperset(fund.schools) else None,
            schools=tuple(code for code in fund.schools if code in inside),
        )
        for fund in problem.funds
        if not inside.isdisjoint(fund.schools)
    )
    return replace(
        problem,
        schools=tuple(school for school in problem.schools if school.code in inside),
        funds=funds,
        capacity_quarters=None,
        requirements=tuple(_demands(problem, inside)),
        sha256="",
    )


def _demands(problem: Problem, inside: frozenset[str]) -> Iterator[Requirement]:
    """Every demand that says something about these schools by themselves, as far as it does."""
    for demand in problem.requirements:
        about: Any = demand
        named = {*about.schools, *getattr(about, "among", ())}
        if funds := getattr(about, "funds", ()):
            named &= {code for name in funds for code in problem.fund[name].schools}
        own = tuple(code for code in about.schools if code in inside)
        if (named and named <= inside) or (not named.isdisjoint(inside) and _holds_for_fewer(about)):
            yield _of(problem, about, own, inside)


def _holds_for_fewer(demand: Any) -> bool:
    return demand.kind in _OF_FEWER or (demand.kind == "cofinance" and demand.scope == "each")


def _of(problem: Problem, demand: Any, own: tuple[str, ...], inside: frozenset[str]) -> Requirement:
    """The demand about these schools and the funds that pay them."""
    changes: dict[str, Any] = {"schools": own}
    for field in ("funds", "own_funds"):
        if names := getattr(demand, field, ()):
            changes[field] = tuple(n for n in names if not inside.isdisjoint(problem.fund[n].schools))
    answer: Requirement = replace(demand, **changes)
    return answer
