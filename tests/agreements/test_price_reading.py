"""A price model that somebody wrote: read as it is meant, or refused with the path of the field."""

import datetime

import pytest

from doorlezen.agreements.pricing import read_price_model
from doorlezen.agreements.pricing.price_model import PricedPer, VatBasis
from doorlezen.language import InputError

GOOD = """
format = "doorlezen-price-model/1"
key = "eigen"
name = "Eigen model"
source = "tarievenblad 2026"
vat = "excluded"
vat_rate = 21
counted_on = 2025-10-01
years = 3
shares = { school = 40, gemeente = 60 }
[[rule]]
key = "dbos"
name = "dBos"
per = "pupil"
cents = 600
[[rule]]
key = "naar-grootte"
name = "Naar grootte"
per = "school"
band = [{ most = 100, cents = 10000 }, { cents = 20000 }]
"""


def test_a_whole_model_is_read() -> None:
    model = read_price_model(GOOD.encode(), name="eigen.toml")
    assert (model.vat, model.vat_rate, model.years) == (VatBasis.EXCLUDED, 21, 3)
    assert model.counted_on == datetime.date(2025, 10, 1)
    assert model.shares == (("school", 40), ("gemeente", 60))
    assert [rule.per for rule in model.rules] == [PricedPer.PUPIL, PricedPer.SCHOOL]


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ('format = "doorlezen-price-model/1"', 'format = "doorlezen-price-model/2"', "format"),
        ("vat_rate = 21", "vat_rate = 19", "vat_rate"),
        ("vat_rate = 21", "vat_rate = 21.5", "vat_rate"),
        ('vat = "excluded"', 'vat = "exempt"', "vat_rate"),
        ('vat = "excluded"', 'vat = "ja"', "vat"),
        ("school = 40", "school = 41", "shares"),
        ("school = 40", "ouders = 40", "shares.ouders"),
        ("school = 40", "school = -40", "shares.school"),
        ("counted_on = 2025-10-01", 'counted_on = "1 oktober"', "counted_on"),
        ("counted_on = 2025-10-01", "counted_on = 2025-10-01T09:00:00", "counted_on"),
        ("years = 3", "years = 11", "years"),
        ("years = 3", "years = 0", "years"),
        ("cents = 600", "cents = 0", "rule[0].cents"),
        ("cents = 600", "cents = 6.5", "rule[0].cents"),
        ("cents = 600", "cents = 100000001", "rule[0].cents"),
        ("cents = 600", "", "rule[0]"),
        ("cents = 600", "cents = 600\ncredit_quarters = 4", "rule[0]"),
        ("cents = 600", "credit_quarters = 4", "rule[0].credit_quarters"),
        ('per = "pupil"', 'per = "klas"', "rule[0].per"),
        ('per = "pupil"', 'per = "piece"', "rule[0].ordered"),
        ('per = "school"', 'per = "pupil"', "rule[1].band"),
        ("most = 100, ", "", "rule[1].band[0].most"),
        ("{ cents = 20000 }", "{ most = 50, cents = 20000 }", "rule[1].band"),
        ("{ cents = 20000 }", "{ most = 100, cents = 20000 }, { cents = 1 }", "rule[1].band[0].most"),
        ("[{ most = 100, cents = 10000 }, { cents = 20000 }]", "[]", "rule[1].band"),
        ('key = "naar-grootte"', 'key = "dbos"', "rule[1].key"),
        ("cents = 600", 'cents = 600\nonly = "a"\nbut = "b"', "rule[0].but"),
        ("cents = 600", "cents = 600\nprijs = 1", "rule[0].prijs"),
        ("years = 3", "years = 3\nkorting = 1", "korting"),
        ('source = "tarievenblad 2026"', 'source = " "', "source"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(was: str, becomes: str, where: str) -> None:
    assert was in GOOD
    with pytest.raises(InputError) as refused:
        read_price_model(GOOD.replace(was, becomes, 1).encode(), name="eigen.toml")
    assert refused.value.where == f"eigen.toml: {where}"


def test_a_model_without_rules_is_refused() -> None:
    text = GOOD[: GOOD.index("[[rule]]")] + "rule = []\n"
    with pytest.raises(InputError) as refused:
        read_price_model(text.encode(), name="eigen.toml")
    assert refused.value.where == "eigen.toml: rule"
