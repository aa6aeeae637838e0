"""Two plans side by side: the page, and the same as a workbook. Each reader compares what one sees."""

from functools import partial
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.documents.books import XLSX
from doorlezen.documents.sheets import SheetColumn, shown
from doorlezen.language import hours, money, n, t
from doorlezen.planning.proposals import queries
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.reports import plan_difference
from doorlezen.reports.difference_workbook import difference_workbook
from doorlezen.reports.plan_difference import DifferenceRow, PlanDifference
from doorlezen.reports.story import Story
from doorlezen.web.here import attachment, needs
from doorlezen.web.pages.plans.found_plans import found_story, plan_called
from doorlezen.web.pages.plans.plan_pages import head_of
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pages.plans.stories import story_for, story_in
from doorlezen.web.pieces import Cell, Table, table_of

WITH = "met"
"""The part of an address that names the plan to compare with."""


class SideBySide(NamedTuple):
    """The plan of the page and the one that it is compared with (None: there is no other), as seen."""

    actor: Actor
    proposal: Proposal
    story: Story
    other: Proposal | None
    before: Story | None
    offered: list[Proposal]

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called above a column: by number, and by school year where those differ."""
        assert self.other is not None
        assert self.before is not None
        if (self.other.school_year, self.before.school_year) == (
            self.proposal.school_year,
            self.story.school_year,
        ):
            return _numbered(self.other), _numbered(self.proposal)
        return (
            plan_name(self.other, self.before.school_year),
            plan_name(self.proposal, self.story.school_year),
        )


def _numbered(proposal: Proposal) -> str:
    return t("Plan {number}", number=proposal.number)


def _side_by_side(request: HttpRequest, pk: str) -> SideBySide:
    actor, proposal, story = found_story(request, pk)
    offered = [
        found
        for found in queries.proposals_for(actor)
        if found.organisation_id == proposal.organisation_id and found.pk != proposal.pk and found.has_plan
    ]
    asked = request.GET.get(WITH, "")
    other = plan_called(actor, asked) if asked else queries.leading(offered) or next(iter(offered), None)
    if other is None or not story.has_plan:
        return SideBySide(actor, proposal, story, None, None, offered)
    if other.organisation_id != proposal.organisation_id or not other.has_plan:
        raise Http404
    before = story_in(actor, other, story.school_year) or story_for(actor, other)
    return SideBySide(actor, proposal, story, other, before, offered)


@require_safe
@needs("plans.see")
def comparison(request: HttpRequest, pk: str) -> HttpResponse:
    """What this plan does otherwise than another one."""
    both = _side_by_side(request, pk)
    return render(request, "plans/compare.html", _page(both))


@require_safe
@needs("plans.download")
def workbook(request: HttpRequest, pk: str) -> HttpResponse:
    """The same as a workbook."""
    both = _side_by_side(request, pk)
    if not both.story.has_plan:
        raise Http404
    if both.other is None:  # the only plan there is: nothing changes
        both = both._replace(other=both.proposal, before=both.story)
    assert both.other is not None
    assert both.before is not None
    found = plan_difference.difference_of(both.before, both.story)
    data = difference_workbook(
        found, both.names, with_money=sight_of(both.actor).money, warning=head_of(*both[:3])["invented"]
    )
    name = f"plan-{both.proposal.number}-naast-{both.other.number}-{both.story.school_year}.xlsx"
    return attachment(data, XLSX, name)


def _page(both: SideBySide) -> dict[str, Any]:
    head = head_of(both.actor, both.proposal, both.story)
    offered = [(key_of(both.actor, one), _offered(one)) for one in both.offered]
    if both.before is None or both.other is None:
        return {**head, "offered": offered, "found": None}
    found = plan_difference.difference_of(both.before, both.story)
    with_money = head["sight"].money
    return {
        **head,
        "offered": offered,
        "chosen": key_of(both.actor, both.other),
        "other": plan_name(both.other),
        "found": found,
        "sentence": _sentence(found, with_money=with_money),
        "totals": _totals(found, both.names, with_money=with_money),
        "schools": _schools(both, found, with_money=with_money) if found.moved else None,
        "gemeenten": _parts(t("Per gemeente"), t("gemeente"), found.gemeenten, both, with_money=with_money)
        if len(found.gemeenten) > 1
        else None,
        "purses": table_of(
            t("Per pot"),
            [_name(t("pot")), *plan_difference.euro_columns(*both.names)],
            found.purses,
            first="cents",
            summed=t("samen"),
        )
        if with_money and found.purses
        else None,
        "may_download": bool(ask("plans.download", both.actor)),
    }


def _offered(proposal: Proposal) -> str:
    return f"{plan_name(proposal)} ({proposal.get_state_display()})"


def _sentence(found: PlanDifference, *, with_money: bool) -> str:
    """How many schools get more and fewer hours, and what changes in all."""
    more = sum(row.amounts.quarters > 0 for row in found.moved)
    fewer = sum(row.amounts.quarters < 0 for row in found.moved)
    if not found.moved and not found.paid_by_others:
        return t("Elke school krijgt hetzelfde.")
    said = [
        n("{count} school krijgt meer uren", "{count} scholen krijgen meer uren", more)
        if more
        else t("Geen school krijgt meer uren"),
        n("{count} krijgt er minder", "{count} krijgen er minder", fewer)
        if fewer
        else t("geen krijgt er minder"),
    ]
    told = [", ".join(said) + "."]
    if with_money and found.paid_by_others:
        told.append(
            n(
                "Bij {count} school betaalt alleen een ander.",
                "Bij {count} scholen betaalt alleen een ander.",
                len(found.paid_by_others),
            )
        )
    return " ".join(told)


def _totals(found: PlanDifference, names: tuple[str, str], *, with_money: bool) -> str:
    whole = found.all
    told = t(
        "{was}: {before} uur per week. {now}: {after} uur per week. Verschil: {change} uur.",
        was=names[0],
        before=hours(whole.quarters_before or 0),
        now=names[1],
        after=hours(whole.quarters_after or 0),
        change=shown("change", whole.quarters),
    )
    if not with_money:
        return told
    change = whole.cents
    cost = t(
        "De kosten gaan van {before} naar {after}. Verschil: {change}.",
        before=money(whole.cents_before or 0),
        after=money(whole.cents_after or 0),
        change=f"+{money(change)}" if change > 0 else money(change),
    )
    return f"{told} {cost}"


def _schools(both: SideBySide, found: PlanDifference, *, with_money: bool) -> Table:
    """Every school that moves; below it their sum, the others, and both plans as a whole."""
    here = {school.code for row in both.story.gemeenten for school in row.schools}
    columns = [
        SheetColumn[DifferenceRow](t("school"), partial(_school, both, here)),
        *_amounts(both, with_money=with_money),
    ]
    moved = plan_difference.summed(t("samen"), found.moved)
    others = plan_difference.summed(
        n("{count} andere school, gelijk", "{count} andere scholen, gelijk", len(found.others)), found.others
    )
    every = DifferenceRow("", t("alle scholen"), found.all)
    table = table_of(t("Elke school die iets anders krijgt"), columns, found.moved, first="quarters")
    feet = [
        [row.name, *(shown(column.kind, column.of(row)) for column in columns[1:])]
        for row in ((moved, others, every) if found.others else (moved,))
    ]
    return Table(table.caption, table.columns, table.rows, feet)


def _school(both: SideBySide, here: set[str], row: DifferenceRow) -> Cell:
    where = place(both.actor, both.proposal, both.story, "school", code=row.code) if row.code in here else ""
    return Cell(row.name, address=where, note=f"{row.gemeente} · {row.code}")


def _parts(
    caption: str, head: str, rows: tuple[DifferenceRow, ...], both: SideBySide, *, with_money: bool
) -> Table:
    columns = [_name(head), *_amounts(both, with_money=with_money)]
    return table_of(caption, columns, rows, first="quarters", summed=t("samen"))


def _amounts(both: SideBySide, *, with_money: bool) -> list[SheetColumn[DifferenceRow]]:
    names = both.names
    return [
        *plan_difference.hour_columns(*names),
        *(plan_difference.euro_columns(*names) if with_money else []),
    ]


def _name(head: str) -> SheetColumn[DifferenceRow]:
    return SheetColumn(head, lambda row: row.name)
