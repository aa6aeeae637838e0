"""What a school gets in each plan, as a table on its page."""

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.language import date, hours, money, school_year, t
from doorlezen.planning.proposals.queries import SchoolGets, what_schools_get
from doorlezen.web.addresses import address
from doorlezen.web.pieces import Cell, Column, Table


def table(actor: Actor, code: str) -> Table:
    """A row per plan that ``actor`` may see, newest first; money only for who may see it. Raises Refused."""
    found = what_schools_get(actor, code)
    with_money = any(gets.cents is not None for gets in found)
    columns = [
        Column(t("Plan")),
        Column(t("Uren"), t("per week"), "right", first=True),
        Column(t("Vorig jaar"), t("uren per week"), "right"),
    ]
    if with_money:
        columns += [Column(t("Geld"), t("per jaar"), "right"), Column(t("Betaald uit"))]
    return Table(
        caption=t("Wat deze school krijgt in elk plan"),
        columns=columns,
        rows=[_row(actor, gets, with_money=with_money) for gets in found],
    )


def _row(actor: Actor, gets: SchoolGets, *, with_money: bool) -> list[Cell | str]:
    plan = gets.proposal
    made = t(
        "{library}, gemaakt op {day}",
        library=plan.organisation,
        day=date(timezone.localdate(plan.made_at)),
    )
    name = t("{year}, voorstel {number}", year=school_year(gets.school_year), number=plan.number)
    where = address(actor, "plans:plan", pk=plan.pk)
    if gets.school_year != plan.school_year:
        where += f"?jaar={gets.school_year}"
    cells: list[Cell | str] = [
        Cell(name, address=where, note=made),
        hours(gets.quarters),
        hours(gets.last_year_quarters),
    ]
    if with_money:
        purses: dict[str, int] = {}
        for fund, _, cents in gets.paid:
            purses[fund] = purses.get(fund, 0) + cents
        told = "; ".join(f"{fund} {money(cents)}" for fund, cents in purses.items())
        cells += ["" if gets.cents is None else money(gets.cents), told or t("niemand")]
    return cells
