"""The pieces that every template may use without loading them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from doorlezen.language import date, t
from doorlezen.web.addresses import address
from doorlezen.web.forms import as_options
from doorlezen.web.pages import field_words

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, **parts: Any) -> str:
    """The address of a page at the organisation that the reader is in: ``{% here "schools:list" %}``."""
    return address(context["actor"], name, **parts)


@register.simple_block_tag
def term(content: str, key: str) -> SafeString:
    """A word of the field as a link to what it means: ``{% term "eis" %}eisen{% endterm %}``."""
    if key not in field_words.KEYS:
        raise KeyError(key)
    return format_html('<a class="nl-link term" href="{}#{}">{}</a>', reverse("terms"), key, content)


@register.simple_tag
def words_here(*keys: str) -> SafeString:
    """The words of the field that a page uses, at its end, each a link to what it means:
    ``{% words_here "eis" "prijskaartje" %}``."""
    links = [(term(str(field_words.BY_KEY[key].word), key),) for key in keys]
    return format_html(
        '<p class="words-here soft small not-on-paper">{} {}</p>',
        t("Wat betekent:"),
        format_html_join(" · ", "{}", links),
    )


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
