"""Every address of the site, as Django itself would find it: a page that is added later is here at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OF_AN_ORGANISATION = "o/<slug:organisation>/"
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")


@dataclass(frozen=True)
class Page:
    """An address: ``name`` as `reverse` knows it (empty: it has none), ``route`` with its parameters."""

    name: str
    route: str
    view: Any

    @property
    def key(self) -> str:
        """What the matrix calls it: its name, or its route where it has none."""
        return self.name or self.route

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters, but for the organisation."""
        names = [one or other for one, other in _PARAMETER.findall(self.route)]
        return tuple(name for name in names if name != "organisation")

    @property
    def is_of_an_organisation(self) -> bool:
        """Whether it lies under /o/<organisation>/."""
        return self.route.startswith(OF_AN_ORGANISATION)


@cache
def pages() -> tuple[Page, ...]:
    """Every address once, in the order in which Django looks; what an earlier one hides is left out."""
    found: dict[str, Page] = {}
    for page in _walk(get_resolver(), "", ""):
        found.setdefault(page.key, page)
    return tuple(found.values())


def of_an_organisation() -> tuple[Page, ...]:
    """Those under /o/<organisation>/."""
    return tuple(page for page in pages() if page.is_of_an_organisation)


def public() -> tuple[Page, ...]:
    """The others: for everybody, or about one's own account."""
    return tuple(page for page in pages() if not page.is_of_an_organisation)


def _walk(resolver: URLResolver, route: str, space: str) -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Page(f"{space}{pattern.name}" if pattern.name else "", here, pattern.callback)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, here, inner)
