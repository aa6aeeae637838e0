"""What the register knows of schools and gemeenten, for a file that leaves it open."""

from collections.abc import Collection, Mapping

from doorlezen.register.domain.facts import newest_rows
from doorlezen.register.models import Address, Gemeente
from doorlezen.register.readers.filling import Earlier

_CELLS = {
    "name": "name",
    "street": "street",
    "house_number": "house_number",
    "postcode": "postcode",
    "place": "place",
    "gemeente_id": "gemeente",
    "gemeente__name": "gemeente_name",
    "province": "province",
    "denomination": "denomination",
    "board_number": "board_number",
    "holiday_region": "holiday_region",
    "website": "website",
}
"""The fields of an address, and what a reader calls the cell that they come from."""


def what_is_known() -> Earlier:
    """The newest address of schools and the names of gemeenten; nothing is asked until there is a hole."""
    return Earlier(_schools, _gemeenten)


def _schools(codes: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    rows = newest_rows(Address, None).filter(school__in=sorted(codes)).values("school_id", *_CELLS)
    return {row["school_id"]: {cell: row[name] for name, cell in _CELLS.items()} for row in rows}


def _gemeenten() -> Mapping[str, str]:
    return dict(Gemeente.objects.order_by("code").values_list("code", "name"))
