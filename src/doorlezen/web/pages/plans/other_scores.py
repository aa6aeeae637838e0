"""What other scores would do to a plan: who lies near the drempel, and what is at stake there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from doorlezen.accounts.actor import Actor
from doorlezen.desk.work import WorkStatus
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.allocation.futures import Risk
from doorlezen.engine.allocation.posed.problem import School
from doorlezen.language import InputError, money, n, t
from doorlezen.planning.proposals import weighing_scores
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.planning.proposals.weighing_scores import KeptWeighing, NearTheDrempel
from doorlezen.reports import futures
from doorlezen.reports.story import SchoolRow, Story
from doorlezen.reports.tables import in_words
from doorlezen.web.here import needs
from doorlezen.web.pages.plans.found_plans import found_story
from doorlezen.web.pages.plans.plan_pages import head_of
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import Cell, ShownProgress, Table, sentence, table_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.weigh_scores")
def other_scores(request: HttpRequest, pk: str) -> HttpResponse:
    """Who lies near the drempel, and what the plan becomes where they fall; asked for with the button."""
    actor, proposal, story = found_story(request, pk)
    if not sight_of(actor).whole:
        raise Http404
    if request.method == "POST":
        try:
            weighing_scores.ask_weighing(actor, proposal)
        except InputError as wrong:
            messages.error(request, sentence(wrong.what))
        return redirect(request.get_full_path())
    template = "plans/_scores.html" if getattr(request, "htmx", False) else "plans/scores.html"
    here = place(actor, proposal, story, "scores")
    page = {**head_of(actor, proposal, story), "here": here, **_known(actor, proposal, story, here)}
    return render(request, template, page)


def _known(actor: Actor, proposal: Proposal, story: Story, here: str) -> dict[str, Any]:
    near = weighing_scores.near_of(proposal) if story.has_plan else None
    if near is None:
        return {
            "known": "silent",
            "line": t("Van een plan voor meer schooljaren is dit niet uit te rekenen.")
            if story.has_plan
            else t("Er is geen plan, dus er valt niets door te rekenen."),
        }
    told = {
        "near": futures.near(near.flips, len(near.problem.schools), weighing_scores.BAND),
        "edition": _edition(near),
        "weight_follows": near.weight_follows,
        "schools": _near(actor, proposal, story, near) if near.flips else None,
    }
    if not near.flips:
        return {"known": "silent", **told}
    found = weighing_scores.weighing_of(proposal)
    if found is None:
        return {"known": "ready", **told}
    if (answer := weighing_scores.read_weighing(found)) is not None:
        return {"known": "told", **told, **_told(actor, proposal, story, answer)}
    if found.line:  # what broke off can be asked for again
        return {
            "known": "ready" if found.status == WorkStatus.FAILED else "silent",
            "line": found.line,
            **told,
        }
    busy = ShownProgress(t("Andere scores worden doorgerekend."), 0, None, here)
    return {"known": "asked", "progress": busy, **told}


def _edition(near: NearTheDrempel) -> str:
    if near.edition is None:
        return t("Van welke uitgave de scores zijn, staat niet bij dit plan.")
    return t(
        "Volgens {publisher}, {title}, {day}.",
        publisher=near.edition.publisher,
        title=near.edition.title,
        day=in_words(near.edition.peildatum),
    )


def _rows(story: Story) -> dict[str, SchoolRow]:
    return {school.code: school for row in story.gemeenten for school in row.schools}


def _school_cells(actor: Actor, proposal: Proposal, story: Story) -> Callable[[str], Cell]:
    """What makes the cell of a school, by its code: its name, where that leads, its gemeente."""
    names, rows = {row.code: row.name for row in story.gemeenten}, _rows(story)

    def cell(code: str) -> Cell:
        where = place(actor, proposal, story, "school", code=code)
        return Cell(rows[code].name, address=where, note=f"{names.get(rows[code].gemeente, '')} · {code}")

    return cell


def _near(actor: Actor, proposal: Proposal, story: Story, near: NearTheDrempel) -> Table:
    rows, cell = _rows(story), _school_cells(actor, proposal, story)
    schools = [near.problem.school[flip.school] for flip in near.flips]
    columns: list[SheetColumn[School]] = [
        SheetColumn(t("school"), lambda school: cell(school.code)),
        SheetColumn(t("score"), lambda school: school.score, "score"),
        SheetColumn(t("leerlingen"), lambda school: school.pupils, "whole"),
        SheetColumn(t("uur per week"), lambda school: rows[school.code].quarters, "hours"),
    ]
    return table_of(t("Scholen vlak boven de drempel"), columns, schools)


def _told(actor: Actor, proposal: Proposal, story: Story, answer: KeptWeighing) -> dict[str, Any]:
    cell = _school_cells(actor, proposal, story)
    columns: list[SheetColumn[Risk]] = [
        SheetColumn(t("school"), lambda risk: cell(risk.school)),
        SheetColumn(t("nu"), lambda risk: risk.quarters, "hours", unit=t("uur per week")),
        SheetColumn(t("laagste"), lambda risk: risk.least, "hours", unit=t("uur per week")),
        SheetColumn(t("hoogste"), lambda risk: risk.most, "hours", unit=t("uur per week")),
        SheetColumn(t("geld op het spel"), lambda risk: money(risk.cents), "euro"),
    ]
    together = answer.holds[0]
    return {
        "at_risk": futures.at_risk(answer.risks),
        # where every future answers alike, what is said of all of them together says it
        "survival": futures.survival(answer.holds) if len(set(answer.holds)) > 1 else "",
        "looked_at": n(
            "Doorgerekend is dat al deze scholen dalen.",
            "Doorgerekend is dat al deze scholen dalen, en {others} keer dat een geloot deel ervan daalt. "
            "Een loting zegt wat er kan gebeuren, niet hoe vaak.",
            len(answer.holds),
            others=len(answer.holds) - 1,
        ),
        "together": {
            True: t("Ook als ze allemaal dalen, kunnen de uren van nu blijven; soms betaalt een ander."),
            False: t("Als ze allemaal dalen, kunnen de uren van nu niet blijven."),
            None: t("Of de uren van nu kunnen blijven als ze allemaal dalen, was op tijd niet te zeggen."),
        }[together],
        "risks": table_of(t("Scholen waarvan de uren of de betaler ervan afhangen"), columns, answer.risks)
        if answer.risks
        else None,
    }
