"""Nakijken: whether a plan answers its problem. Plain arithmetic; it shares no code with the model.

Over several years each fund holds what came in that year, plus what it brought along, minus what it takes
along.
"""

from collections import Counter, defaultdict

from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Outcome
from doorlezen.language import t


def outcome_of(problem: Problem, plan: Plan) -> Outcome:
    """What a plan does, for the demands to judge. Raises KeyError where a choice is not in the menu."""
    return Outcome(
        quarters={code: problem.option(code, chosen).quarters for code, chosen in plan.choices.items()},
        pupils={school.code: school.pupils for school in problem.schools},
        last_year_quarters={school.code: school.last_year_quarters for school in problem.schools},
        payments=plan.payments,
    )


def check(problem: Problem, plan: Plan) -> list[str]:
    """Return everything that is wrong with a plan, a sentence each; an empty list when it is right.

    Checked: it is of this problem; every school has one option of its menu; every cent of cost is paid, by
    funds that may, within their limits; each place in the order of spending pays what is said; the people
    suffice; every demand holds; objective, bound and status agree. Whether a bound is true, or whether there
    is really no plan, only a solver can prove.
    """
    wrong = []
    if problem.sha256 and plan.problem_sha256 != problem.sha256:
        wrong.append(t("het plan hoort bij een ander probleem, niet bij dit"))
    if plan.status in {"infeasible", "unknown"}:
        return wrong + _without_plan(problem, plan)
    if (plan.carried is not None) != problem.per_year:
        return [*wrong, t("het plan heeft niet dezelfde schooljaren als het probleem")]
    if choices := _choices(problem, plan):
        return wrong + choices
    return (
        wrong
        + _payments(problem, plan)
        + _carried(problem, plan)
        + _limits(problem, plan)
        + _order(problem, plan)
        + _demands(problem, plan)
        + _value(problem, plan)
    )


def _without_plan(problem: Problem, plan: Plan) -> list[str]:
    wrong = []
    if plan.choices or plan.payments or plan.carried or plan.objective is not None:
        wrong.append(
            t("de status is {status}, maar er staan keuzes, betalingen of een waarde in", status=plan.status)
        )
    if (plan.conflict is None) != (plan.status == "unknown"):
        wrong.append(t("een onhaalbaar probleem heeft een conflict, en alleen dat"))
    ids = {requirement.id for requirement in problem.requirements}
    wrong += [
        t("conflict: eis {id} bestaat niet", id=name) for name in plan.conflict or () if name not in ids
    ]
    return wrong


def _said(problem: Problem, name: str, what: str) -> str:
    """What is wrong with a school or fund, of several years with the year before it."""
    return f"{problem.year_of(name)}: {what}" if problem.per_year else what


def _choices(problem: Problem, plan: Plan) -> list[str]:
    plain = problem.plain
    wrong = []
    for school in problem.schools:
        if (code := school.code) not in plan.choices:
            wrong.append(_said(problem, code, t("school {code} heeft geen keuze", code=plain(code))))
    for code, chosen in plan.choices.items():
        if code not in problem.school:
            what = t("school {code} hoort niet bij dit probleem", code=plain(code))
        elif chosen not in {option.id for option in problem.options(code)}:
            what = t("school {code}: keuze {option} staat niet in haar menu", code=plain(code), option=chosen)
        else:
            continue
        wrong.append(_said(problem, code, what))
    return wrong


def _payments(problem: Problem, plan: Plan) -> list[str]:
    wrong = []
    plain = problem.plain
    paid: Counter[tuple[str, str]] = Counter()
    reached = {fund.id: set(fund.schools) for fund in problem.funds}
    for (fund_id, code, bouwsteen), times in Counter(row[:3] for row in plan.payments).items():
        fund = problem.fund.get(fund_id)
        row = f"{plain(fund_id)} × {plain(code)} × {bouwsteen}"
        found = []
        if times > 1:
            found.append(t("betaling {row} staat er {times} keer", row=row, times=times))
        if fund is None or code not in problem.school:
            found.append(t("betaling {row}: deze pot of deze school bestaat niet", row=row))
        elif code not in reached[fund_id] or bouwsteen not in fund.bouwstenen:
            found.append(t("betaling {row}: deze pot mag dit hier niet betalen", row=row))
        wrong += [_said(problem, code, what) for what in found]
    for payment in plan.payments:
        paid[payment.school, payment.bouwsteen] += payment.cents
        if payment.cents <= 0:
            wrong.append(t("een betaling van {cents} cent", cents=payment.cents))
    due: Counter[tuple[str, str]] = Counter()
    for code, chosen in plan.choices.items():
        for bouwsteen, cents in problem.cost(code, problem.option(code, chosen)).items():
            due[code, bouwsteen] += cents
    for code, bouwsteen in sorted(set(due) | set(paid)):
        cost, cents = due[code, bouwsteen], paid[code, bouwsteen]
        if cost != cents:
            what = t("kost {cost} cent, maar er is {paid} cent betaald", cost=cost, paid=cents)
            wrong.append(_said(problem, code, f"{plain(code)} × {bouwsteen}: {what}"))
    return wrong


