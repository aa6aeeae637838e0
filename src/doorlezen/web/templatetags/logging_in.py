"""What the pages of logging in ask about the request."""

import ipaddress
from typing import Any

from django import template
from django.http.request import split_domain_port

from doorlezen.web.login.going import where_to

register = template.Library()


@register.simple_tag(takes_context=True)
def going_to(context: dict[str, Any]) -> str:
    """Where the person was going."""
    return where_to(context["request"])


@register.simple_tag(takes_context=True)
def passkeys_here(context: dict[str, Any]) -> bool:
    """Whether a passkey can belong to the address that the reader typed: a name with https, or localhost."""
    request = context["request"]
    host = split_domain_port(request.get_host())[0].strip("[]")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(request.is_secure())
    return False
