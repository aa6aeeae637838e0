"""The pieces that every template may use without loading them."""

from typing import Any

from django import template
from django.template.context import Context

from doorlezen.accounts.addresses import address

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, **parts: Any) -> str:
    """The address of a page at the organisation that the reader is in: ``{% here "schools:list" %}``."""
    return address(context["actor"], name, **parts)
