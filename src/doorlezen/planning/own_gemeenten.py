"""A library plans for its own gemeenten alone."""

from collections.abc import Iterable

from doorlezen.accounts.models import Organisation
from doorlezen.register.domain.queries import gemeente_names


def elsewhere(library: Organisation, codes: Iterable[str]) -> list[str]:
    """Those of these gemeenten that are not the library's own, by code: "Culemborg (0216)"."""
    own = set(library.gemeenten.values_list("code", flat=True))
    if not (others := sorted(set(codes) - own)):
        return []
    names = gemeente_names(others)
    return [f"{names[code]} ({code})" if code in names else code for code in others]
