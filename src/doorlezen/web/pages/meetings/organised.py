"""What every page of an organiser begins with: the webinar, and its meeting, of those that the actor runs."""

from django.http import Http404, HttpRequest

from doorlezen.meetings.domain.queries import webinar_of
from doorlezen.meetings.models import Meeting
from doorlezen.web.here import actor_of
from doorlezen.webinars.models import Webinar


def webinar_here(request: HttpRequest, slug: str) -> Webinar:
    """The webinar of the address. Raises Http404 where it is another one's, Refused."""
    found = webinar_of(actor_of(request), slug)
    if found is None:
        raise Http404
    return found


def meeting_here(request: HttpRequest, slug: str) -> Meeting:
    """The meeting of the webinar of the address. Raises Http404 where there is none, Refused."""
    webinar = webinar_here(request, slug)
    if not hasattr(webinar, "meeting"):
        raise Http404
    meeting: Meeting = webinar.meeting
    return meeting
