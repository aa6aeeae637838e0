"""What machines fetch under /webinars/."""

import datetime
import json

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from doorlezen.language import current
from doorlezen.web.pages.webinars import finding
from doorlezen.web.pages.webinars.outputs import atom as whats_new
from doorlezen.web.pages.webinars.outputs import feeds
from doorlezen.web.pages.webinars.outputs.linked_data import linked_data
from doorlezen.web.pages.webinars.outputs.picture import picture as drawn
from doorlezen.webinars.domain import queries
from doorlezen.webinars.domain.standing import standing
from doorlezen.webinars.models import Webinar

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
A_DAY = 24 * 60 * 60


def json_ld(webinar: Webinar, now: datetime.datetime) -> SafeString:
    """The webinar's JSON-LD at ``now``, to stand in a script element: nothing in it can end that element."""
    return mark_safe(json.dumps(linked_data(webinar, now), ensure_ascii=False).translate(_ESCAPES))


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """What is new, for feed readers."""
    now = timezone.now()
    webinars = queries.published(now).order_by("-publish_at", "slug").select_related("series", "organisation")
    feed = whats_new.atom(webinars.prefetch_related("themes")[: whats_new.NEWEST], now=now)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All webinars of which the day is known, for calendars; a series alone with ?reeks=…"""
    now = timezone.now()
    webinars = queries.published(now).order_by("date", "slug")
    series = request.GET.get("reeks")
    if series is not None:
        webinars = webinars.filter(series__slug=series)
    return _ics(feeds.calendar(webinars, now=now), "webinars")


@require_safe
@finding.follows_moves
def appointment(request: HttpRequest, slug: str) -> HttpResponse:
    """One webinar for a calendar, or to take it out when it does not go on."""
    found = finding.webinar(slug)
    return _ics(feeds.appointment(found, now=timezone.now()), found.slug)


@require_safe
@finding.follows_moves
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that stands beside a shared link."""
    found = finding.webinar(slug, queries.published(timezone.now()).select_related("series"))
    now = timezone.now()
    key = f"webinars.picture.{found.pk}.{found.version}.{standing(found, now).state}.{current()}"
    png = cache.get(key)
    if png is None:
        png = drawn(found, now)
        cache.set(key, png, A_DAY)
    response = HttpResponse(
        png, content_type="image/png", headers={"Cache-Control": f"public, max-age={A_DAY}"}
    )
    # who shares a link shows its picture on another site
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages of webinars."""
    now = timezone.now()
    webinars = list(queries.published(now))
    addresses = [(reverse("webinars:overview"), max((x.changed_at for x in webinars), default=None))]
    addresses += [(webinar.get_absolute_url(), webinar.changed_at) for webinar in webinars]
    addresses += [(reverse("webinars:year", args=[year]), None) for year, _ in queries.years(now)]
    for lists in (
        queries.all_series,
        queries.themes,
        queries.audiences,
        queries.speakers,
        queries.affiliations,
    ):
        addresses += [(thing.get_absolute_url(), None) for thing in lists(now)]
    return HttpResponse(feeds.sitemap(addresses), content_type="application/xml")


def _ics(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )
