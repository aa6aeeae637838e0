"""A webinar as the public will see it, for editors alone, with its files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from doorlezen.web.here import actor_of
from doorlezen.web.pages.webinars import media, webinar_page
from doorlezen.web.pages.webinars.editing.views import of_webinar, to
from doorlezen.webinars.domain.unshowable import fault
from doorlezen.webinars.models import Webinar


@require_safe
@of_webinar
def page(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """The page; of what cannot be shown, what has to be mended first."""
    if fault(webinar):
        return to(request, "about", slug=webinar.slug)
    organisation = actor_of(request).organisation.slug
    parts = {"organisation": organisation, "slug": webinar.slug}
    return webinar_page.show(request, webinar, webinar_page.Addresses("webinar-editing", parts))


@require_safe
@of_webinar
def recording(request: HttpRequest, webinar: Webinar) -> HttpResponseBase:
    """The recording."""
    return media.send_recording(request, webinar)


@require_safe
@of_webinar
def captions(request: HttpRequest, webinar: Webinar, language: str) -> HttpResponseBase:
    """The captions."""
    return media.send_captions(webinar, language)


@require_safe
@of_webinar
def poster(request: HttpRequest, webinar: Webinar) -> HttpResponseBase:
    """The poster."""
    return media.send_poster(request, webinar)


@require_safe
@of_webinar
def document(request: HttpRequest, webinar: Webinar, order: int) -> HttpResponseBase:
    """A document."""
    return media.send_document(request, webinar, order)
