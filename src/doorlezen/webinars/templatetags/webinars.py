"""Moments of recordings on any page, and how webinars write times and dates. ``{% load webinars %}``"""

from typing import Any

from django import template
from django.utils import timezone

from doorlezen.webinars.clock import clock
from doorlezen.webinars.domain import queries
from doorlezen.webinars.domain.when import iso_date, when

register = template.Library()
register.filter("clock", clock)
register.filter("when", when)
register.filter("iso_date", iso_date)


@register.inclusion_tag("webinars/moments.html")
def moments(*targets: str, most: int = 3) -> dict[str, Any]:
    """The two or three moments in recordings that matter here: ``{% moments "schools" "hours" %}``."""
    return {"moments": list(queries.moments(targets, now=timezone.now(), most=most))}
