"""A part of a story, for who may see no more: nothing of the rest is left in it, not even in a sum.

Everything that shows a story (page, drawing, workbook, PDF) can show a part as well, and then has nothing
to tell but the part.
"""

from collections.abc import Collection
from dataclasses import replace

from doorlezen.planning.sources import Sources
from doorlezen.reports.story import DemandRow, FundRow, GemeenteRow, SchoolRow, Story, sums


def part_of_gemeenten(story: Story, codes: Collection[str]) -> Story:
    """What the plan does in these gemeenten, with the demands that they make themselves and their price.

    Left out: other gemeenten, what the funds hold for all together, the people for all together, the value
    of the plan, and what the library filled in.
    """
    gemeenten = tuple(row for row in story.gemeenten if row.code in codes)
    here = {school.code for row in gemeenten for school in row.schools}
    demands = tuple(_as_shares(demand, here) for demand in story.demands if demand.party in codes)
    return _part(story, gemeenten, demands)


def part_of_school(story: Story, code: str) -> Story:
    """What one school gets, as a gemeente with that school alone; no demands."""
    gemeenten = tuple(
        replace(row, schools=(school,), flows=())
        for row in story.gemeenten
        for school in row.schools
        if school.code == code
    )
    return _part(story, gemeenten, ())


def without_money(story: Story) -> Story:
    """The hours of every school, and which demands are met; nothing about euros or what a demand costs."""
    return replace(
        without_prices(story),
        gemeenten=tuple(
            replace(row, schools=tuple(map(_without_money, row.schools)), flows=()) for row in story.gemeenten
        ),
        bouwstenen=(),
        funds=(),
        sources=_public(story.sources),
    )


def without_prices(story: Story) -> Story:
    """The same without what a demand costs."""
    return replace(
        story,
        demands=tuple(map(_without_price, story.demands)),
        conflict=None if story.conflict is None else tuple(map(_without_price, story.conflict)),
    )


def _part(story: Story, gemeenten: tuple[GemeenteRow, ...], demands: tuple[DemandRow, ...]) -> Story:
    used = {name for row in gemeenten for name in row.sums.cost}
    funds = (_fund_here(fund, gemeenten) for fund in story.funds)
    return replace(
        story,
        objective=None,
        bound=None,
        capacity_quarters=None,
        bouwstenen=tuple(name for name in story.bouwstenen if name in used),
        gemeenten=gemeenten,
        funds=tuple(fund for fund in funds if fund.spent),
        demands=demands,
        conflict=None
        if story.conflict is None
        else tuple(demand for demand in demands if demand in story.conflict),
        sources=_public(story.sources),
        part=True,
    )


def _fund_here(fund: FundRow, gemeenten: tuple[GemeenteRow, ...]) -> FundRow:
    """What a fund does in these gemeenten; not what it holds."""
    paid = [
        (row.code, school.code, payment.cents)
        for row in gemeenten
        for school in row.schools
        for payment in school.paid
        if payment.fund == fund.id
    ]
    return replace(
        fund,
        cents=None,
        spent=sum(cents for _, _, cents in paid),
        schools=len({school for _, school, _ in paid}),
        in_gemeente=sums((code, cents) for code, _, cents in paid),
        why_left=None,
    )


def _as_shares(demand: DemandRow, here: Collection[str]) -> DemandRow:
    """The price as a share, and of the hours that move only those at these schools."""
    price = demand.price
    if price is None:
        return demand
    moved = None if price.moved is None else price.moved.within(here)
    return replace(demand, price=replace(price, shares_only=True, moved=moved))


def _without_price(demand: DemandRow) -> DemandRow:
    return replace(demand, price=None)


def _without_money(school: SchoolRow) -> SchoolRow:
    return replace(school, cost={}, paid=())


def _public(sources: Sources | None) -> Sources | None:
    """The open data alone: what the library filled in, and its remarks, are about everybody."""
    return None if sources is None else replace(sources, parameters=(), notes=())
