"""Making a scenario: the list, a new one, its own page, and a page for each part."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.planning.scenarios import calculating, editing, making, queries, starting
from doorlezen.planning.scenarios.content import with_hours
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.posing import refused_by
from doorlezen.web.day import today
from doorlezen.web.here import QUIET, actor_of, attachment, needs, shown, to
from doorlezen.web.pages.scenarios import last_result, showing, to_do
from doorlezen.web.pages.scenarios.forms import LARGEST, BeginForm, HoursListForm, NameForm, TakeInForm
from doorlezen.web.pages.scenarios.parts import PARTS, Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.schools_part import SchoolsPart
from doorlezen.web.pages.scenarios.told_at_fields import told_at_fields
from doorlezen.web.refusing import refuse

CALCULATE = "bereken"
"""What the button of a part sends with which a reader goes on to the outcome."""


@require_safe
@needs("scenarios.see")
def every(request: HttpRequest) -> HttpResponse:
    """The scenarios of the library, the last changed first."""
    return render(request, "scenarios/list.html", showing.list_page(actor_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("scenarios.make")
def new(request: HttpRequest) -> HttpResponse:
    """Begin with what the site knows."""
    actor = actor_of(request)
    gemeenten = Around(actor, {}).gemeenten
    form = BeginForm(request.POST or None, gemeenten=gemeenten)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        tree = starting.started(
            actor, school_year=given["school_year"], gemeenten=tuple(given["gemeenten"]), today=today()
        )
        try:
            made = making.make(actor, title=given["title"], tree=tree, now=timezone.now())
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return to(request, "scenarios:part", pk=made.pk, part="scholen")
    context = {"form": form, "take_in": TakeInForm(), "gemeenten": gemeenten}
    return shown(request, "scenarios/new.html", context, wrong=form.is_bound)


@require_POST
@needs("scenarios.make")
def take_in(request: HttpRequest) -> HttpResponse:
    """Begin with a library file."""
    actor = actor_of(request)
    form = TakeInForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = Source(file.name, file.read(LARGEST + 1))
            made = making.take_in(actor, file=source, title=form.cleaned_data["title"], now=timezone.now())
        except InputError as wrong:
            refuse(form, wrong, at="file")
        else:
            messages.success(request, t("Het scenario staat er. Kijk of er nog iets te doen is."))
            return to(request, "scenarios:scenario", pk=made.pk)
    gemeenten = Around(actor, {}).gemeenten
    context = {"form": BeginForm(gemeenten=gemeenten), "take_in": form, "gemeenten": gemeenten}
    return shown(request, "scenarios/new.html", context, wrong=True)


@require_safe
@needs("scenarios.see")
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """What a scenario says, in short, and what is still to be done."""
    actor, opened = actor_of(request), _opened(request, pk)
    return render(request, "scenarios/scenario.html", showing.scenario_page(actor, opened))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("scenarios.see")
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part, to fill in. Asked by a script it only tells what is wrong, and keeps nothing."""
    if part not in PARTS:
        raise Http404
    actor, opened = actor_of(request), _opened(request, pk)
    if request.method != "POST":
        around = Around(actor, opened.tree)
        page = PARTS[part](around, opened.tree)
        return render(request, page.template, showing.part_page(opened, page))
    seen = _seen(request, opened)
    newest = seen == opened.version.number
    base = opened.tree if newest else queries.tree_at(actor, opened.scenario, seen)
    if base is None:
        messages.error(request, t("Deze pagina is te lang open geweest. Dit staat er nu."))
        return to(request, "scenarios:part", pk=pk, part=part)
    page = PARTS[part](Around(actor, base), base, request.POST)
    if getattr(request, "htmx", False):
        return HttpResponse(_told(page, base))
    if not page.is_valid():
        return render(request, page.template, showing.part_page(opened, page, seen=seen), status=422)
    return _saved(request, opened, page, page.tree(), seen)


def _told(page: ScenarioPart, base: dict[str, Any]) -> SafeString:
    """What is wrong, at its field; and whether the result that stands beside the form is still of this."""
    valid = page.is_valid()
    tree = page.tree() if valid else {}
    page.tell(refused_by(tree) if valid else (), tree)
    told = told_at_fields(page)
    return (
        told + last_result.told_while_typing(tree != base) if last_result.SHOWN in (page.data or {}) else told
    )


