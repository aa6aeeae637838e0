"""What an offer costs by a price model: rows, VAT per rate, and who bears what. All in whole cents.

Rounding, stated once: a row is rounded to the cent, half up. VAT is reckoned over the sum of the rows, not
per row, and rounded half up (as EN 16931 asks, BR-CO-14 and BR-S-9); amounts that include VAT are taken
apart in the same way. Shares are whole cents that add up to the price: each party its part rounded down, and
the cents that are left to those who lost most by it, the first named going first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from doorlezen.agreements.pricing.price_model import PricedPer, PriceModel, PriceRule, VatBasis
from doorlezen.engine.largest_remainder import by_largest_remainder
from doorlezen.language import FieldError, t


@dataclass(frozen=True)
class OfferedSchool:
    """What the price of a school hangs on.

    ``pupils``: on the count; None: not known. ``quarters``: hours that it gets in the year, in quarter-hours.
    ``traits``: words that the model asks about. ``ordered``: by key of the rule how many pieces, of hours
    quarter-hours.
    """

    code: str
    pupils: int | None = None
    quarters: int = 0
    traits: frozenset[str] = frozenset()
    ordered: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PricedRow:
    """One row of an offer: so many ``quantity`` (quarter-hours where ``per`` is an hour) of ``unit_cents``.

    ``cents`` is in or without VAT as the model says. ``credit_quarters``: paid from a credit, not in money.
    """

    rule: str
    name: str
    per: PricedPer
    quantity: int
    unit_cents: int
    cents: int
    credit_quarters: int = 0


@dataclass(frozen=True)
class PricedOffer:
    """The rows, what they come to, and who bears what of what has to be paid.

    ``net``, ``vat`` and ``gross`` are None where the model does not say enough to know them: which of the
    two ``asked`` is, or at which rate.
    """

    rows: tuple[PricedRow, ...]
    asked: int
    net: int | None
    vat: int | None
    gross: int | None
    credit_quarters: int
    shares: tuple[tuple[str, int], ...]


def price_offer(model: PriceModel, school: OfferedSchool) -> PricedOffer:
    """What this school costs by this model.

    Raises FieldError ("pupils") where the price hangs on a count that is not known, and ("ordered") for what
    the model does not have, or less than nothing of it.
    """
    known = {rule.key for rule in model.rules if rule.ordered}
    for key, count in school.ordered.items():
        if key not in known:
            raise FieldError("ordered", t("{key} staat niet in dit prijsmodel", key=key))
        if count < 0:
            raise FieldError("ordered", t("{key}: bestel 0 of meer, niet {count}", key=key, count=count))
    rows = tuple(_row(rule, school) for rule in model.rules if _is_for(rule, school))
    asked = sum(row.cents for row in rows)
    net, vat, gross = _with_vat(model, asked)
    to_pay = asked if gross is None else gross
    credit = sum(row.credit_quarters for row in rows)
    return PricedOffer(rows, asked, net, vat, gross, credit, shared(to_pay, model.shares))


def shared(cents: int, shares: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """``cents`` over parties by whole percents that are 100 together, in their order; nothing is lost."""
    parts = by_largest_remainder(cents, [percents for _, percents in shares])
    return tuple((party, part) for (party, _), part in zip(shares, parts, strict=True))


def _is_for(rule: PriceRule, school: OfferedSchool) -> bool:
    if rule.ordered and not school.ordered.get(rule.key):
        return False
    return (not rule.only or rule.only in school.traits) and rule.but not in school.traits


def _row(rule: PriceRule, school: OfferedSchool) -> PricedRow:
    quantity = _quantity(rule, school)
    unit = _unit_cents(rule, school)
    cents = _half_up(quantity * unit, 4) if rule.per == PricedPer.HOUR else quantity * unit
    credit = quantity * rule.credit_quarters
    return PricedRow(rule.key, rule.name, rule.per, quantity, unit, cents, credit)


def _quantity(rule: PriceRule, school: OfferedSchool) -> int:
    match rule.per:
        case PricedPer.PUPIL:
            return _pupils(school)
        case PricedPer.HOUR:
            return school.ordered[rule.key] if rule.ordered else school.quarters
        case PricedPer.PIECE:
            return school.ordered[rule.key]
        case PricedPer.SCHOOL:
            return 1


def _unit_cents(rule: PriceRule, school: OfferedSchool) -> int:
    if not rule.bands:
        return rule.cents
    pupils = _pupils(school)
    return next(band.cents for band in rule.bands if band.most is None or pupils <= band.most)


def _pupils(school: OfferedSchool) -> int:
    if school.pupils is None:
        what = t("van {code} is het aantal leerlingen op de teldatum niet bekend", code=school.code)
        raise FieldError("pupils", what)
    return school.pupils


def _with_vat(model: PriceModel, asked: int) -> tuple[int | None, int | None, int | None]:
    """Without VAT, the VAT, with VAT: what can be known of them."""
    match model.vat, model.vat_rate:
        case VatBasis.EXEMPT, _:
            return asked, 0, asked
        case VatBasis.EXCLUDED, int(rate):
            vat = _half_up(asked * rate, 100)
            return asked, vat, asked + vat
        case VatBasis.INCLUDED, int(rate):
            net = _half_up(asked * 100, 100 + rate)
            return net, asked - net, asked
        case VatBasis.EXCLUDED, None:
            return asked, None, None
        case VatBasis.INCLUDED, None:
            return None, None, asked
    return None, None, None


def _half_up(numerator: int, denominator: int) -> int:
    """A quotient of numbers that are not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)
