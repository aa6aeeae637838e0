"""The visits in somebody's own calendar: making an address, taking it back, and what the address gives."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.language import InputError, date, t
from doorlezen.team.domain.queries import team_members
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.calendar_feeds import (
    MadeFeed,
    end_feed,
    feed_to_end,
    feeds_of,
    followed,
    make_feed,
)
from doorlezen.visits.models import CalendarFeed
from doorlezen.web.day import today
from doorlezen.web.here import QUIET, actor_of, needs, shown, to
from doorlezen.web.pieces import sentence


class FeedForm(forms.Form):
    """For whom an address is."""

    voor = forms.ChoiceField(label=gettext_lazy("voor wie?"))

    def __init__(self, *arguments: Any, choices: list[tuple[str, str]], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["voor"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("visits.see_own")
def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses there are; make one for oneself or, for who may, for a colleague or a school."""
    actor = actor_of(request)
    made: MadeFeed | None = None
    if request.method == "POST":
        try:
            made = _make(actor, request.POST.get("voor", ""))
        except InputError as wrong:
            messages.error(request, sentence(wrong.what))
    choices = _choices(actor)
    context = {
        "feeds": [(one, _whose(one), _read(one)) for one in feeds_of(actor)],
        "made": _whose(made.feed) if made else "",
        "address": _address(made.secret) if made else "",
        "form": FeedForm(choices=choices),
        "may_make": bool(choices),
    }
    return shown(request, "visits/feeds.html", context)


@require_POST
@needs("visits.see_own")
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Take an address back."""
    actor = actor_of(request)
    found = feed_to_end(actor, number)
    if found is None:
        raise Http404
    end_feed(actor, feed=found, now=timezone.now())
    messages.success(request, t("Dit adres werkt niet meer."), extra_tags=QUIET)
    return to(request, "visits:feeds")


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar behind an address. Nobody logs in; who has no address that holds finds nothing."""
    found = followed(key, today=today())
    if found is None:
        raise Http404
    tag = f'"{hashlib.sha256(found.content).hexdigest()[:32]}"'
    asked = request.headers.get("If-None-Match", "")
    answer: HttpResponse
    if tag in [one.strip().removeprefix("W/") for one in asked.split(",")]:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(found.content, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="bezoeken.ics"'
    answer["ETag"] = tag
    answer["Last-Modified"] = http_date(found.changed_at.timestamp())
    answer["Cache-Control"] = "private, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _make(actor: Actor, given: str) -> MadeFeed:
    """For "m" and the number of somebody of the team, or "s" and the code of a school."""
    kind, rest = given[:1], given[1:]
    if kind == "m":
        member = next((one for one in team_members(actor) if str(one.pk) == rest), None)
        if member is not None:
            return make_feed(actor, member=member, now=timezone.now())
    if kind == "s" and (school := Visible(actor).school(rest)) is not None:
        return make_feed(actor, school=school, now=timezone.now())
    raise InputError("", t("kies voor wie de agenda is"))


def _choices(actor: Actor) -> list[tuple[str, str]]:
    """For whom somebody can make an address: everybody and every school, or oneself."""
    people: list[TeamMember] = team_members(actor, on=today())
    found = [(f"m{one.pk}", one.name) for one in people]
    if ask("visits.see_all", actor):
        schools = Visible(actor).schools.rows().filter(closed_on=None).order_by("name", "school_id")
        found += [(f"s{one.pk}", t("{school}, {place}", school=one.name, place=one.place)) for one in schools]
    return found


def _whose(one: CalendarFeed) -> str:
    if one.member is not None:
        return str(one.member.name)
    listing = getattr(one.school, "listing", None)
    return str(one.school_id) if listing is None else str(listing.name)


def _read(one: CalendarFeed) -> str:
    return t("nog niet opgehaald") if one.last_read_on is None else date(one.last_read_on)


def _address(secret: str) -> str:
    return settings.SITE_ADDRESS + reverse("visit-feed", args=[secret])
