"""From problem, plan and sources to the story: the only place where a report computes."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from doorlezen.engine.allocation.explain.each_year import each_year
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Requirement
from doorlezen.language import t, with_school_years
from doorlezen.planning.sources import Sources
from doorlezen.reports.left_over import why_left
from doorlezen.reports.legible import plain
from doorlezen.reports.prices import PriceTag
from doorlezen.reports.purse_styles import PURSES, Kind, kind_of
from doorlezen.reports.story import (
    DemandRow,
    Flow,
    FundRow,
    GemeenteRow,
    Paid,
    SchoolRow,
    Status,
    Story,
    sums,
)

_BOUWSTENEN = (
    "netwerk-en-beleid",
    "collectie",
    "expertise",
    "activiteiten",
    "lees-en-mediaplan",
    "monitor",
    "digitaal-portaal",
)


def tell(
    problem: Problem,
    plan: Plan,
    sources: Sources | None = None,
    *,
    gemeenten: Mapping[str, str] | None = None,
) -> Story:
    """Tell the story of a plan that `check` found right; ``sources`` adds names, editions and parameters.

    Without sources a gemeente is called as in ``gemeenten`` (names by code), else by its code. Every text
    comes out on one line, free of control characters.
    """
    called = gemeenten or {} if sources is None else sources.gemeenten
    names = {code: plain(name) for code, name in called.items()}
    kinds = _kinds(problem, sources)
    rows = _gemeenten(problem, plan, names, kinds)
    demands = _demands(problem, plan, names, sources)
    return Story(
        title=with_school_years(plain(problem.title)),
        school_year=problem.school_year,
        status=cast(Status, plan.status),
        objective=plan.objective,
        bound=plan.bound,
        capacity_quarters=problem.capacity_quarters,
        bouwstenen=_bouwstenen(rows),
        gemeenten=rows,
        funds=_funds(problem, plan, rows, kinds),
        demands=tuple(sorted(demands.values(), key=_dearest_first)),
        conflict=None if plan.conflict is None else tuple(demands[name] for name in sorted(plan.conflict)),
        problem_sha256=plan.problem_sha256,
        sources=None if sources is None else _cleaned(sources),
    )


def tell_each_year(
    problem: Problem,
    plan: Plan,
    sources: Sources | None = None,
    *,
    gemeenten: Mapping[str, str] | None = None,
) -> list[Story]:
    """The story of each school year, of one year alone; else as `tell`."""
    return [
        replace(tell(year, alone, sources, gemeenten=gemeenten), one_of_years=problem.per_year)
        for year, alone in each_year(problem, plan)
    ]


def bouwsteen(name: str) -> str:
    """A bouwsteen as a reader calls it: "netwerk-en-beleid" → "Netwerk en beleid"."""
    words = plain(name).replace("lees-en-mediaplan", "lees- en mediaplan").replace("-en-", " en ")
    words = words if "- en " in words else words.replace("-", " ")
    return words[:1].upper() + words[1:]


def _kinds(problem: Problem, sources: Sources | None) -> dict[str, Kind]:
    """The kind of purse of each fund: what the sources say, else what its words tell."""
    said = {} if sources is None else sources.fund_kinds
    return {
        fund.id: cast(Kind, said[fund.id]) if fund.id in said else kind_of(fund) for fund in problem.funds
    }


def _gemeenten(
    problem: Problem, plan: Plan, names: dict[str, str], kinds: dict[str, Kind]
) -> tuple[GemeenteRow, ...]:
    paid: defaultdict[str, list[Paid]] = defaultdict(list)
    for payment in sorted(plan.payments):
        row = Paid(payment.fund, kinds[payment.fund], payment.bouwsteen, payment.cents)
        paid[payment.school].append(row)
    rows: defaultdict[str, list[SchoolRow]] = defaultdict(list)
    for school in problem.schools:
        option = problem.option(school.code, plan.choices[school.code]) if plan.choices else None
        rows[school.municipality].append(
            SchoolRow(
                code=plain(school.code),
                name=plain(school.name),
                gemeente=school.municipality,
                pupils=school.pupils,
                score=school.score,
                quarters=option.quarters if option else 0,
                last_year_quarters=school.last_year_quarters,
                cost=problem.cost(school.code, option) if option else {},
                paid=tuple(paid[school.code]),
            )
        )
    gemeenten = [
        GemeenteRow(
            code,
            names.get(code) or t("Gemeente {code}", code=plain(code)),
            tuple(sorted(schools, key=lambda row: row.need)),
            _flows(schools),
        )
        for code, schools in rows.items()
    ]
    return tuple(sorted(gemeenten, key=lambda gemeente: (gemeente.name.casefold(), gemeente.code)))


def _flows(schools: list[SchoolRow]) -> tuple[Flow, ...]:
    steps = [
        ((paid.fund, paid.bouwsteen, school.group), paid.cents) for school in schools for paid in school.paid
    ]
    cents, times = sums(steps), sums((step, 1) for step, _ in steps)
    return tuple(Flow(*step, cents[step], times[step]) for step in sorted(cents))


def _bouwstenen(gemeenten: tuple[GemeenteRow, ...]) -> tuple[str, ...]:
    """The bouwstenen that cost something, in the field's own order, then others by name."""
    used = {name for gemeente in gemeenten for name in gemeente.sums.cost}
    known = [name for name in _BOUWSTENEN if name in used]
    return (*known, *sorted(used - set(known)))


