"""A library plans for its own gemeenten alone."""

from collections.abc import Mapping
from typing import Any

from doorlezen.accounts.models import Organisation
from doorlezen.language import InputError, n
from doorlezen.planning.own_gemeenten import elsewhere
from doorlezen.planning.scenarios.content import NAME, refuse_shape


def owned(library: Organisation, tree: Mapping[str, Any]) -> dict[str, Any]:
    """The same file, with the library's own list of collaborations: that of another is not for this one.

    Raises InputError as `refuse_shape` and `refuse_what_is_elsewhere` do.
    """
    refuse_shape(tree)
    refuse_what_is_elsewhere(library, tree)
    return {**tree, "library": {**tree.get("library", {}), "site": library.slug}}


def refuse_what_is_elsewhere(library: Organisation, tree: Mapping[str, Any]) -> None:
    """Raise InputError that names the gemeenten of a library file that are not the library's own."""
    said = tree.get("library", {}).get("gemeenten", [])
    codes = [code for code in said if isinstance(code, str)] if isinstance(said, list) else []
    if not (others := elsewhere(library, codes)):
        return
    what = n(
        "dit gaat ook over een gemeente die niet bij {library} hoort: {names}; haal die eruit, of vraag een "
        "beheerder om die gemeente erbij te zetten",
        "dit gaat ook over gemeenten die niet bij {library} horen: {names}; haal die eruit, of vraag een "
        "beheerder om die gemeenten erbij te zetten",
        len(others),
        library=library.name,
        names=", ".join(others),
    )
    raise InputError(f"{NAME}: library.gemeenten", what, field="gemeenten")
