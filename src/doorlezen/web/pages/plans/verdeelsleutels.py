"""What other verdeelsleutels would do: the page on which it is asked for, and where it is told."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from doorlezen.accounts.actor import Actor
from doorlezen.desk.kept import Kept
from doorlezen.desk.work import WorkStatus
from doorlezen.documents.sheets import SheetColumn, SheetTable
from doorlezen.engine.allocation.keys import Comparison
from doorlezen.engine.allocation.posed.problem import Problem, School
from doorlezen.language import InputError, current, t
from doorlezen.planning.proposals import dividing
from doorlezen.planning.proposals.models import KeysComparison, Proposal
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.reports import keys
from doorlezen.reports.keys_chart import draw_frontier, frontier_sentence
from doorlezen.reports.story import GemeenteRow, Story
from doorlezen.web.here import needs
from doorlezen.web.pages.plans.found_plans import found_story
from doorlezen.web.pages.plans.plan_pages import head_of
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import Cell, ShownProgress, Table, sentence, table_of

_told: Kept[dict[str, Any]] = Kept(16)
"""What was told of a comparison, by plan, school year, organisation and language: it never changes."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.compare_keys")
def verdeelsleutels(request: HttpRequest, pk: str) -> HttpResponse:
    """Who gets what under each key, and what more reach costs in equality; asked for with the button."""
    actor, proposal, story = found_story(request, pk)
    if not sight_of(actor).whole:
        raise Http404
    if request.method == "POST":
        try:
            dividing.ask_keys(actor, proposal, story.school_year)
        except InputError as wrong:
            messages.error(request, sentence(wrong.what))
        return redirect(request.get_full_path())
    template = "plans/_keys.html" if getattr(request, "htmx", False) else "plans/keys.html"
    return render(request, template, _page(actor, proposal, story))


def _page(actor: Actor, proposal: Proposal, story: Story) -> dict[str, Any]:
    here = place(actor, proposal, story, "keys")
    return {**head_of(actor, proposal, story), "here": here, **_known(actor, proposal, story, here)}


def _known(actor: Actor, proposal: Proposal, story: Story, here: str) -> dict[str, Any]:
    if not story.has_plan:
        return {"known": "silent", "line": t("Er is geen plan, dus er valt niets te vergelijken.")}
    found = dividing.keys_of(proposal, story.school_year)
    if found is None:
        return {"known": "ready"}
    if found.answer is not None:
        key = (proposal.content_sha256, story.school_year, actor.organisation.pk, current())
        return {"known": "told", **_told.get(key, partial(_tell, actor, proposal, story, found))}
    if found.line:  # what broke off can be asked for again
        return {"known": "ready" if found.status == WorkStatus.FAILED else "silent", "line": found.line}
    return {
        "known": "asked",
        "progress": ShownProgress(t("De verdeelsleutels worden uitgerekend."), 0, None, here),
    }


def _tell(actor: Actor, proposal: Proposal, story: Story, found: KeysComparison) -> dict[str, Any]:
    answer = dividing.read_answer(found)
    assert answer is not None
    problem, comparison, frontier = answer
    names = {row.code: row.name for row in story.gemeenten}

    def school(row: School) -> Cell:
        where = place(actor, proposal, story, "school", code=row.code)
        return Cell(row.name, address=where, note=f"{names.get(row.municipality, '')} · {row.code}")

    columns: list[SheetColumn[School]] = [
        SheetColumn(t("school"), school),
        SheetColumn(t("vorig jaar"), lambda row: row.last_year_quarters, "hours"),
        *keys.hours_per_key(comparison, problem),
    ]
    order = [school.code for row in story.gemeenten for school in row.schools]
    rows = [problem.school[code] for code in order if code in problem.school]
    return {
        "sentence": keys.headline(comparison),
        "aims": [(division.key.name, division.key.aim) for division in comparison.divisions],
        "about_equal": keys.about_equal(comparison),
        "figures": _on_page(keys.side_by_side(comparison, with_points=False)),
        "gemeenten": _gemeenten(story, comparison, problem),
        "schools": table_of(t("Uren per week voor elke school"), columns, rows, summed=t("samen")),
        "frontier": None
        if frontier is None or not frontier.points
        else {
            "svg": draw_frontier(frontier, comparison),
            "sentence": frontier_sentence(frontier),
            "table": _on_page(keys.points(frontier, with_points=False)),
            "note": keys.about_gini(),
        },
    }


def _gemeenten(story: Story, comparison: Comparison, problem: Problem) -> Table:
    """Hours a week of each gemeente under each key."""
    before = SheetColumn[School](t("vorig jaar"), lambda school: school.last_year_quarters, "hours")
    hours = [before, *keys.hours_per_key(comparison, problem)]

    def under(column: SheetColumn[School], gemeente: GemeenteRow) -> int:
        held = (column.of(problem.school[school.code]) for school in gemeente.schools)
        return sum(one for one in held if isinstance(one, int))

    columns: list[SheetColumn[GemeenteRow]] = [
        SheetColumn(t("gemeente"), lambda row: row.name),
        *(SheetColumn(column.head, partial(under, column), "hours") for column in hours),
    ]
    return table_of(t("Uren per week voor elke gemeente"), columns, story.gemeenten, summed=t("samen"))


def _on_page(found: SheetTable[Any]) -> Table:
    """With a capital where a row begins."""
    table = table_of(found.caption, found.columns, found.rows)
    return replace(table, rows=[[_begun(row[0]), *row[1:]] for row in table.rows])


def _begun(cell: Cell | str) -> Cell | str:
    return cell[:1].upper() + cell[1:] if isinstance(cell, str) else cell
