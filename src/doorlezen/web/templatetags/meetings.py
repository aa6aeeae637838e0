"""What the page of a webinar says of it. ``{% load meetings %}{% registration_offer webinar %}``"""

from typing import Any

from django import template
from django.utils import timezone

from doorlezen.meetings.domain.moments import moment
from doorlezen.meetings.domain.queries import is_full, public_meeting
from doorlezen.webinars.models import Webinar

register = template.Library()
register.filter("moment", moment)


@register.inclusion_tag("meetings/_offer.html")
def registration_offer(webinar: Webinar) -> dict[str, Any]:
    """Register, come on the waiting list, or wait until it opens; else nothing."""
    meeting, now = public_meeting(webinar), timezone.now()
    takes = meeting is not None and meeting.takes(now)
    return {
        "webinar": webinar,
        "meeting": meeting,
        "takes": takes,
        "is_full": takes and meeting is not None and is_full(meeting),
        "opens_later": meeting is not None and now < meeting.opens_at,
    }
