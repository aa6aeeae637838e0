"""The pieces that every template may use without loading them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from doorlezen.language import date
from doorlezen.web.addresses import address
from doorlezen.web.forms import as_options

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, **parts: Any) -> str:
    """The address of a page at the organisation that the reader is in: ``{% here "schools:list" %}``."""
    return address(context["actor"], name, **parts)


@register.simple_tag
def options(offered: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select; a tag, because the country has hundreds of gemeenten to choose from."""
    return as_options((value, {"selected": value == chosen}, text) for value, text in offered)


@register.filter
def in_words(day: datetime.date | None) -> str:
    """A day as people write it, 28 maart 2024; of a moment the day that it was here."""
    if isinstance(day, datetime.datetime):
        day = timezone.localdate(day)
    return date(day) if day else ""
