"""A price model: what a library asks a school, and per what (docs/price-models.md)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

PARTIES = ("school", "library", "gemeente")
"""Who can bear a price, in the order in which the cents that are left over are handed out."""


class PricedPer(StrEnum):
    """Per what an amount is asked."""

    PUPIL = "pupil"
    """On the count of the model."""
    SCHOOL = "school"
    HOUR = "hour"
    """Of the hours a year that the school gets; where it is ordered, of those."""
    PIECE = "piece"
    """Of what is ordered: an activity for a group, a subscription, a person on a course."""


class VatBasis(StrEnum):
    """How the amounts of a model stand to VAT."""

    EXCLUDED = "excluded"
    INCLUDED = "included"
    EXEMPT = "exempt"
    UNKNOWN = "unknown"
    """The model does not say: then nothing is reckoned with VAT."""


@dataclass(frozen=True, slots=True)
class SizeBand:
    """Up to and including ``most`` pupils (None: however many) it costs ``cents``."""

    most: int | None
    cents: int


@dataclass(frozen=True)
class PriceRule:
    """One row of a model. Cents per pupil, school, hour or piece; or ``bands`` by the size of the school.

    ``credit_quarters``: a piece is paid in quarter-hours of a credit that the school has, not in money (then
    cents is 0). ``only``, ``but``: for schools with, or without, this trait. ``ordered``: it is there only
    where it is asked for by its key; otherwise every school gets it.
    """

    key: str
    name: str
    per: PricedPer
    cents: int = 0
    bands: tuple[SizeBand, ...] = ()
    credit_quarters: int = 0
    only: str = ""
    but: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class PriceModel:
    """All rules of a model, with where they were read.

    ``vat_rate``: whole percents; None: not said, and not invented. ``shares``: whole percents per party,
    100 together. ``counted_on``: the day of the count of pupils. ``years``: how long it is agreed for; None:
    not said.
    """

    key: str
    name: str
    source: str
    rules: tuple[PriceRule, ...]
    vat: VatBasis
    vat_rate: int | None = None
    shares: tuple[tuple[str, int], ...] = (("school", 100),)
    counted_on: datetime.date | None = None
    years: int | None = None

    @property
    def traits(self) -> tuple[str, ...]:
        """The traits of a school that the price hangs on, in order of name."""
        return tuple(sorted({trait for rule in self.rules for trait in (rule.only, rule.but) if trait}))
