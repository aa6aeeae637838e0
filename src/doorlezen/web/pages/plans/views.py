"""Pages of plans. What somebody sees of a plan is cut out in `stories`, before anything is shown."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.language import InputError, t
from doorlezen.planning.proposals import queries
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.sharing import share, unshare
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.reports.story import Story
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.plans import downloads, plan_pages, plan_parts
from doorlezen.web.pages.plans.forms import ProposalForm
from doorlezen.web.pages.plans.plan_years import YEAR
from doorlezen.web.pages.plans.stories import story_in
from doorlezen.web.pages.plans.why import ask_why


@require_safe
@needs("plans.see")
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals that are open to the reader, newest first."""
    actor = actor_of(request)
    return render(request, "plans/list.html", plan_pages.list_page(actor, queries.proposals_for(actor)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.make")
def new(request: HttpRequest) -> HttpResponse:
    """Take in the files of a proposal."""
    actor = actor_of(request)
    form = ProposalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stored = form.store(actor)
        if stored is not None:
            messages.success(
                request, t("Voorstel {number} staat er. Nog niemand anders ziet het.", number=stored.number)
            )
            return redirect(address(actor, "plans:plan", pk=stored.pk))
    status = 200 if request.method in {"GET", "HEAD"} else 422
    return render(request, "plans/new.html", {"form": form}, status=status)


@require_safe
@needs("plans.see")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan: its sentence, its shelves, its table, its demands with their prices."""
    actor, proposal, story = _found(request, pk)
    if sight_of(actor).school is not None:
        return _letter(request, actor, proposal, story, sight_of(actor).school or "")
    return render(request, "plans/plan.html", plan_pages.plan_page(actor, proposal, story))


@require_safe
@needs("plans.see")
def gemeente(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One gemeente: need and equality, its shelf, its money's way, its demands, its schools."""
    actor, proposal, story = _found(request, pk)
    row = next((row for row in story.gemeenten if row.code == code), None)
    if row is None or sight_of(actor).school is not None:
        raise Http404
    return render(request, "plans/gemeente.html", plan_parts.gemeente_page(actor, proposal, story, row))


@require_safe
@needs("plans.see")
def schools(request: HttpRequest, pk: int) -> HttpResponse:
    """Every school of a plan that the reader sees."""
    actor, proposal, story = _found(request, pk)
    if sight_of(actor).school is not None:
        raise Http404
    return render(request, "plans/schools.html", plan_pages.schools_page(actor, proposal, story))


@require_safe
@needs("plans.see")
def school(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What one school gets, who pays, and for what."""
    actor, proposal, story = _found(request, pk)
    return _letter(request, actor, proposal, story, code)


def _letter(request: HttpRequest, actor: Actor, proposal: Proposal, story: Story, code: str) -> HttpResponse:
    for row in story.gemeenten:
        for of in row.schools:
            if of.code == code:
                page = plan_parts.school_page(actor, proposal, story, row, of)
                return render(request, "plans/school.html", page)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.see")
def demand(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One demand: what it costs, and why; what is not worked out yet is asked for with the button."""
    actor, proposal, story = _found(request, pk)
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


@require_POST
@needs("plans.share")
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the partners see a proposal ("ja"), or no longer."""
    actor = actor_of(request)
    try:
        if request.POST.get("delen") == "ja":
            share(actor, proposal=pk)
            messages.success(
                request, t("Het voorstel is gedeeld: iedere gemeente en school ziet het eigen deel.")
            )
        else:
            unshare(actor, proposal=pk)
            messages.success(request, t("Het voorstel is niet meer gedeeld."))
    except Proposal.DoesNotExist:
        raise Http404 from None
    except InputError as wrong:
        messages.error(request, str(wrong))
    return redirect(address(actor, "plans:plan", pk=pk))


@require_safe
@needs("plans.download")
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The plan on paper or as a workbook."""
    if kind not in {"pdf", "xlsx"}:
        raise Http404
    return _taken(downloads.document(*_found(request, pk), kind))


@require_safe
@needs("plans.files")
def engine_file(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """A file of the engine, byte for byte as it came in."""
    actor = actor_of(request)
    try:
        return _taken(downloads.engine_file(actor, _proposal(actor, pk), which))
    except KeyError:
        raise Http404 from None


def _taken(taken: downloads.PlanDownload) -> HttpResponse:
    return attachment(taken.data, taken.content_type, taken.name)


def _found(request: HttpRequest, pk: int) -> tuple[Actor, Proposal, Story]:
    """Who asks, the proposal, and what of it that person sees."""
    actor = actor_of(request)
    proposal = _proposal(actor, pk)
    story = story_in(actor, proposal, request.GET.get(YEAR) or proposal.school_year)
    if story is None:
        raise Http404
    return actor, proposal, story


def _proposal(actor: Actor, pk: int) -> Proposal:
    try:
        return queries.proposal(actor, pk)
    except Proposal.DoesNotExist:
        raise Http404 from None
