"""Pages of plans. What somebody sees of a plan is cut out in `stories`, before anything is shown."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.finding_ways_out import ask_for_ways_out
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.school_reasons import ask_for_reasons
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.reports.story import Story
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.plans import downloads, plan_list, plan_pages, plan_parts, talk_sheets
from doorlezen.web.pages.plans.forms import ProposalForm
from doorlezen.web.pages.plans.found_plans import found_plan, found_story
from doorlezen.web.pages.plans.why import ask_why


@require_safe
@needs("plans.see")
def proposals(request: HttpRequest) -> HttpResponse:
    """The plans that are open to the reader, newest first."""
    return render(request, "plans/list.html", plan_list.list_page(actor_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.make")
def new(request: HttpRequest) -> HttpResponse:
    """Take in the files of a plan."""
    actor = actor_of(request)
    form = ProposalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stored = form.store(actor)
        if stored is not None:
            messages.success(
                request,
                t("{plan} staat er, als concept. Nog niemand anders ziet het.", plan=plan_name(stored)),
            )
            return redirect(address(actor, "plans:plan", pk=key_of(actor, stored)))
    status = 200 if request.method in {"GET", "HEAD"} else 422
    return render(request, "plans/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.see")
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    """The plan: its sentence, its shelves, its table, its demands with their prices.

    Where there can be no plan its ways out, which are asked for with the button where nobody did yet.
    """
    actor, proposal, story = found_story(request, pk)
    if request.method == "POST":
        ask_for_ways_out(actor, proposal)
        return redirect(request.get_full_path())
    if sight_of(actor).school is not None:
        return _letter(request, actor, proposal, story, sight_of(actor).school or "")
    template = "plans/_ways_out.html" if getattr(request, "htmx", False) else "plans/plan.html"
    return render(request, template, plan_pages.plan_page(actor, proposal, story))


@require_safe
@needs("plans.see")
def gemeente(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """One gemeente: need and equality, its shelf, its money's way, its demands, its schools."""
    actor, proposal, story = found_story(request, pk)
    row = next((row for row in story.gemeenten if row.code == code), None)
    if row is None or sight_of(actor).school is not None:
        raise Http404
    return render(request, "plans/gemeente.html", plan_parts.gemeente_page(actor, proposal, story, row))


@require_safe
@needs("plans.see")
def schools(request: HttpRequest, pk: str) -> HttpResponse:
    """Every school of a plan that the reader sees."""
    actor, proposal, story = found_story(request, pk)
    if sight_of(actor).school is not None:
        raise Http404
    return render(request, "plans/schools.html", plan_pages.schools_page(actor, proposal, story))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.see")
def school(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """What one school gets, who pays, and why; what nobody asked for yet is asked for with the button."""
    actor, proposal, story = found_story(request, pk)
    if request.method == "POST":
        if not any(of.code == code for row in story.gemeenten for of in row.schools):
            raise Http404
        try:
            ask_for_reasons(actor, proposal)
        except InputError as wrong:
            messages.error(request, str(wrong))
        return redirect(request.get_full_path())
    return _letter(request, actor, proposal, story, code)


def _letter(request: HttpRequest, actor: Actor, proposal: Proposal, story: Story, code: str) -> HttpResponse:
    for row in story.gemeenten:
        for of in row.schools:
            if of.code == code:
                page = plan_parts.school_page(actor, proposal, story, row, of)
                polled = getattr(request, "htmx", False)
                return render(request, "plans/_reason.html" if polled else "plans/school.html", page)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.see")
def demand(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One demand: what it costs, and why; what is not worked out yet is asked for with the button."""
    actor, proposal, story = found_story(request, pk)
    row = next((row for row in story.demands if row.number == number), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            ask_why(actor, proposal, story, row)
        except InputError as wrong:
            messages.error(request, str(wrong))
        return redirect(request.get_full_path())
    template = "plans/_why.html" if getattr(request, "htmx", False) else "plans/demand.html"
    return render(request, template, plan_parts.demand_page(actor, proposal, story, row))


@require_safe
@needs("plans.download")
def download(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """The plan on paper or as a workbook."""
    if kind not in {"pdf", "xlsx"}:
        raise Http404
    return _taken(downloads.document(*found_story(request, pk), kind))


@require_safe
@needs("plans.download")
def talk_sheet(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """One page about a gemeente, to talk about with the alderman."""
    actor, proposal, story = found_story(request, pk)
    if not story.has_plan or not any(row.code == code for row in story.gemeenten):
        raise Http404
    if sight_of(actor).school is not None:
        raise Http404
    return _taken(talk_sheets.talk_sheet(actor, proposal, story, code))


@require_safe
@needs("plans.files")
def engine_file(request: HttpRequest, pk: str, which: str) -> HttpResponse:
    """A file of the engine, byte for byte as it came in."""
    actor = actor_of(request)
    try:
        return _taken(downloads.engine_file(actor, found_plan(request, pk), which))
    except KeyError:
        raise Http404 from None


def _taken(taken: downloads.PlanDownload) -> HttpResponse:
    return attachment(taken.data, taken.content_type, taken.name)
