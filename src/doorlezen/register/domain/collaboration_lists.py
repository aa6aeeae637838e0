"""Whose list of collaborations counts, where there are several in one database."""

from doorlezen.language import InputError, date, t
from doorlezen.register.domain.queries import newest
from doorlezen.register.models import Edition, Kind


def require_list(owner: str, *, where: str) -> None:
    """Raises InputError, at ``where``, when no list was loaded for the library with this address."""
    if not owner or newest(Kind.COLLABORATIONS, owner=owner) is not None:
        return
    what = t("voor {owner} is geen lijst met samenwerkingen geladen", owner=repr(owner))
    if known := _owners():
        what += t("; wel voor {owners}", owners=", ".join(known))
    raise InputError(where, what)


def which_list(owner: str) -> str:
    """Which list counts, in a sentence, where that is not plain: there are others than the one of ``owner``
    (empty: of no library). Else empty."""
    own = newest(Kind.COLLABORATIONS, owner=owner)
    others = [other for other in _owners() if other != owner]
    shared = newest(Kind.COLLABORATIONS) if owner else None
    if own is None:
        if not others:
            return ""
        return t(
            "Er is geen lijst met samenwerkingen die van geen bibliotheek is; wel lijsten van {owners}. "
            "Kies er een.",
            owners=", ".join(others),
        )
    if owner:
        used = t("De lijst met samenwerkingen van {owner} telt ({day}).", owner=owner, day=_day(own))
        return f"{used} {_not_counted()}" if shared is not None else used
    if not others:
        return ""
    used = t("De lijst met samenwerkingen telt die van geen bibliotheek is ({day}).", day=_day(own))
    also = t("Er zijn ook lijsten van {owners}; kies er een als die moet tellen.", owners=", ".join(others))
    return f"{used} {also}"


def _not_counted() -> str:
    return t("De lijst die van geen bibliotheek is, telt niet mee.")


def _day(edition: Edition) -> str:
    return date(edition.peildatum)


def _owners() -> list[str]:
    """The libraries that loaded a list, by address."""
    found = Edition.objects.filter(kind=Kind.COLLABORATIONS).exclude(owner="")
    return list(found.order_by("owner").values_list("owner", flat=True).distinct())
