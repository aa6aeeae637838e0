"""How a fact names where it stands: publisher, title, day and row."""

from typing import TYPE_CHECKING

from doorlezen.language import date, short_date, t

if TYPE_CHECKING:
    from doorlezen.register.models import Edition


def cite(edition: "Edition | None", row: int | None = None) -> str:
    """The edition in words, with the row: "CBS, Achterstandsscores 2019 (1 oktober 2019), rij 9"."""
    if edition is None:
        return t("niet in het register")
    source = f"{edition.publisher}, {edition.title} ({date(edition.peildatum)})"
    if row is None:
        return source
    return t("{source}, rij {row}", source=source, row=row)


def cite_list(edition: "Edition | None", row: int | None = None) -> str:
    """The library's own list in words: "eigen lijst, regel 14"; without a row "eigen lijst, 1 sep 2026"."""
    if edition is None:
        return t("geen lijst geladen")
    if row is None:
        return t("eigen lijst, {day}", day=short_date(edition.peildatum))
    return t("eigen lijst, regel {row}", row=row)
