"""The pieces that every template may use without loading them."""

import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from doorlezen.accounts.addresses import address
from doorlezen.language import date

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, **parts: Any) -> str:
    """The address of a page at the organisation that the reader is in: ``{% here "schools:list" %}``."""
    return address(context["actor"], name, **parts)


@register.filter
def in_words(day: datetime.date | None) -> str:
    """A day as people write it, 28 maart 2024; of a moment the day that it was here."""
    if isinstance(day, datetime.datetime):
        day = timezone.localdate(day)
    return date(day) if day else ""
