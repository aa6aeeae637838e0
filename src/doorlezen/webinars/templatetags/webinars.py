"""Moments of recordings on any page, and how webinars write times and dates. ``{% load webinars %}``"""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from doorlezen.webinars.clock import clock
from doorlezen.webinars.domain import queries
from doorlezen.webinars.domain.minute import asked_this_minute
from doorlezen.webinars.domain.when import iso_date, when

register = template.Library()
register.filter("clock", clock)
register.filter("when", when)
register.filter("iso_date", iso_date)


@register.simple_tag
def lang(language: str) -> SafeString:
    """The attribute of what is in another language than the page: ``<p{% lang webinar.language %}>``."""
    return SafeString() if language == get_language() else format_html(' lang="{}"', language)


@register.inclusion_tag("webinars/moments.html")
def moments(*targets: str, most: int = 3) -> dict[str, Any]:
    """The two or three moments in recordings that matter here: ``{% moments "schools" "hours" %}``."""
    now = timezone.now()
    found = asked_this_minute(
        ("moments", targets, most), now, lambda: list(queries.moments(targets, now=now, most=most))
    )
    return {"moments": found}