def _funds(
    problem: Problem, plan: Plan, gemeenten: tuple[GemeenteRow, ...], kinds: dict[str, Kind]
) -> tuple[FundRow, ...]:
    why = why_left(problem, plan)
    payments = [
        (paid, school) for gemeente in gemeenten for school in gemeente.schools for paid in school.paid
    ]
    spent: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paid, school in payments:
        spent[paid.fund][school.gemeente] += paid.cents
    reached = sums((fund, 1) for fund, _ in {(paid.fund, school.code) for paid, school in payments})
    rows = [
        FundRow(
            id=fund.id,
            name=plain(fund.name),
            kind=kinds[fund.id],
            cents=fund.cents,
            spent=spent[fund.id].total(),
            schools=reached.get(fund.id, 0),
            in_gemeente=dict(spent[fund.id]),
            why_left=why.get(fund.id),
        )
        for fund in problem.funds
    ]
    return tuple(sorted(rows, key=lambda row: list(PURSES).index(row.kind)))


def _demands(
    problem: Problem, plan: Plan, names: dict[str, str], sources: Sources | None
) -> dict[str, DemandRow]:
    return {
        demand.id: DemandRow(
            id=plain(demand.id),
            by=_who(demand, problem, names, sources),
            text=plain(demand.text),
            met=plan.requirements.get(demand.id),
            price=PriceTag.of(plan.prices[demand.id], plan.objective)
            if plan.choices and plan.prices and demand.id in plan.prices
            else None,
            party=demand.by,
            number=number,
        )
        for number, demand in enumerate(problem.requirements, start=1)
    }


def _who(demand: Requirement, problem: Problem, names: dict[str, str], sources: Sources | None) -> str:
    if demand.by in names:
        return names[demand.by]
    if demand.by in {school.municipality for school in problem.schools}:
        return t("Gemeente {code}", code=plain(demand.by))
    if demand.by in {"library", "bibliotheek"}:
        return plain(sources.library) if sources else t("Bibliotheek")
    return plain(demand.by)


def _dearest_first(demand: DemandRow) -> int:
    """Demands with a price from dear to cheap, then the others; those alike as in the file."""
    if demand.price is None or demand.price.given_the_others is None:
        return 1
    return -demand.price.given_the_others


def _cleaned(sources: Sources) -> Sources:
    """The same sources, with every text on one line."""
    return replace(
        sources,
        library=plain(sources.library),
        scheme=plain(sources.scheme),
        editions=tuple(
            replace(edition, **{key: plain(getattr(edition, key)) for key in edition.__dataclass_fields__})
            for edition in sources.editions
        ),
        parameters=tuple(
            replace(value, **{key: plain(getattr(value, key)) for key in value.__dataclass_fields__})
            for value in sources.parameters
        ),
        notes=tuple(plain(note) for note in sources.notes),
    )
