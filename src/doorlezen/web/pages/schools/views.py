"""The list of schools, its map and its files; the page of one school."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.documents.books import XLSX
from doorlezen.language import n, t, whole
from doorlezen.register.domain.age import scores_told
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import SPECIAL
from doorlezen.relations.domain import queries as relations
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.schools import choice, consultants, in_plans, points, score_years, selection_file
from doorlezen.web.pages.schools import school as school_page
from doorlezen.web.pages.schools.headlines import sentence, watch
from doorlezen.web.pages.schools.school_year_page import weeks_told
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pages.schools.selection_workbook import kind_name
from doorlezen.web.pages.schools.table import PER_PAGE, table
from doorlezen.web.tiles import allow_tiles


@require_GET
@needs("schools.see")
def school_list(request: HttpRequest) -> HttpResponse:
    """The selection: the sentence that counts it, the filters, the table and the map.

    For htmx only what the filters change.
    """
    selection = _selection(request)
    page = Paginator(selection.pages, PER_PAGE).get_page(request.GET.get("pagina"))
    asked_by_form = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    counted = selection.counted
    response = render(
        request,
        "schools/results.html" if asked_by_form else "schools/list.html",
        {
            "selection": selection,
            "choice": selection.choice,
            "sentence": sentence(selection),
            "age": scores_told(selection.scores, selection.on),
            "filters": _filters(selection),
            "alone": counted.schools == 1 and not selection.choice.narrows,
            "page": page,
            "table": table(selection, list(page)),
            "unlocated": _unlocated(counted.schools - counted.located),
            "watch": watch(selection),
            "query": selection.choice.address(),
            "tiles": settings.MAP_TILES,
            "tiles_source": settings.MAP_TILES_SOURCE,
            "asked_by_form": asked_by_form,
            "may_see_days": bool(ask("days.see", actor_of(request))),
        },
    )
    patch_vary_headers(response, ["HX-Request"])
    return allow_tiles(response)


@require_GET
@needs("schools.see")
def map_points(request: HttpRequest) -> HttpResponse:
    """The selection as points, for the script that draws the map."""
    return HttpResponse(points.as_json(_selection(request)), content_type="application/json")


@require_GET
@needs("schools.see")
def map_drawing(request: HttpRequest) -> HttpResponse:
    """The selection as a drawing, for who has no JavaScript."""
    return HttpResponse(points.drawing(_selection(request)), content_type="image/svg+xml")


@require_GET
@needs("schools.see")
def export_csv(request: HttpRequest) -> HttpResponse:
    """The selection as csv."""
    return attachment(selection_file.csv_of(_selection(request)), "text/csv; charset=utf-8", t("scholen.csv"))


@require_GET
@needs("schools.see")
def export_xlsx(request: HttpRequest) -> HttpResponse:
    """The selection as a workbook."""
    return attachment(selection_file.xlsx_of(_selection(request)), XLSX, t("scholen.xlsx"))


@require_GET
@needs("schools.see")
def school(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one school that the reader may see."""
    actor, day = actor_of(request), today()
    visible = Visible(actor)
    listing = school_page.school_for(visible, code)
    view = school_page.view_of(visible, listing.pk)
    years = score_years.years_of(listing.pk, visible.last)
    context: dict[str, Any] = {
        "school": view,
        "facts": school_page.facts(view),
        "years": years,
        "lead": score_years.lead(years) if years else t("Deze school staat in geen achterstandsscores."),
        "drawing": score_years.drawing(years) if years else "",
        "score_table": score_years.table(years) if years else None,
        "special": kind_name(view.school_type) if view.school_type in SPECIAL else "",
        **school_page.judged_tracks(visible, listing.pk, on=day),
    }
    if ask("collaborations.see", actor):
        context["own_list"] = school_page.own_list_told(visible)
        context["collaborations"] = school_page.collaborations(view, on=day)
    if ask("plans.see", actor):
        context["in_plans"] = in_plans.table(actor, listing.pk)
    if ask("consultants.see", actor):
        context["consultant"] = consultants.of_school(actor, listing.pk)
    if ask("days.see", actor):
        context["school_year"] = weeks_told(actor, listing.pk)
    if ask("contacts.see", actor):
        context["contacts"] = relations.contacts_at(actor, listing.pk, on=timezone.localdate())
    if ask("notes.see", actor):
        context["notes"] = relations.notes_about(actor, listing.pk)
    return render(request, "schools/school.html", context)


def _selection(request: HttpRequest) -> Selection:
    visible = Visible(actor_of(request))
    chosen = choice.read_choice(
        request.GET,
        gemeenten={gemeente.code for gemeente in visible.gemeenten},
        own_list=visible.owner is not None,
        on=today(),
    )
    return Selection(visible, chosen, today())


def _filters(selection: Selection) -> list[dict[str, Any]]:
    """The choices of the form: name in the address, label, options and which of them is on."""
    chosen = selection.choice
    gemeenten = {gemeente.code: as_written(gemeente.name) for gemeente in selection.visible.gemeenten}
    filters = [
        _filter("score", t("Achterstandsscore"), chosen.score, choice.score_names()),
        _filter(
            "regeling", t("Regeling"), chosen.track or choice.NO_TRACK, _tracks(selection), all_first=False
        ),
        _filter("oordeel", t("Oordeel"), chosen.outcome, _outcomes(selection)),
    ]
    if selection.own_list is not None:
        filters.insert(1, _filter("fase", t("Samenwerking"), chosen.phase, choice.phase_names()))
    if selection.special or chosen.kind:
        kinds = {"": t("Basisscholen"), **choice.kind_names()}
        filters.insert(0, _filter("soort", t("Soort school"), chosen.kind, kinds, all_first=False))
    if len(gemeenten) > 1:
        filters.insert(0, _filter("gemeente", t("Gemeente"), chosen.gemeente, gemeenten))
    return filters


def _tracks(selection: Selection) -> dict[str, str]:
    return {**choice.track_names(selection.on), choice.NO_TRACK: t("Geen regeling")}


def _outcomes(selection: Selection) -> dict[str, str]:
    return choice.outcome_names(selection.choice.track, on=selection.on)


def _filter(
    name: str, label: str, chosen: str, options: dict[str, str], *, all_first: bool = True
) -> dict[str, Any]:
    named = {"": t("Alle"), **options} if all_first else options
    return {"name": name, "label": label, "chosen": chosen, "options": list(named.items())}


def _unlocated(missing: int) -> str:
    if not missing:
        return ""
    return n(
        "{number} school heeft geen coördinaten en staat alleen in de tabel.",
        "{number} scholen hebben geen coördinaten en staan alleen in de tabel.",
        missing,
        number=whole(missing),
    )
