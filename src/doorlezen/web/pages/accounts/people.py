"""Who work here: see, invite, give a role, end a role."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from doorlezen.accounts.domain import invitations, people
from doorlezen.accounts.domain.queries import colleagues, open_invitations
from doorlezen.accounts.models import Invitation, Membership, Person
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.accounts.forms import InviteForm, RoleForm
from doorlezen.web.refusing import refuse


@require_safe
@needs("people.see")
def everybody(request: HttpRequest) -> HttpResponse:
    """Who work here, in which roles, and who was invited."""
    actor, now = actor_of(request), timezone.now()
    context = {
        "colleagues": colleagues(actor, at=now),
        "invitations": open_invitations(actor),
        "may_invite": ask("people.invite", actor),
        "may_see_partners": ask("partners.see", actor),
        "now": now,
    }
    return shown(request, "accounts/people.html", context)


@needs("people.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    actor = actor_of(request)
    form = InviteForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = invitations.invite(
                actor,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                at=timezone.now(),
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("De uitnodiging aan {email} is onderweg.", email=made.email))
            return to(request, "people:everybody")
    return shown(request, "accounts/invite.html", {"form": form}, wrong=form.is_bound)


@require_POST
@needs("people.invite")
def invite_again(request: HttpRequest, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    found = get_object_or_404(Invitation.objects.order_by("id"), pk=invitation)
    try:
        invitations.invite_again(actor_of(request), invitation=found, at=timezone.now())
    except InputError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, t("De uitnodiging aan {email} is opnieuw onderweg.", email=found.email))
    return to(request, "people:everybody")


@require_POST
@needs("people.invite")
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Make the link of an invitation stop working."""
    found = get_object_or_404(Invitation.objects.order_by("id"), pk=invitation)
    try:
        invitations.withdraw(actor_of(request), invitation=found, at=timezone.now())
    except InputError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, t("De uitnodiging aan {email} is ingetrokken.", email=found.email))
    return to(request, "people:everybody")


@needs("people.invite")
def give_role(request: HttpRequest, person: int) -> HttpResponse:
    """Give a colleague one more role."""
    actor = actor_of(request)
    members = Membership.objects.filter(organisation=actor.organisation).values("person_id")
    colleague = get_object_or_404(Person.objects.filter(pk__in=members), pk=person)
    form = RoleForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            role = Role(form.cleaned_data["role"])
            people.give_role(actor, person=colleague, role=role, at=timezone.now())
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("{name} is nu ook {role}.", name=str(colleague), role=role.label))
            return to(request, "people:everybody")
    context = {"form": form, "colleague": colleague}
    return shown(request, "accounts/give_role.html", context, wrong=form.is_bound)


@needs("home.see")
def end(request: HttpRequest, membership: int) -> HttpResponse:
    """Ask whether a role must end, and end it. Everybody may end their own, which the domain judges."""
    actor, now = actor_of(request), timezone.now()
    held = get_object_or_404(Membership.objects.select_related("person").order_by("id"), pk=membership)
    if not ask("people.see", actor) and held.person != actor.person:
        raise Http404  # a number in an address tells nobody who works here
    if request.method == "POST":
        try:
            people.end_membership(actor, membership=held, at=now)
        except InputError as wrong:
            messages.error(request, str(wrong))
        else:
            messages.success(request, t("De rol van {name} is beëindigd.", name=str(held.person)))
        return to(request, "people:everybody") if held.person != actor.person else to(request, "organisation")
    return shown(request, "accounts/end.html", {"membership": held, "own": held.person == actor.person})
