"""Nakijken over several years: whether a plan answers its problem. Plain arithmetic, no model and no solver.

Each year is checked apart, as a plan of one year in which each fund holds what came in, plus what it brought
along, minus what it takes along; then what goes on, the demands and the value over all years.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from doorlezen.engine.allocation.check import check
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Outcome
from doorlezen.engine.allocation.years.names import at
from doorlezen.engine.allocation.years.plan import YearsPlan
from doorlezen.engine.allocation.years.problem import YearsProblem
from doorlezen.language import t


def check_years(problem: YearsProblem, plan: YearsPlan) -> list[str]:
    """Return everything that is wrong with a plan, a sentence each; an empty list when it is right.

    As `check` of one year; besides, what goes on to the next year is no more than is left and may go on.
    """
    wrong = []
    if problem.sha256 and plan.problem_sha256 != problem.sha256:
        wrong.append(t("het plan hoort bij een ander probleem, niet bij dit"))
    if plan.status in {"infeasible", "unknown"}:
        return wrong + _without_plan(problem, plan)
    wrong += _known_years(problem, plan) + _carried(problem, plan)
    money = _money(problem, plan)
    years = {year: problem.in_year(year, money[year]) for year in problem.school_years}
    for year, of in years.items():
        wrong += [f"{year}: {line}" for line in _year(of, plan)]
    if wrong:
        return wrong
    return _demands(problem, plan, _outcome(years, plan)) + _value(problem, years, plan)


def _without_plan(problem: YearsProblem, plan: YearsPlan) -> list[str]:
    """What may stand in a plan that is none is the same as in one year."""
    nothing = not (plan.choices or plan.payments or plan.carried)
    alone = replace(
        plan.in_year(""), objective=plan.objective if nothing else 0, bound=plan.bound, conflict=plan.conflict
    )
    demands = Problem("", "", (), {}, None, (), problem.requirements)
    return check(demands, alone)


def _known_years(problem: YearsProblem, plan: YearsPlan) -> list[str]:
    named = set(plan.choices) | {row.year for row in plan.payments} | {row.year for row in plan.carried}
    extra = sorted(named - set(problem.school_years))
    return [t("schooljaar {year} hoort niet bij dit probleem", year=year) for year in extra]


def _carried(problem: YearsProblem, plan: YearsPlan) -> list[str]:
    wrong = []
    funds = {fund.id: fund for fund in problem.funds}
    for (year, fund_id), times in Counter((row.year, row.fund) for row in plan.carried).items():
        if times > 1:
            wrong.append(t("{year}: {fund} gaat {times} keer mee", year=year, fund=fund_id, times=times))
    for row in plan.carried:
        fund = funds.get(row.fund)
        if fund is None or row.year not in problem.next_year:
            what = t("{year}: er gaat niets mee uit {fund}", year=row.year, fund=row.fund)
            wrong.append(what)
            continue
        most = fund.may_go_on(row.year)
        if most is not None and row.cents > most:
            what = t("neemt {cents} cent mee, mag {most} meenemen", cents=row.cents, most=most)
            wrong.append(f"{row.year}: {row.fund}: {what}")
        if row.cents <= 0:
            wrong.append(f"{row.year}: {row.fund}: " + t("neemt {cents} cent mee", cents=row.cents))
    return wrong


def _money(problem: YearsProblem, plan: YearsPlan) -> dict[str, dict[str, int | None]]:
    """What each fund may pay in each year: came in + brought along − takes along. None: no limit."""
    along = Counter[tuple[str, str]]()
    for row in plan.carried:
        along[row.year, row.fund] += row.cents
        if following := problem.next_year.get(row.year):
            along[following, row.fund] -= row.cents
    money: dict[str, dict[str, int | None]] = {year: {} for year in problem.school_years}
    for fund in problem.funds:
        for year, cents in fund.cents.items():
            money[year][fund.id] = None if cents is None else cents - along[year, fund.id]
    return money


def _year(problem: Problem, plan: YearsPlan) -> list[str]:
    """What is wrong with one year apart: choices, payments, limits, people."""
    alone = plan.in_year(problem.school_year)
    value = sum(
        school.weight * option.points
        for school in problem.schools
        for option in problem.options(school.code)
        if option.id == alone.choices.get(school.code)
    )
    wrong = [
        f"{fund.id}: " + t("neemt {cents} cent meer mee dan er is", cents=-fund.cents)
        for fund in problem.funds
        if fund.cents is not None and fund.cents < 0
    ]
    return wrong + check(problem, replace(alone, status="feasible", objective=value))


def _outcome(years: Mapping[str, Problem], plan: YearsPlan) -> Outcome:
    """What the plan does, with a name per school and fund in every year."""
    return Outcome(
        quarters={
            at(year, code): problem.option(code, chosen).quarters
            for year, problem in years.items()
            for code, chosen in plan.choices[year].items()
        },
        pupils={
            at(year, school.code): school.pupils
            for year, problem in years.items()
            for school in problem.schools
        },
        last_year_quarters={
            at(year, school.code): school.last_year_quarters
            for year, problem in years.items()
            for school in problem.schools
        },
        payments=[
            (at(row.year, row.fund), at(row.year, row.school), row.bouwsteen, row.cents)
            for row in plan.payments
        ],
    )


def _demands(problem: YearsProblem, plan: YearsPlan, outcome: Outcome) -> list[str]:
    wrong = []
    for demand in problem.requirements:
        if not demand.holds(outcome):
            wrong.append(t("eis {id} is niet vervuld: {text}", id=demand.id, text=demand.text))
        if plan.requirements.get(demand.id) is not True:
            wrong.append(t("eis {id} staat in het plan niet als vervuld", id=demand.id))
    known = {demand.id for demand in problem.requirements}
    extra = sorted((set(plan.requirements) | set(plan.prices or ())) - known)
    return wrong + [t("eis {id} hoort niet bij dit probleem", id=name) for name in extra]


def _value(problem: YearsProblem, years: Mapping[str, Problem], plan: YearsPlan) -> list[str]:
    value = sum(
        problem.year_weights[year] * of.school[code].weight * of.option(code, chosen).points
        for year, of in years.items()
        for code, chosen in plan.choices[year].items()
    )
    wrong = []
    if plan.objective != value:
        wrong.append(t("de waarde is {value}, het plan zegt {said}", value=value, said=plan.objective))
    if plan.bound is not None and plan.bound < value:
        wrong.append(t("de bovengrens {bound} ligt onder de waarde {value}", bound=plan.bound, value=value))
    if plan.status == "optimal" and plan.bound != value:
        wrong.append(t("een bewezen plan heeft een bovengrens gelijk aan zijn waarde"))
    if plan.conflict is not None:
        wrong.append(t("een plan heeft geen conflict"))
    return wrong