def _carried(problem: Problem, plan: Plan) -> list[str]:
    """Whether what goes on to next years may do so; whether it is there follows from what is paid."""
    last = problem.school_years[-1]
    wrong = []
    for name, times in Counter(row.fund for row in plan.carried or ()).items():
        if times > 1:
            what = t("{fund} gaat {times} keer mee", fund=problem.plain(name), times=times)
            wrong.append(_said(problem, name, what))
    for name, cents in plan.carried or ():
        fund = problem.fund.get(name)
        if fund is None or problem.year_of(name) == last:
            what = t("er gaat niets mee uit {fund}", fund=problem.plain(name))
            wrong.append(_said(problem, name, what))
            continue
        most = 0 if fund.cents is None else fund.carry_over
        if most is not None and cents > most:
            what = t("neemt {cents} cent mee, mag {most} meenemen", cents=cents, most=most)
            wrong.append(_said(problem, name, f"{problem.plain(name)}: {what}"))
        if cents <= 0:
            what = t("neemt {cents} cent mee", cents=cents)
            wrong.append(_said(problem, name, f"{problem.plain(name)}: {what}"))
    return wrong


def _money(problem: Problem, plan: Plan) -> dict[str, int | None]:
    """What each fund may pay: came in + brought along − takes along. None: no limit."""
    along: Counter[str] = Counter()
    for name, cents in plan.carried or ():
        along[name] += cents
        if following := problem.next_year.get(problem.year_of(name)):
            along[problem.named(following, problem.plain(name))] -= cents
    return {fund.id: None if fund.cents is None else fund.cents - along[fund.id] for fund in problem.funds}


def _limits(problem: Problem, plan: Plan) -> list[str]:
    wrong = []
    total: Counter[str] = Counter()
    at_school: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for payment in plan.payments:
        total[payment.fund] += payment.cents
        at_school[payment.fund][payment.school] += payment.cents
    money, plain = _money(problem, plan), problem.plain
    for fund in problem.funds:
        cents = money[fund.id]
        if cents is not None and cents < 0:
            what = t("neemt {cents} cent meer mee dan er is", cents=-cents)
            wrong.append(_said(problem, fund.id, f"{plain(fund.id)}: {what}"))
        if cents is not None and total[fund.id] > cents:
            what = t("betaalt {paid} cent, heeft {cents}", paid=total[fund.id], cents=cents)
            wrong.append(_said(problem, fund.id, f"{plain(fund.id)}: {what}"))
        for code, cents in at_school[fund.id].items():
            if code not in problem.school:
                continue
            limit = fund.limit_at(problem.school[code])
            if limit is not None and cents > limit:
                what = t("betaalt {paid} cent, mag hier {limit}", paid=cents, limit=limit)
                wrong.append(_said(problem, code, f"{plain(fund.id)} × {plain(code)}: {what}"))
    quarters: Counter[str] = Counter()
    for code, chosen in plan.choices.items():
        quarters[problem.year_of(code)] += problem.option(code, chosen).quarters
    for year, capacity in problem.capacity.items():
        if capacity is not None and quarters[year] > capacity:
            what = t(
                "{quarters} kwartieren, er zijn er {capacity}", quarters=quarters[year], capacity=capacity
            )
            wrong.append(f"{year}: {what}" if problem.per_year else what)
    return wrong


def _order(problem: Problem, plan: Plan) -> list[str]:
    """Whether the plan says rightly what each place in the order of spending pays."""
    if plan.money_by_use is None:
        return []
    paid: Counter[str] = Counter()
    for payment in plan.payments:
        paid[payment.fund] += payment.cents
    by_place: Counter[int] = Counter()
    for fund in problem.funds:
        place = fund.use
        if place is None:
            pairs = sum(
                len(
                    problem.cost(code, problem.option(code, plan.choices[code])).keys() & set(fund.bouwstenen)
                )
                for code in fund.schools
            )
            if not pairs:
                continue
            place = pairs.bit_length() - 1
        by_place[place] += paid[fund.id]
    return [
        t(
            "potten op plaats {place} in de volgorde betalen {paid} cent, het plan zegt {said}",
            place=place,
            paid=by_place.get(place),
            said=plan.money_by_use.get(place),
        )
        for place in sorted(set(by_place) | set(plan.money_by_use))
        if by_place.get(place) != plan.money_by_use.get(place)
    ]


def _demands(problem: Problem, plan: Plan) -> list[str]:
    outcome = outcome_of(problem, plan)
    wrong = []
    for requirement in problem.requirements:
        if not requirement.holds(outcome):
            wrong.append(t("eis {id} is niet vervuld: {text}", id=requirement.id, text=requirement.text))
        if plan.requirements.get(requirement.id) is not True:
            wrong.append(t("eis {id} staat in het plan niet als vervuld", id=requirement.id))
    known = {requirement.id for requirement in problem.requirements}
    for extra in sorted((set(plan.requirements) | set(plan.prices or ())) - known):
        wrong.append(t("eis {id} hoort niet bij dit probleem", id=extra))
    return wrong


def _value(problem: Problem, plan: Plan) -> list[str]:
    value = problem.value(plan.choices)
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
