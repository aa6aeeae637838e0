"""Moments of recordings on any page, and how webinars write times and dates. ``{% load webinars %}``"""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from doorlezen.desk.kept import Kept, minute_of
from doorlezen.webinars.clock import clock
from doorlezen.webinars.domain import queries
from doorlezen.webinars.domain.standing import Standing, standing, titled
from doorlezen.webinars.domain.when import day_and_time, iso_date, iso_in_words, when
from doorlezen.webinars.models import Chapter, Webinar

register = template.Library()
_kept: Kept[list[Chapter]] = Kept(64, about="webinars")
register.filter("clock", clock)
register.filter("when", when)
register.filter("day_and_time", day_and_time)
register.filter("iso_date", iso_date)
register.filter("iso_in_words", iso_in_words)


@register.filter(name="standing")
def standing_now(webinar: Webinar) -> Standing:
    """What its meeting is at this moment: ``{% with now=webinar|standing %}{% if now.is_off %}``."""
    return standing(webinar, timezone.now())


@register.filter(name="titled")
def titled_now(webinar: Webinar) -> str:
    """Its title where no date stands beside it; says that it does not go on."""
    return titled(webinar, timezone.now())


@register.filter
def language_name(code: str) -> str:
    """What a language is called here: nl → Nederlands, nl-BE → Nederlands (BE); else its code."""
    language, _, region = code.partition("-")
    try:
        name = str(get_language_info(language)["name_translated"]).capitalize()
    except KeyError:
        return code
    return f"{name} ({region})" if region else name


@register.simple_tag
def lang(language: str) -> SafeString:
    """The attribute of what is in another language than the page: ``<p{% lang webinar.language %}>``."""
    return SafeString() if language == get_language() else format_html(' lang="{}"', language)


@register.inclusion_tag("webinars/moments.html")
def moments(*targets: str, most: int = 3) -> dict[str, Any]:
    """The two or three moments in recordings that matter here: ``{% moments "schools" "hours" %}``."""
    now = timezone.now()
    key = (targets, most, minute_of(now))
    return {"moments": _kept.get(key, lambda: list(queries.moments(targets, now=now, most=most)))}
