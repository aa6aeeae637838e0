"""Reading a price model (TOML): every refusal carries the path of its field."""

import datetime
from itertools import pairwise

from doorlezen.agreements.pricing.price_model import (
    PARTIES,
    PricedPer,
    PriceModel,
    PriceRule,
    SizeBand,
    VatBasis,
)
from doorlezen.documents.fields import Fields
from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import t

FORMAT = "doorlezen-price-model/1"
RATES = (0, 9, 21)
"""The rates of Dutch VAT, in percents (Wet op de omzetbelasting 1968, art. 9, and since 2019 9%)."""
LARGEST_CENTS = 100_000_000


def read_price_model(data: bytes, *, name: str) -> PriceModel:
    """Read the bytes of a price model; ``name`` is what an error calls it. Raises InputError."""
    fields = Fields(parse_toml(data, name=name), "", name)
    fields.one_of("format", [FORMAT])
    vat, rate = _vat(fields)
    model = PriceModel(
        key=fields.text("key"),
        name=fields.text("name"),
        source=fields.text("source"),
        vat=vat,
        vat_rate=rate,
        shares=_shares(fields),
        counted_on=_day(fields, "counted_on"),
        years=_years(fields),
        rules=tuple(map(_rule, fields.objects("rule"))),
    )
    if not model.rules:
        fields.refuse("rule", t("minstens één regel is nodig"))
    fields.refuse_twice("rule", "key", (rule.key for rule in model.rules))
    fields.close()
    return model


def _vat(fields: Fields) -> tuple[VatBasis, int | None]:
    basis = VatBasis(fields.one_of("vat", VatBasis))
    rate = fields.whole_or_null("vat_rate")
    if rate is not None and basis in (VatBasis.EXEMPT, VatBasis.UNKNOWN):
        fields.refuse("vat_rate", t("hoort hier niet: volgens vat wordt er geen btw gerekend"))
    if rate is not None and rate not in RATES:
        fields.refuse("vat_rate", t("moet 0, 9 of 21 zijn, niet {rate}", rate=rate))
    return basis, rate


def _shares(fields: Fields) -> tuple[tuple[str, int], ...]:
    if not fields.has("shares"):
        return (("school", 100),)
    given = Fields(fields.take("shares"), fields.at("shares"), fields.name)
    shares = tuple((party, given.whole(party)) for party in PARTIES if given.has(party))
    given.close()
    together = sum(percents for _, percents in shares)
    if together != 100:
        given.refuse("", t("telt op tot {sum}%; maak er samen 100% van", sum=together))
    return shares


def _day(fields: Fields, key: str) -> datetime.date | None:
    if not fields.has(key):
        return None
    value = fields.take(key)
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        fields.refuse(key, t("moet een dag zijn zoals 2023-10-01"))
    return value


def _years(fields: Fields) -> int | None:
    if not fields.has("years"):
        return None
    years = fields.whole("years", least=1)
    if years > 10:
        fields.refuse("years", t("een afspraak duurt hooguit tien jaar"))
    return years


def _rule(fields: Fields) -> PriceRule:
    rule = PriceRule(
        key=fields.text("key"),
        name=fields.text("name"),
        per=PricedPer(fields.one_of("per", PricedPer)),
        bands=_bands(fields),
        cents=_cents(fields) if fields.has("cents") else 0,
        credit_quarters=fields.whole("credit_quarters", least=1) if fields.has("credit_quarters") else 0,
        only=fields.text("only") if fields.has("only") else "",
        but=fields.text("but") if fields.has("but") else "",
        ordered=fields.boolean("ordered") if fields.has("ordered") else False,
    )
    if [bool(rule.cents), bool(rule.bands), bool(rule.credit_quarters)].count(True) != 1:
        fields.refuse("", t("noem één van drie: cents, band of credit_quarters"))
    if rule.bands and rule.per != PricedPer.SCHOOL:
        fields.refuse("band", t("een prijs naar grootte is per school"))
    if rule.credit_quarters and rule.per != PricedPer.PIECE:
        fields.refuse("credit_quarters", t("uren van een tegoed zijn per stuk"))
    if rule.per == PricedPer.PIECE and not rule.ordered:
        fields.refuse("ordered", t("wat per stuk is, krijgt een school alleen als zij het bestelt: true"))
    if rule.only and rule.but:
        fields.refuse("but", t("noem only of but, niet allebei"))
    fields.close()
    return rule


def _cents(fields: Fields) -> int:
    cents = fields.whole("cents", least=1)
    if cents > LARGEST_CENTS:
        fields.refuse("cents", t("is te groot ({value})", value=cents))
    return cents


def _bands(fields: Fields) -> tuple[SizeBand, ...]:
    """Rising, and only the last without an end: so that every school is in one band and in one only."""
    if not fields.has("band"):
        return ()
    given = fields.objects("band")
    bands = []
    for one in given:
        most = one.whole("most") if one.has("most") else None
        bands.append(SizeBand(most, _cents(one)))
        one.close()
    if not bands or bands[-1].most is not None:
        fields.refuse("band", t("de laatste band heeft geen most: hij is voor alle grotere scholen"))
    for place, (band, after) in enumerate(pairwise(bands)):
        if band.most is None or (after.most is not None and after.most <= band.most):
            given[place].refuse("most", t("moet er staan, en kleiner zijn dan dat van de volgende band"))
    return tuple(bands)
