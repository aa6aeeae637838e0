"""How much more money or time is needed: exact minima, by making every limit pay for being passed."""

from dataclasses import dataclass, replace

from doorlezen.engine.allocation.explain.exact import EVERYTHING, Allowed, Exact, narrow
from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.problem import Fund, Problem
from doorlezen.engine.allocation.program import Program
from doorlezen.engine.allocation.requirements import Pay, Row, Term

_PEOPLE = Pay("", "", "")


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
    problem = _with_people(exact.problem, quarters)
    purses = {fund.id: Pay(fund.id, "", "") for fund in problem.funds if fund.cents is not None}
    program = _paying_extra(problem, allowed, purses, people=False)
    found = exact.least(program, [(1, purse) for purse in purses.values()])
    if found is None:
        return None
    return Extra(quarters, {name: found[purse] for name, purse in purses.items() if found[purse]})


def least_people(exact: Exact, allowed: Allowed = EVERYTHING, *, any_money: bool = False) -> int | None:
    """The fewest quarter-hours that must be added to the capacity; None where no number is enough.

    ``any_money``: however much money the funds would need for it.
    """
    problem = exact.problem
    purses = {fund.id: Pay(fund.id, "", "") for fund in problem.funds if fund.cents is not None}
    program = _paying_extra(problem, allowed, purses if any_money else {}, people=True)
    found = exact.least(program, [(1, _PEOPLE)])
    return None if found is None else found.get(_PEOPLE, 0)


def least_free_money(exact: Exact) -> int | None:
    """The fewest cents that one more purse, which may pay anything anywhere, must hold (None: no amount)."""
    problem, purse = with_free_purse(exact.problem, None)
    model = Model(problem)
    pays: list[Term] = [(1, pay) for pay in model.most if pay.fund == purse]
    found = exact.least(model.program(problem.requirements), pays)
    return None if found is None else sum(found[pay] for pay in model.most if pay.fund == purse)


def with_free_purse(problem: Problem, cents: int | None) -> tuple[Problem, str]:
    """The problem with one more purse of so many cents that may pay anything anywhere, and its id."""
    purse = "extra"
    while purse in problem.fund:
        purse += "+"
    bouwstenen = {name for menu in problem.menus.values() for option in menu for name in option.cost}
    fund = Fund(purse, purse, cents, tuple(problem.school), tuple(sorted(bouwstenen)))
    return replace(problem, funds=(*problem.funds, fund)), purse


def with_people(problem: Problem, quarters: int) -> Problem:
    """The problem with so many quarter-hours more (or fewer, never below 0)."""
    return _with_people(problem, quarters)


def _with_people(problem: Problem, quarters: int) -> Problem:
    if problem.capacity_quarters is None:
        return problem
    return replace(problem, capacity_quarters=max(0, problem.capacity_quarters + quarters))


def _paying_extra(problem: Problem, allowed: Allowed, purses: dict[str, Pay], *, people: bool) -> Program:
    """The program in which these funds, and the people, may pass their limit: by the extra variables."""
    open_funds = tuple(replace(fund, cents=None) if fund.id in purses else fund for fund in problem.funds)
    capacity = problem.capacity_quarters
    free = people and capacity is not None
    model = Model(replace(problem, funds=open_funds, capacity_quarters=None if free else capacity))
    program = narrow(model.program(problem.requirements), allowed)
    most, rows = dict(program.most), list(program.rows)
    for fund in problem.funds:
        if fund.id in purses:
            pays = [pay for pay in model.most if pay.fund == fund.id]
            most[purses[fund.id]] = sum(model.most[pay] for pay in pays)
            rows.append(Row([*((1, pay) for pay in pays), (-1, purses[fund.id])], None, fund.cents))
    if free:
        hours = [term for school in problem.schools for term in model.quarters(school.code)]
        most[_PEOPLE] = sum(factor for factor, _ in hours)
        rows.append(Row([*hours, (-1, _PEOPLE)], None, capacity))
    return Program(program.menus, most, rows)
