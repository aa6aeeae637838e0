"""The kinds of demand. To add one: write its module, and enter its class in `KINDS`."""

from doorlezen.documents.fields import Fields
from doorlezen.engine.allocation.requirements.base import (
    ALL,
    REQUIRED,
    SCOPES,
    Apart,
    Choice,
    Field,
    Known,
    Outcome,
    Part,
    Pay,
    Requirement,
    Row,
    Scale,
    Space,
    Term,
)
from doorlezen.engine.allocation.requirements.cofinance import Cofinance
from doorlezen.engine.allocation.requirements.equal_treatment import EqualTreatment
from doorlezen.engine.allocation.requirements.keep import Keep
from doorlezen.engine.allocation.requirements.quarters import MaxQuarters, MinQuarters
from doorlezen.engine.allocation.requirements.reach import AtMostSchools, Reach
from doorlezen.engine.allocation.requirements.share import MinShare
from doorlezen.engine.allocation.requirements.spend import SpendAtLeast, SpendAtMost

__all__ = [
    "ALL",
    "KINDS",
    "REQUIRED",
    "SCOPES",
    "Apart",
    "Choice",
    "Field",
    "Known",
    "Outcome",
    "Part",
    "Pay",
    "Requirement",
    "Row",
    "Scale",
    "Space",
    "Term",
    "read_requirement",
]

KINDS: dict[str, type[Requirement]] = {
    kind.kind: kind
    for kind in (
        MinQuarters,
        MaxQuarters,
        Keep,
        MinShare,
        Reach,
        AtMostSchools,
        EqualTreatment,
        SpendAtLeast,
        SpendAtMost,
        Cofinance,
    )
}


def read_requirement(fields: Fields, schools: list[str], funds: list[str]) -> Requirement:
    """Read one demand of a problem file. Raises InputError with the path of what is wrong."""
    own = {key: fields.text(key) for key in ("id", "by", "text")}
    kind = KINDS[fields.one_of("kind", KINDS)]
    requirement = kind.read(fields, Known(schools, funds), **own)
    fields.close()
    return requirement
