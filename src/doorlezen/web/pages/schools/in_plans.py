"""What a school gets in each plan, as a table on its page."""

from functools import partial

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import date, money, t
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.queries import SchoolGets, what_schools_get
from doorlezen.web.addresses import address
from doorlezen.web.pieces import Cell, Table, table_of


def table(actor: Actor, code: str) -> Table:
    """A row per plan that ``actor`` may see, newest first; money only for who may see it. Raises Refused."""
    found = what_schools_get(actor, code)
    columns: list[SheetColumn[SchoolGets]] = [
        SheetColumn(t("Plan"), partial(_plan, actor)),
        SheetColumn(t("Uren"), lambda gets: gets.quarters, "hours", unit=t("per week"), key="hours"),
        SheetColumn(t("Vorig jaar"), lambda gets: gets.last_year_quarters, "hours", unit=t("uren per week")),
    ]
    if any(gets.cents is not None for gets in found):
        columns += [
            SheetColumn(t("Geld"), lambda gets: _money(gets.cents), "euro", unit=t("per jaar")),
            SheetColumn(t("Betaald uit"), _purses),
        ]
    return table_of(t("Wat deze school krijgt in elk plan"), columns, found, first="hours")


def _plan(actor: Actor, gets: SchoolGets) -> Cell:
    plan = gets.proposal
    made = t(
        "{library}, {state}, gemaakt op {day}",
        library=plan.organisation,
        state=plan.get_state_display(),
        day=date(timezone.localdate(plan.made_at)),
    )
    name = plan_name(plan, gets.school_year)
    where = address(actor, "plans:plan", pk=key_of(actor, plan))
    if gets.school_year != plan.school_year:
        where += f"?jaar={gets.school_year}"
    return Cell(name, address=where, note=made)


def _money(cents: int | None) -> str:
    return "" if cents is None else money(cents)


def _purses(gets: SchoolGets) -> str:
    purses: dict[str, int] = {}
    for fund, _, cents in gets.paid:
        purses[fund] = purses.get(fund, 0) + cents
    return "; ".join(f"{fund} {money(cents)}" for fund, cents in purses.items()) or t("niets te betalen")
