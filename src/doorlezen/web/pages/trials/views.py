"""The pages of a trial: gemeenten, then real schools with a first plan and every assumption beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.desk.kept import Kept
from doorlezen.desk.work import WorkStatus
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import InputError, current, decimal, n, t, whole
from doorlezen.planning.build import Built
from doorlezen.planning.scenarios.posing import NotReadyError, posed
from doorlezen.planning.sources import read_sources
from doorlezen.planning.trials import trying
from doorlezen.planning.trials.models import Trial
from doorlezen.register.models import Gemeente
from doorlezen.reports import sentences
from doorlezen.reports.story import SchoolRow, Story
from doorlezen.reports.telling import tell
from doorlezen.web.day import today
from doorlezen.web.here import attachment
from doorlezen.web.operations.rate_limits import limited
from doorlezen.web.pages.scenarios.parts.table_forms import WhoFills
from doorlezen.web.pages.trials.forms import AssumptionsForm, GemeentenForm
from doorlezen.web.pieces import ShownProgress, Table, table_of
from doorlezen.web.refusing import refuse

_told: Kept[Story] = Kept(32)
_papers: Kept[bytes] = Kept(8)
_BUSY = {WorkStatus.WAITING, WorkStatus.RUNNING}


@require_http_methods(["GET", "HEAD", "POST"])
@limited("trials.begin", times=20, minutes=60)
def begin(request: HttpRequest) -> HttpResponse:
    """Choose gemeenten."""
    form = GemeentenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gemeenten = trying.gemeenten_named(form.cleaned_data["gemeenten"])
            year = form.cleaned_data["school_year"]
            made = trying.begin(gemeenten=gemeenten, school_year=year, now=timezone.now())
            trying.calculate(made, tree=trying.tree_of(made))
        except InputError as wrong:
            refuse(form, wrong, at="gemeenten")
        else:
            return redirect("trials:trial", token=made.token)
    names = Gemeente.objects.filter(listing__isnull=False).distinct().order_by("name", "code")
    context = {"form": form, "names": list(names.values_list("name", flat=True))}
    return render(request, "trials/begin.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("trials.calculate", times=60, minutes=60)
def trial(request: HttpRequest, token: str) -> HttpResponse:
    """The schools, what is assumed, and the plan that comes out of it."""
    found = _found(token)
    tree = trying.tree_of(found)
    form = AssumptionsForm(tree, prefix="a", data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            trying.calculate(found, tree=form.table(WhoFills(t("bezoeker"), today())))
        except NotReadyError as wrong:
            form.tell(wrong.refused)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return redirect("trials:trial", token=token)
    if getattr(request, "htmx", False):
        return _progress(request, found)
    context = _page(request, found, posed(tree)) | {"form": form}
    return render(request, "trials/trial.html", context, status=422 if request.method == "POST" else 200)


def _progress(request: HttpRequest, found: Trial) -> HttpResponse:
    """While somebody waits: again the progress, or the whole page when it is there."""
    if found.calculation is not None and found.calculation.status in _BUSY:
        context = {"progress": ShownProgress(t("Het plan wordt berekend"), 0, None, request.path, 1)}
        return render(request, "components/progress.html", context)
    answer = HttpResponse()
    answer.headers["HX-Refresh"] = "true"
    return answer


def _page(request: HttpRequest, found: Trial, built: Built) -> dict[str, Any]:
    story = _story(found)
    calculation = found.calculation
    busy = calculation is not None and calculation.status in _BUSY
    return {
        "token": found.token,
        "counted": _counted(built),
        "verdicts": _verdicts(built),
        "progress": ShownProgress(t("Het plan wordt berekend"), 0, None, request.path, 1) if busy else None,
        "failed": calculation is not None and calculation.status in {WorkStatus.FAILED, WorkStatus.REFUSED},
        "headline": sentences.headline(story) if story else "",
        "status": sentences.status(story) if story else "",
        "tables": [_table(row.name, row.schools) for row in story.gemeenten] if story else [],
        "sources": sentences.source_notes(story) if story else [],
        "remarks": built.remarks,
    }


def _counted(built: Built) -> str:
    scored = sum(school.has_score for school in built.candidates)
    return n(
        "Eén school, waarvan {scored} met een achterstandsscore.",
        "{count} scholen, waarvan {scored} met een achterstandsscore.",
        len(built.candidates),
        scored=whole(scored),
    )


def _verdicts(built: Built) -> str:
    """As far as open data can tell: which schools collaborate stands in no open file."""
    if not built.sources.scheme:
        return t("Voor dit schooljaar kennen we geen regeling.")
    may = sum(school.has_score for school in built.candidates)
    return n(
        "Voor {scheme} kan {count} school in aanmerking komen: die met een score, als je er al mee "
        "samenwerkt. Dat laatste staat in geen open bestand.",
        "Voor {scheme} kunnen {count} scholen in aanmerking komen: die met een score, als je er al mee "
        "samenwerkt. Dat laatste staat in geen open bestand.",
        may,
        scheme=built.sources.scheme,
    )


def _table(gemeente: str, schools: tuple[SchoolRow, ...]) -> Table:
    columns: list[SheetColumn[SchoolRow]] = [
        SheetColumn(t("School"), lambda row: row.name),
        SheetColumn(t("Leerlingen"), lambda row: row.pupils, kind="whole"),
        SheetColumn(t("Score"), lambda row: "" if row.score is None else decimal(row.score), kind="figure"),
        SheetColumn(t("Uren"), lambda row: row.quarters, unit=t("per week"), kind="hours", key="hours"),
        SheetColumn(t("Kosten"), lambda row: row.cents, unit=t("per schooljaar"), kind="euro"),
    ]
    return table_of(gemeente, columns, schools, first="hours", summed=t("samen"))


def _story(found: Trial) -> Story | None:
    """What the plan says, in the language of the reader; None where there is none yet."""
    calculation = found.calculation
    if calculation is None or calculation.status != WorkStatus.DONE or calculation.plan is None:
        return None
    plan, sources = bytes(calculation.plan), bytes(found.sources)
    key = (calculation.pk, len(sources), current())
    return _told.get(
        key,
        lambda: tell(read_problem(bytes(calculation.problem)), read_plan(plan), read_sources(sources)),
    )


@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The plan on paper."""
    from doorlezen.reports.document import as_pdf

    found = _found(token)
    story = _story(found)
    if story is None or found.calculation is None:
        raise Http404
    made = timezone.localdate(found.made_at)
    key = (found.calculation.pk, made, current())
    return attachment(_papers.get(key, lambda: as_pdf(story, made=made)), "application/pdf", "proefplan.pdf")


@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The assumptions as a library file: taken in by a library, it is a scenario to go on with."""
    return attachment(_found(token).text, "application/toml", "proef.toml")


def _found(token: str) -> Trial:
    try:
        return trying.found(token, now=timezone.now())
    except Trial.DoesNotExist:
        raise Http404 from None
