"""What may hold something back: one rule of a problem, and the problem without it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from doorlezen.engine.allocation.posed.problem import Fund, Problem

LimitKind = Literal["people", "money", "per_school", "schools", "bouwstenen", "demand"]


class Limit(NamedTuple):
    """A rule: the people there are (no id), a demand, or of a fund its money, what it may pay at one school,
    its schools or its bouwstenen; ``id`` is of the demand or the fund."""

    kind: LimitKind
    id: str = ""


PEOPLE = Limit("people")


def limits_of(problem: Problem) -> list[Limit]:
    """Every rule that a problem really sets, in a fixed order: people, funds, demands."""
    limits = [PEOPLE] if problem.capacity_quarters is not None else []
    for fund in problem.funds:
        limits += limits_of_fund(problem, fund)
    return limits + [Limit("demand", demand.id) for demand in problem.requirements]


def limits_of_fund(problem: Problem, fund: Fund) -> list[Limit]:
    """The rules that one fund really sets."""
    sets = {
        "money": fund.cents is not None,
        "per_school": fund.max_cents_per_school is not None or fund.max_cents_per_pupil is not None,
        "schools": set(fund.schools) != set(problem.school),
        "bouwstenen": not set(all_bouwstenen(problem)) <= set(fund.bouwstenen),
    }
    kinds: tuple[LimitKind, ...] = ("money", "per_school", "schools", "bouwstenen")
    return [Limit(kind, fund.id) for kind in kinds if sets[kind]]


def without(problem: Problem, lifted: Iterable[Limit]) -> Problem:
    """The problem without these rules. Every plan of the problem is a plan of this one too."""
    gone = set(lifted)
    return replace(
        problem.with_capacity(None) if PEOPLE in gone else problem,
        funds=tuple(_widened(fund, problem, gone) for fund in problem.funds),
        requirements=tuple(
            demand for demand in problem.requirements if Limit("demand", demand.id) not in gone
        ),
    )


def with_cents(problem: Problem, more: Mapping[str, int]) -> Problem:
    """The problem with so many cents more in these funds; a fund without a limit stays as it is."""
    return replace(
        problem,
        funds=tuple(
            fund if fund.cents is None else replace(fund, cents=fund.cents + more.get(fund.id, 0))
            for fund in problem.funds
        ),
    )


def _widened(fund: Fund, problem: Problem, gone: set[Limit]) -> Fund:
    if Limit("money", fund.id) in gone:
        fund = replace(fund, cents=None)
    if Limit("per_school", fund.id) in gone:
        fund = replace(fund, max_cents_per_school=None, max_cents_per_pupil=None)
    if Limit("schools", fund.id) in gone:
        fund = replace(fund, schools=tuple(problem.school))
    if Limit("bouwstenen", fund.id) in gone:
        fund = replace(fund, bouwstenen=all_bouwstenen(problem, fund.bouwstenen))
    return fund


def all_bouwstenen(problem: Problem, first: Iterable[str] = ()) -> tuple[str, ...]:
    """Every bouwsteen that some option costs, after those given."""
    costly = sorted({name for menu in problem.menus.values() for option in menu for name in option.cost})
    return tuple(dict.fromkeys([*first, *costly]))
