"""The kinds of demand. To add one: write its module, and enter its class in `KINDS`."""

from doorlezen.documents.fields import Fields
from doorlezen.engine.allocation.posed.requirements.base import (
    ALL,
    REQUIRED,
    SCOPES,
    Apart,
    Choice,
    Field,
    FieldRole,
    Known,
    Outcome,
    Pay,
    Requirement,
    Row,
    Scale,
    Space,
    Term,
)
from doorlezen.engine.allocation.posed.requirements.cofinance import Cofinance
from doorlezen.engine.allocation.posed.requirements.equal_treatment import EqualTreatment
from doorlezen.engine.allocation.posed.requirements.keep import Keep
from doorlezen.engine.allocation.posed.requirements.over_years import InYears, MaxDrop, read_over_years
from doorlezen.engine.allocation.posed.requirements.quarters import MaxQuarters, MinQuarters
from doorlezen.engine.allocation.posed.requirements.reach import AtLeastSchools, AtMostSchools
from doorlezen.engine.allocation.posed.requirements.share import MinShare
from doorlezen.engine.allocation.posed.requirements.spend import SpendAtLeast, SpendAtMost

__all__ = [
    "ALL",
    "KINDS",
    "REQUIRED",
    "SCOPES",
    "Apart",
    "Choice",
    "Field",
    "FieldRole",
    "InYears",
    "Known",
    "MaxDrop",
    "Outcome",
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
        AtLeastSchools,
        AtMostSchools,
        EqualTreatment,
        SpendAtLeast,
        SpendAtMost,
        Cofinance,
    )
}


def read_requirement(fields: Fields, known: Known) -> Requirement:
    """Read one demand of a problem file. Raises InputError with the path of what is wrong."""
    own = {key: fields.text(key) for key in ("id", "by", "text")}
    if known.school_years:
        requirement = read_over_years(fields, known, KINDS, **own)
    else:
        requirement = KINDS[fields.one_of("kind", KINDS)].read(fields, known, **own)
    fields.close()
    return requirement
