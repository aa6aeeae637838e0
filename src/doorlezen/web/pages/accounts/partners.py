"""The gemeenten and schools of a library: invite them, one by one or from a list, and see who came."""

import re
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.accounts.domain import partner_list, partners
from doorlezen.accounts.models import Invitation
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.books import XLSX
from doorlezen.language import InputError, n, t
from doorlezen.planning.proposals.naming import key_of
from doorlezen.web.addresses import PlanConverter, address
from doorlezen.web.here import actor_of, attachment, needs, shown, to
from doorlezen.web.pages.accounts.partner_forms import PartnerForm, PartnerListForm
from doorlezen.web.pages.accounts.partner_template import as_xlsx
from doorlezen.web.pages.plans.found_plans import found_plan
from doorlezen.web.refusing import refuse

_SALT = "doorlezen.partners.list"
_AN_HOUR = 3600


@require_safe
@needs("partners.see")
def every(request: HttpRequest) -> HttpResponse:
    """Who takes part, who was invited, and who is still to come."""
    actor, now = actor_of(request), timezone.now()
    found = partners.partners(actor, at=now)
    gemeenten = [one for one in found if one.place.kind is OrganisationKind.GEMEENTE]
    schools = [one for one in found if one.place.kind is OrganisationKind.SCHOOL]
    begun = [one for one in schools if one.since or one.invitations]
    context = {
        "gemeenten": gemeenten,
        "schools": begun,
        "others": len(schools) - len(begun),
        "taking_part": _taking_part(gemeenten, schools),
        "may_invite": ask("partners.invite", actor),
        "now": now,
    }
    return shown(request, "accounts/partners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("partners.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody of a gemeente or a school; ``wie`` in the address chooses which, by its code, and
    ``plan`` is the plan whose page of sharing led here, and to which it goes back."""
    actor = actor_of(request)
    back = _back(request)
    there = partners.places(actor)
    chosen = request.GET.get("wie", "")
    initial = {"place": chosen if chosen in there else ""}
    form = PartnerForm(request.POST or None, places=there, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        place = there[given["place"]]
        try:
            made = partners.invite_partner(
                actor, place=place, name=given["name"], email=given["email"], at=timezone.now()
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(
                request,
                t("De uitnodiging aan {email} van {name} is onderweg.", email=made.email, name=place.called),
            )
            return HttpResponseRedirect(back)
    context = {"form": form, "there": there, "back": back}
    return shown(request, "accounts/partner_invite.html", context, wrong=form.is_bound)


def _back(request: HttpRequest) -> str:
    """The page of sharing a plan of ours, where that led here; else the list of who takes part."""
    actor, plan = actor_of(request), request.GET.get("plan", "")
    if re.fullmatch(PlanConverter.regex, plan) and ask("plans.share", actor):
        try:
            found = found_plan(request, plan)
        except Http404:
            return address(actor, "partners:every")
        return address(actor, "plans:sharing", pk=key_of(actor, found))
    return address(actor, "partners:every")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("partners.invite")
def from_list(request: HttpRequest) -> HttpResponse:
    """Read a list and show what inviting everybody in it would do."""
    actor = actor_of(request)
    form = PartnerListForm(request.POST or None, request.FILES or None)
    found: partner_list.PartnerList | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = partner_list.judge(actor, form.source(), at=timezone.now())
        except InputError as wrong:
            refuse(form, wrong, at="file")
    context: dict[str, Any] = {"form": form, "found": found}
    if found and not found.wrong and found.to_invite:
        rows = [(row.code, row.name, row.email) for row in found.to_invite]
        context["kept"] = signing.dumps([actor.organisation.pk, rows], salt=_SALT, compress=True)
    bad = request.method == "POST" and (found is None or bool(found.wrong))
    return shown(request, "accounts/partner_list.html", context, wrong=bad)


@require_POST
@needs("partners.invite")
def invite_all(request: HttpRequest) -> HttpResponse:
    """Invite everybody of the list that was shown just now, or nobody."""
    actor = actor_of(request)
    try:
        organisation, rows = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=_AN_HOUR)
    except signing.BadSignature:
        organisation, rows = None, []
    if organisation != actor.organisation.pk:
        messages.error(request, t("De lijst is te lang geleden gelezen. Kies het bestand opnieuw."))
        return to(request, "partners:list")
    try:
        count = partner_list.invite_all(actor, [tuple(row) for row in rows], at=timezone.now())
    except InputError as wrong:
        told = t("Er is niemand uitgenodigd. {why}. Lees de lijst opnieuw.", why=str(wrong))
        messages.error(request, told)
        return to(request, "partners:list")
    messages.success(
        request, n("Er is {count} uitnodiging onderweg.", "Er zijn {count} uitnodigingen onderweg.", count)
    )
    return to(request, "partners:every")


@require_safe
@needs("partners.invite")
def template(request: HttpRequest) -> HttpResponse:
    """The list to fill in: a row for each gemeente and school that does not take part yet."""
    found = partners.partners(actor_of(request), at=timezone.now())
    return attachment(as_xlsx(found), XLSX, t("uitnodigen.xlsx"))


@require_POST
@needs("partners.invite")
def invite_again(request: HttpRequest, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    found = _ours(request, invitation)
    try:
        partners.invite_partner_again(actor_of(request), invitation=found, at=timezone.now())
    except InputError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, t("De uitnodiging aan {email} is opnieuw onderweg.", email=found.email))
    return to(request, "partners:every")


@require_POST
@needs("partners.invite")
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Make the link of an invitation stop working."""
    found = _ours(request, invitation)
    try:
        partners.withdraw_from_partner(actor_of(request), invitation=found, at=timezone.now())
    except InputError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, t("De uitnodiging aan {email} is ingetrokken.", email=found.email))
    return to(request, "partners:every")


def _ours(request: HttpRequest, number: int) -> Invitation:
    found = partners.sent_by_us(actor_of(request), number)
    if found is None:
        raise Http404
    return found


def _taking_part(gemeenten: list[partners.Partner], schools: list[partners.Partner]) -> str:
    """How many of each take part, and how many invitations wait, in a sentence."""
    told = t(
        "Nu doen mee: {gemeenten} van je {all_gemeenten} gemeenten en {schools} van je {all_schools} "
        "scholen.",
        gemeenten=sum(one.since is not None for one in gemeenten),
        all_gemeenten=len(gemeenten),
        schools=sum(one.since is not None for one in schools),
        all_schools=len(schools),
    )
    waiting = sum(
        invitation.accepted_at is None for one in (*gemeenten, *schools) for invitation in one.invitations
    )
    if not waiting:
        return told
    more = n("Er wacht {count} uitnodiging.", "Er wachten {count} uitnodigingen.", waiting)
    return f"{told} {more}"
