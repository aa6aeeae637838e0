"""What is coming, and the archive: by year, theme, audience, series, speaker and organisation."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.language import HELD, n, t
from doorlezen.web.pages.search.forms import QueryForm
from doorlezen.web.pages.webinars.finding import follows_moves, thing
from doorlezen.webinars.domain import queries
from doorlezen.webinars.domain.standing import standing
from doorlezen.webinars.domain.unshowable import shown
from doorlezen.webinars.domain.ways import ways
from doorlezen.webinars.models import Redirect, Webinar

CATALOGUE = "nl"
"""The language in which themes, audiences and series are described."""


LATEST = 5
"""How many of what was held last stand on the overview."""


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The calendar of what comes and the ways into the archive."""
    now, today = timezone.now(), timezone.localdate()
    public = queries.listed(queries.published(now))
    # what was held earlier today has been held
    coming, over = _split(shown(queries.coming(public, today)), now)
    return render(
        request,
        "webinars/overview.html",
        {
            "coming": coming,
            "latest": _latest(over, shown(queries.held(public, today)[:LATEST]), now),
            "find": QueryForm(),
            "ways": ways(now),
        },
    )


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """What was held, or will be, in a year."""
    if not HELD.first.year <= year <= HELD.last.year:
        raise Http404
    webinars = queries.published(timezone.now()).filter(date__year=year)
    if not webinars.exists():
        raise Http404
    return _listing(request, webinars, title=t("Webinars in {year}", year=year), over=t("Jaar"))


@require_safe
@follows_moves
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """What is about a theme."""
    now = timezone.now()
    found = thing(Redirect.Kind.THEME, queries.themes(now), slug)
    webinars = queries.published(now).filter(themes=found)
    return _listing(
        request, webinars, title=found.title, over=t("Thema"), about=found.about, language=CATALOGUE
    )


@require_safe
@follows_moves
def audience(request: HttpRequest, slug: str) -> HttpResponse:
    """What is meant for a doelgroep."""
    now = timezone.now()
    found = thing(Redirect.Kind.AUDIENCE, queries.audiences(now), slug)
    webinars = queries.published(now).filter(audiences=found)
    return _listing(request, webinars, title=found.title, over=t("Doelgroep"), language=CATALOGUE)


@require_safe
@follows_moves
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """A series: what it is for, under which agenda, and its webinars."""
    now = timezone.now()
    found = thing(Redirect.Kind.SERIES, queries.all_series(now), slug)
    webinars = queries.published(now).filter(series=found)
    return _listing(
        request,
        webinars,
        title=found.title,
        over=t("Reeks"),
        about=found.about,
        language=CATALOGUE,
        extra={"series": found},
    )


@require_safe
@follows_moves
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Where somebody spoke."""
    now = timezone.now()
    found = thing(Redirect.Kind.SPEAKER, queries.speakers(now), slug)
    webinars = queries.published(now).filter(parts__appearances__speaker=found).distinct()
    return _listing(request, webinars, title=found.name, over=t("Spreker"))


@require_safe
@follows_moves
def affiliation(request: HttpRequest, slug: str) -> HttpResponse:
    """Where people spoke for an organisation."""
    now = timezone.now()
    found = thing(Redirect.Kind.AFFILIATION, queries.affiliations(now), slug)
    webinars = queries.published(now).filter(parts__appearances__affiliation=found).distinct()
    return _listing(request, webinars, title=found.name, over=t("Organisatie"))


def _listing(
    request: HttpRequest,
    webinars: QuerySet[Webinar],
    *,
    title: str,
    over: str,
    about: str = "",
    language: str = "",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    now, listed = timezone.now(), shown(queries.listed(webinars))
    coming, gone = _split(listed, now)
    lead = n("{count} webinar.", "{count} webinars.", len(listed))
    context = {
        "title": title,
        "over": over,
        "about": about,
        "language": language,
        "lead": lead,
        "coming": coming[::-1],
        "held": [webinar for webinar in gone if not standing(webinar, now).is_off],
        "not_held": [webinar for webinar in gone if standing(webinar, now).is_off],
    }
    return render(request, "webinars/listing.html", {**context, **(extra or {})})


def _split(webinars: list[Webinar], now: datetime.datetime) -> tuple[list[Webinar], list[Webinar]]:
    """Those whose time is still to come, called off or not, and those whose time has gone by."""
    coming = [webinar for webinar in webinars if not standing(webinar, now).is_past]
    return coming, [webinar for webinar in webinars if standing(webinar, now).is_past]


def _latest(today: list[Webinar], before: list[Webinar], now: datetime.datetime) -> list[Webinar]:
    """What was held last, the newest first; not what was called off."""
    held = [webinar for webinar in reversed(today) if not standing(webinar, now).is_off]
    return [*held, *before][:LATEST]
