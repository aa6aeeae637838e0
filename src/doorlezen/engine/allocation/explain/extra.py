"""How much more money or time is needed: exact minima, by making every limit pay for being passed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.explain.exact import EVERYTHING, Allowed, Exact, narrow
from doorlezen.engine.allocation.posed.problem import Fund, Problem
from doorlezen.engine.allocation.posed.requirements import Pay, Row, Term
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program

PerYear = Mapping[str, int]
"""Amounts by school year; a year that is not there has none."""


@dataclass(frozen=True)
class Extra:
    """More means: quarter-hours a week, and cents a year per fund (only funds that need more)."""

    quarters: int
    cents: dict[str, int]

    @property
    def all_cents(self) -> int:
        """The cents over all funds."""
        return sum(self.cents.values())


def least_money(exact: Exact, allowed: Allowed = EVERYTHING, *, quarters: int = 0) -> Extra | None:
    """The fewest cents that must be added to the funds of the problem, each in the fund that may pay.

    With so many ``quarters`` more people. None where no amount of money in these funds is enough.
    """
    problem = with_people(exact.problem, {exact.problem.school_year: quarters})
    purses = {fund.id: Pay(fund.id, "", "") for fund in problem.funds if fund.cents is not None}
    program = _paying_extra(problem, allowed, purses, people=False)
    found = exact.least(program, [(1, purse) for purse in purses.values()])
    if found is None:
        return None
    return Extra(quarters, {name: found[purse] for name, purse in purses.items() if found[purse]})


def least_people(exact: Exact, allowed: Allowed = EVERYTHING, *, any_money: bool = False) -> PerYear | None:
    """The fewest quarter-hours that must be added to the people; None where no number is enough.

    ``any_money``: however much money the funds would need for it.
    """
    problem = exact.problem
    purses = {fund.id: Pay(fund.id, "", "") for fund in problem.funds if fund.cents is not None}
    program = _paying_extra(problem, allowed, purses if any_money else {}, people=True)
    people = {year: _people(year) for year in problem.school_years}
    found = exact.least(program, [(1, more) for more in people.values()])
    return None if found is None else _some({year: found.get(more, 0) for year, more in people.items()})


def least_free_money(exact: Exact) -> PerYear | None:
    """The fewest cents that one more purse, which may pay anything anywhere, must hold (None: no amount)."""
    problem, purse = with_free_purse(exact.problem, None)
    model = Model(problem)
    pays = {
        year: [pay for pay in model.most if pay.fund == problem.named(year, purse)]
        for year in problem.school_years
    }
    terms: list[Term] = [(1, pay) for own in pays.values() for pay in own]
    found = exact.least(model.program(problem.requirements), terms)
    return None if found is None else _some({y: sum(found[pay] for pay in own) for y, own in pays.items()})


def _some(amounts: PerYear) -> PerYear:
    return {year: amount for year, amount in amounts.items() if amount}


def with_free_purse(problem: Problem, cents: PerYear | None) -> tuple[Problem, str]:
    """The problem with one more purse that may pay anything anywhere, and its plain id.

    It holds so many cents in each year; None: there is no limit to it.
    """
    purse = "extra"
    while purse in problem.purses:
        purse += "+"
    bouwstenen = {name for menu in problem.menus.values() for option in menu for name in option.cost}
    funds = [
        Fund(
            problem.named(year, purse),
            purse,
            None if cents is None else cents.get(year, 0),
            tuple(code for code in problem.school if problem.year_of(code) == year),
            tuple(sorted(bouwstenen)),
        )
        for year in problem.school_years
    ]
    return replace(problem, funds=(*problem.funds, *funds)), purse


def with_people(problem: Problem, quarters: PerYear) -> Problem:
    """The problem with so many quarter-hours more (or fewer, never below 0)."""
    return problem.with_capacity(
        {
            year: None if most is None else max(0, most + quarters.get(year, 0))
            for year, most in problem.capacity.items()
        }
    )


def _people(year: str) -> Pay:
    return Pay("", year, "")


def _paying_extra(problem: Problem, allowed: Allowed, purses: dict[str, Pay], *, people: bool) -> Program:
    """The program in which these funds, and the people, may pass their limit: by the extra variables."""
    open_funds = tuple(replace(fund, cents=None) if fund.id in purses else fund for fund in problem.funds)
    free = {year: most for year, most in problem.capacity.items() if people and most is not None}
    held = {year: most for year, most in problem.capacity.items() if year not in free}
    model = Model(replace(problem, funds=open_funds).with_capacity(held))
    program = narrow(model.program(problem.requirements), allowed)
    most, rows = dict(program.most), list(program.rows)
    for fund in problem.funds:
        if fund.id in purses:
            pays = [pay for pay in model.most if pay.fund == fund.id]
            most[purses[fund.id]] = sum(model.most[pay] for pay in pays)
            rows.append(Row([*((1, pay) for pay in pays), (-1, purses[fund.id])], None, fund.cents))
    for year, capacity in free.items():
        codes = [code for code in problem.school if problem.year_of(code) == year]
        hours = [term for code in codes for term in model.quarters(code)]
        most[_people(year)] = sum(factor for factor, _ in hours)
        rows.append(Row([*hours, (-1, _people(year))], None, capacity))
    return Program(program.menus, most, rows)
