"""/hulp/: what each role does here in a year."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import actor_among, memberships_of
from doorlezen.accounts.models import Membership
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import Role
from doorlezen.web.addresses import address
from doorlezen.web.pages.helping.help_pictures import HEIGHT, PICTURES, WIDTH
from doorlezen.web.pages.helping.help_step import HelpStep, RoleHelp
from doorlezen.web.pages.helping.library_steps import OF_LIBRARIES
from doorlezen.web.pages.helping.partner_steps import OF_OTHERS

HELP: dict[Role, RoleHelp] = {**OF_LIBRARIES, **OF_OTHERS}


@dataclass(frozen=True)
class ShownStep:
    """A step as the reader sees it; ``address``: its page, "" where the reader cannot open it."""

    title: str
    told: str
    picture: str
    alt: str
    address: str


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Which help there is; first that of the roles which the reader has."""
    own = {Role(membership.role) for membership in _memberships(request)}
    listed = [
        (role.label, reverse("help:role", kwargs={"slug": found.slug}), found.lead, role in own)
        for role, found in HELP.items()
    ]
    return render(request, "helping/roles.html", {"roles": sorted(listed, key=lambda one: not one[3])})


@require_safe
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """What one role does here in a year; links lead to the organisation where the reader has that role."""
    found = next((one for one in HELP.items() if one[1].slug == slug), None)
    if found is None:
        raise Http404
    of, told = found
    actor = _actor(request, of)
    context = {
        "role": of.label,
        "lead": told.lead,
        "steps": [_shown(step, actor) for step in told.steps],
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "helping/role.html", context)


def _shown(step: HelpStep, actor: Actor | None) -> ShownStep:
    return ShownStep(
        str(step.title), str(step.told), step.picture, str(PICTURES[step.picture]), _address(step, actor)
    )


def _address(step: HelpStep, actor: Actor | None) -> str:
    if not step.permission:
        return reverse(step.page)
    if actor is None or not ask(step.permission, actor):
        return ""
    return address(actor, step.page)


def help_of(actor: Actor) -> list[tuple[str, str]]:
    """The help of each role of the actor: what the role is called, and the address."""
    return [
        (str(role.label), reverse("help:role", kwargs={"slug": HELP[role].slug}))
        for role in Role
        if role in actor.roles
    ]


def _memberships(request: HttpRequest) -> list[Membership]:
    return memberships_of(request.user, at=timezone.now()) if request.user.is_authenticated else []


def _actor(request: HttpRequest, of: Role) -> Actor | None:
    """The reader at the first organisation where that role is held; None: nowhere."""
    held = _memberships(request)
    where = next((one.organisation.slug for one in held if one.role == of), None)
    return None if where is None else actor_among(held, where, at=timezone.now())
