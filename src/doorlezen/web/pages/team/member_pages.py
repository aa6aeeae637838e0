"""Let somebody into the team, change and take away what is kept of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import colleagues
from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, t
from doorlezen.register.models import School
from doorlezen.team.domain import member_details, members, queries
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.models import TeamMember
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.team.member_forms import (
    AbsenceForm,
    CompetenceForm,
    MemberForm,
    MixForm,
    NotThereForm,
    WishForm,
    as_typed,
)
from doorlezen.web.pages.team.views import member_for
from doorlezen.web.refusing import refuse

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@_get_or_post
@needs("team.change")
def new(request: HttpRequest) -> HttpResponse:
    """Let somebody in."""
    actor = actor_of(request)
    form = _member_form(actor, request)
    if form.is_valid() and (made := _done(form, lambda: members.add_member(actor, **form.values))):
        messages.success(request, t("{name} staat in het team.", name=made.name))
        return to(request, "team:member", pk=made.pk)
    context = {"form": form, "title": t("Zet iemand in het team"), "button": t("Zet in het team")}
    return shown(request, "team/member_form.html", context, wrong=bool(form.errors))


@_get_or_post
@needs("team.change")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who somebody is, the hours, the days."""
    actor, found = actor_of(request), member_for(request, pk)
    form = _member_form(actor, request, found)
    if form.is_valid() and _done(form, lambda: members.change_member(actor, member=found, **form.values)):
        messages.success(request, t("Het is gewijzigd."))
        return to(request, "team:member", pk=pk)
    context = {"form": form, "title": t("Wijzig"), "button": t("Leg vast"), "member": found}
    return shown(request, "team/member_form.html", context, wrong=bool(form.errors))


@_get_or_post
@needs("team.change")
def shred(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether somebody may go; then delete everything for good."""
    found = member_for(request, pk)
    if request.method == "POST":
        members.shred_member(actor_of(request), member=found)
        messages.success(request, t("Alles over deze persoon is gewist."))
        return to(request, "team:list")
    return shown(request, "team/shred.html", {"member": found})


@_get_or_post
@needs("team.open")
def add_detail(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Add an absence, a competence, a wish, a school to stay away from, or a mix of roles."""
    actor, found = actor_of(request), member_for(request, pk)
    if what not in _DETAILS:
        raise Http404
    permission, title, make_form, write = _DETAILS[what]
    require(permission, actor, found)
    form = make_form(actor, request)
    if form.is_valid() and _done(form, lambda: write(actor, found, form.cleaned_data)):
        messages.success(request, t("Het staat erbij."))
        return to(request, "team:member", pk=pk)
    context = {"form": form, "member": found, "title": title(), "button": t("Leg vast")}
    return shown(request, "team/write.html", context, wrong=bool(form.errors))


@require_POST
@needs("team.open")
def remove_detail(request: HttpRequest, pk: int, what: str, number: int) -> HttpResponse:
    """Take one of these away."""
    found = member_for(request, pk)
    rows: dict[str, Any] = {
        "afwezig": found.absences,
        "deskundigheid": found.competences,
        "wens": found.schools,
        "rolmix": found.mixes,
    }
    detail = rows[what].filter(pk=number).first() if what in rows else None
    if detail is None:
        raise Http404
    member_details.take_away(actor_of(request), detail=detail)
    messages.success(request, t("Het is weg."))
    return to(request, "team:member", pk=pk)


def _member_form(actor: Actor, request: HttpRequest, found: TeamMember | None = None) -> MemberForm:
    return MemberForm(
        request.POST or None,
        places=queries.home_places(actor),
        people=[one.person for one in colleagues(actor, at=timezone.now())],
        initial=None if found is None else as_typed(found),
    )


def _done(form: forms.BaseForm, write: Callable[[], Any]) -> Any:
    """What was written; None where the domain refused, which is then said in the form."""
    try:
        return write()
    except InputError as wrong:
        refuse(form, wrong)
        return None


def _absence(actor: Actor, request: HttpRequest) -> AbsenceForm:
    return AbsenceForm(request.POST or None)


def _competence(actor: Actor, request: HttpRequest) -> CompetenceForm:
    return CompetenceForm(request.POST or None, kinds=competence_names(actor))


def _of_a_school(kind: type[Any], actor: Actor, request: HttpRequest) -> Any:
    return kind(request.POST or None, schools=queries.open_schools(actor))


def _add_absence(actor: Actor, found: TeamMember, given: dict[str, Any]) -> Any:
    return member_details.add_absence(actor, member=found, **given)


def _say_competence(actor: Actor, found: TeamMember, given: dict[str, Any]) -> Any:
    return member_details.say_competence(actor, member=found, **given)


def _say_wish(actor: Actor, found: TeamMember, given: dict[str, Any]) -> Any:
    return member_details.say_wish(actor, member=found, school=_school(given), wish=given["wish"])


def _not_there(actor: Actor, found: TeamMember, given: dict[str, Any]) -> Any:
    return member_details.agree_not_there(actor, member=found, school=_school(given), not_there=True)


def _say_mix(actor: Actor, found: TeamMember, given: dict[str, Any]) -> Any:
    return member_details.say_mix(actor, member=found, **{**given, "school": _school(given)})


def _school(given: dict[str, Any]) -> School:
    return School.objects.get(pk=given["school"])


_Detail = tuple[
    str,
    Callable[[], str],
    Callable[[Actor, HttpRequest], Any],
    Callable[[Actor, TeamMember, dict[str, Any]], Any],
]
_DETAILS: dict[str, _Detail] = {
    "afwezig": ("team.change", lambda: t("Leg vast wanneer iemand weg is"), _absence, _add_absence),
    "deskundigheid": ("team.change", lambda: t("Leg vast wat iemand kan"), _competence, _say_competence),
    "wens": ("team.wish", lambda: t("Wens voor een school"), partial(_of_a_school, WishForm), _say_wish),
    "niet-naar": (
        "team.change",
        lambda: t("Afspraak: gaat niet naar deze school"),
        partial(_of_a_school, NotThereForm),
        _not_there,
    ),
    "rolmix": ("team.change", lambda: t("Rolmix op een school"), partial(_of_a_school, MixForm), _say_mix),
}
"""What can be added: the permission that it asks, what its page is called, its form, and what writes it."""
