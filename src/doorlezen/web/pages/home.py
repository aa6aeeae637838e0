"""The front page, and the first page of an organisation."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.language import t
from doorlezen.planning.proposals.naming import plan_name
from doorlezen.planning.proposals.queries import leading, proposals_for
from doorlezen.reports.sentences import headline
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs
from doorlezen.web.navigation import links
from doorlezen.web.pages.consultant_first_page import of_consultant
from doorlezen.web.pages.first_page import counted_schools, of_library
from doorlezen.web.pages.helping.views import help_of
from doorlezen.web.pages.national_first_page import of_national
from doorlezen.web.pages.partner_first_page import of_partner
from doorlezen.web.pages.plans.stories import story_for


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in."""
    return render(request, "home/front.html")


@require_safe
@needs("home.see")
def organisation(request: HttpRequest) -> HttpResponse:
    """What there is to do here, with what stands there now."""
    actor = actor_of(request)
    first = of_consultant(actor) or of_library(actor) or of_partner(actor) or of_national(actor)
    if first is not None:
        return render(request, "home/first.html", {"first": first, "help": help_of(actor)})
    news = {address(actor, name): told for name, told in _news(actor)}
    doors = [
        (link, news.get(link.address, link.about))
        for link in links(actor, request.path)
        if link.current != "page"
    ]
    return render(request, "home/organisation.html", {"doors": doors, "help": help_of(actor)})


def _news(actor: Actor) -> Iterator[tuple[str, str]]:
    """The first sentence of a page, by the name of its address: schools counted, the plan told."""
    if ask("schools.see", actor) and actor.kind is not OrganisationKind.SCHOOL:
        yield "schools:list", counted_schools(actor)
    if ask("plans.see", actor) and (found := leading(proposals_for(actor))):
        story = story_for(actor, found)
        told = t(
            "{plan}, {state}: {said}",
            plan=plan_name(found),
            state=found.get_state_display(),
            said=headline(story) if story.gemeenten else "",
        )
        own = actor.kind is OrganisationKind.LIBRARY
        yield "plans:list", told if own else f"{found.organisation}. {told}"
