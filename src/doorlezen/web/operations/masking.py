"""What stands in an address and lets somebody in: never in a line of the log, whoever writes that line.

A link in a mail opens a login, a registration or a mail address for whoever has it. So what follows the fixed
part of such an address is masked: in the path of a request, in what Django and others log, in a traceback.
"""

import re
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver

SECRET = frozenset({"token", "key", "uidb36"})
"""Parameters of addresses that let somebody in."""
PLAIN = frozenset(
    {
        *("organisation", "provider_id", "slug", "name", "code", "which", "kind", "language", "part"),
        *(
            "pk",
            "person",
            "invitation",
            "membership",
            "number",
            "order",
            "question",
            "year",
            "what",
            "figure",
            "told",
        ),
    }
)
"""The others. A parameter that is in neither set fails a test: whoever adds one says which it is."""
IN_A_QUERY = ("sleutel", "token", "key", "code", "state", "id_token")
"""Names behind a question mark with something like it."""

MASK = "(…)"
_SLASH = "(?:/|%2F)+"
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
_ENDS = r"[^\s\"'<>&?#\\]+"
_QUERY = re.compile(rf"\b((?:{'|'.join(IN_A_QUERY)})(?:=|%3D)){_ENDS}", re.IGNORECASE)


def masked(text: str) -> str:
    """``text`` (a line, a traceback, a whole address) with what lets somebody in masked."""
    return _QUERY.sub(rf"\1{MASK}", _patterns(settings.ROOT_URLCONF)[0].sub(rf"\1{MASK}", text))


def masked_path(path: str) -> str:
    """The path of a request with everything masked that follows what an address with a secret begins with."""
    found = _patterns(settings.ROOT_URLCONF)[1].search(path)
    return path if found is None else path[: found.end()] + MASK


def has_secret(request: HttpRequest) -> bool:
    """Whether the address of this request, or one that stands in it, lets somebody in."""
    address = request.get_full_path()
    return masked(address) != address


@cache
def _patterns(urlconf: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For a text, and for a path alone, of the addresses that ``urlconf`` holds."""
    any_beginning = "|".join(_expression(beginning) for beginning in beginnings()) or "(?!)"
    return (
        re.compile(rf"({any_beginning}){_ENDS}", re.IGNORECASE),
        re.compile(rf"({any_beginning})(?=.)", re.IGNORECASE | re.DOTALL),
    )


def beginnings() -> list[str]:
    """What the addresses with a secret begin with, up to that secret, in order: "/uitnodiging/"."""
    found = set()
    for route in _routes(get_resolver(), ""):
        secret = next((hit for hit in _PARAMETER.finditer(route) if _name(hit) in SECRET), None)
        if secret is not None:
            found.add("/" + route[: secret.start()])
    return sorted(found)


def _expression(beginning: str) -> str:
    """A pattern for it, however the slashes were typed and whatever stands for its plain parameters."""
    fixed = (re.escape(part) for part in re.split(_PARAMETER.pattern.replace("(\\w+)", "\\w+"), beginning))
    return "[^/\\s]+".join(fixed).replace("/", _SLASH)


def _routes(resolver: URLResolver, above: str) -> list[str]:
    """Every route of the site as one text, without the anchors of regular expressions."""
    found = []
    for pattern in resolver.url_patterns:
        route = above + str(pattern.pattern).replace("^", "").replace("$", "")
        found += [route] if isinstance(pattern, URLPattern) else _routes(pattern, route)
    return found


def _name(hit: re.Match[str]) -> str:
    return hit[1] or hit[2]