def _saved(
    request: HttpRequest, opened: queries.Opened, page: ScenarioPart, tree: dict[str, Any], seen: int
) -> HttpResponse:
    """Keep it, and go on to the same page, or to the next part where that was asked."""
    actor, pk = actor_of(request), opened.scenario.pk
    try:
        saved = editing.save(actor, scenario=pk, seen=seen, tree=tree, part=page.name, now=timezone.now())
    except InputError as wrong:
        messages.error(request, showing.told(wrong))
        return render(request, page.template, showing.part_page(opened, page, seen=seen), status=422)
    if saved.conflicts:
        again = type(page)(Around(actor, saved.tree), saved.tree)
        context = showing.part_page(opened, again, seen=saved.version, conflicts=saved.conflicts)
        return render(request, page.template, context, status=409)
    messages.success(request, t("Bewaard."), extra_tags=QUIET)
    if "verder" not in request.POST:
        return to(request, "scenarios:part", pk=pk, part=page.name)
    refused = to_do.refused_in(tree)
    if request.POST["verder"] == CALCULATE and not refused:
        return _calculated(request, pk)
    following = to_do.after(page.name, refused)
    if following and request.POST["verder"] != CALCULATE:
        return to(request, "scenarios:part", pk=pk, part=following)
    return to(request, "scenarios:scenario", pk=pk)


def _calculated(request: HttpRequest, pk: int) -> HttpResponse:
    """Calculate what was just kept, and show how far it is."""
    try:
        calculating.calculate(actor_of(request), scenario=pk, now=timezone.now())
    except InputError as wrong:
        messages.error(request, showing.told(wrong))
    return to(request, "scenarios:outcome", pk=pk)


@require_POST
@needs("scenarios.make")
def settle(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Undo the last save, copy, rename, put in the archive, take back or throw away."""
    actor, opened, now = actor_of(request), _opened(request, pk), timezone.now()
    try:
        match what:
            case "ongedaan":
                editing.undo(actor, scenario=pk, version=_seen(request, opened), now=now)
                messages.success(request, t("De laatste verandering is ongedaan gemaakt."))
            case "kopie":
                title = t("{title}, kopie", title=opened.scenario.title)[:200]
                pk = making.copy(actor, scenario=opened.scenario, title=title, now=now).pk
                messages.success(request, t("Dit is een kopie. Het andere scenario blijft zoals het is."))
            case "naam":
                form = NameForm(request.POST)
                editing.rename(actor, scenario=pk, title=form.data.get("title", ""), now=now)
                messages.success(request, t("De naam is bewaard."))
            case "archief":
                editing.archive(actor, scenario=pk, now=now)
                messages.success(request, t("Het scenario ligt in het archief."))
                return to(request, "scenarios:list")
            case "weg":
                editing.throw_away(actor, scenario=pk)
                messages.success(
                    request, t("Het scenario is weggegooid. Plannen die eruit kwamen, staan er nog.")
                )
                return to(request, "scenarios:list")
            case "terug":
                editing.take_back(actor, scenario=pk)
                messages.success(request, t("Je kunt weer verder met dit scenario."))
            case _:
                raise Http404
    except InputError as wrong:
        messages.error(request, showing.told(wrong))
    return to(request, "scenarios:scenario", pk=pk)


@require_POST
@needs("scenarios.make")
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """Take last year's hours out of a list."""
    actor, opened = actor_of(request), _opened(request, pk)
    form = HoursListForm(request.POST, request.FILES)
    page = SchoolsPart(Around(actor, opened.tree), opened.tree)
    if form.is_valid():
        file = form.cleaned_data["hours_file"]
        try:
            tree = with_hours(opened.tree, Source(file.name, file.read(LARGEST * 8)))
        except InputError as wrong:
            refuse(form, wrong, at="hours_file")
        else:
            return _saved(request, opened, page, tree, opened.version.number)
    context = showing.part_page(opened, page) | {"hours_form": form}
    return render(request, page.template, context, status=422)


@require_safe
@needs("scenarios.see")
def hours_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of last year's hours to fill in, with what is known."""
    actor, opened = actor_of(request), _opened(request, pk)
    data = showing.hours_book(Around(actor, opened.tree))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(data, kind, "uren-vorig-jaar.xlsx")


@require_safe
@needs("scenarios.see")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The library file of a scenario: taken in again it is the same scenario."""
    opened = _opened(request, pk)
    return attachment(opened.version.text, "application/toml", f"scenario-{pk}.toml")


def _opened(request: HttpRequest, pk: int) -> queries.Opened:
    try:
        return queries.opened(actor_of(request), pk)
    except Scenario.DoesNotExist:
        raise Http404 from None


def _seen(request: HttpRequest, opened: queries.Opened) -> int:
    seen = request.POST.get("gezien", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else opened.version.number
