"""What a scheme has to give for a school year in the whole country, where that was published."""

from collections.abc import Sequence
from dataclasses import dataclass

from doorlezen.schemes.scheme import Scheme
from doorlezen.schemes.stated import SchemeSource
from doorlezen.schemes.value_types import Cents


@dataclass(frozen=True)
class PublishedBudget:
    """So many cents of a scheme for one school year, and where that was read."""

    scheme: Scheme
    cents: int
    source: SchemeSource | None


def budget_of_year(schemes: Sequence[Scheme], school_year: str) -> PublishedBudget | None:
    """The budget that the first of these schemes names for a school year ("2025-2026"): its amount
    ``budget_2025_2026``. None where none is published."""
    name = f"budget_{school_year.replace('-', '_')}"
    for scheme in schemes:
        amount = scheme.amounts.get(name)
        if amount is not None and isinstance(amount.stated.type, Cents) and amount.stated.value:
            return PublishedBudget(scheme, amount.stated.value, amount.stated.source)
    return None
