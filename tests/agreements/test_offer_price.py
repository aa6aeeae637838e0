"""The price of an offer, for each of the shipped models equal to a sum that was made by hand."""

import dataclasses
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.agreements.pricing import (
    OfferedSchool,
    PricedOffer,
    PriceModel,
    price_offer,
    shipped_price_models,
)
from doorlezen.agreements.pricing.offer_price import shared
from doorlezen.agreements.pricing.price_model import PricedPer, PriceRule, SizeBand, VatBasis
from doorlezen.language import FieldError

DBOS = frozenset({"dbos"})


def offer(key: str, **of: object) -> PricedOffer:
    return price_offer(shipped_price_models()[key], OfferedSchool("99AA00", **of))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "of", "asked"),
    [
        ("landelijk-advies", {"pupils": 213}, 2_130_00),
        ("leeuwarden", {"pupils": 187}, 2_038_30),
        ("vlissingen-2019", {"pupils": 241}, 1_048_35),
        ("vlissingen-2023", {"pupils": 241}, 1_446_00),
        ("zeeland-2024", {"pupils": 99}, 495_00),
        ("zeeland-eerder", {"pupils": 120, "traits": DBOS}, 360_00),
        ("zeeland-eerder", {"pupils": 120}, 300_00),
        ("venlo", {"pupils": 305}, 1_830_00),
        ("emmen", {"pupils": 50}, 106_00),
        ("emmen", {"pupils": 51}, 189_00),
        ("emmen", {"pupils": 100}, 189_00),
        ("emmen", {"pupils": 150}, 272_00),
        ("emmen", {"pupils": 200}, 348_00),
        ("emmen", {"pupils": 201}, 437_00),
        # 95 + 3 × 12,50 + 2 × 42,50 + 70 + 2½ uur à 70 + 2 × 320
        (
            "zuid-kennemerland",
            {
                "ordered": {
                    "activiteit-klein": 3,
                    "activiteit": 2,
                    "activiteit-groot": 1,
                    "advies": 10,
                    "open-boek": 2,
                }
            },
            1_102_50,
        ),
        ("zuid-kennemerland", {"traits": frozenset({"hoge-prijs"})}, 135_00),
        ("amstelland", {"ordered": {"abonnement": 7}}, 350_00),
        ("emmen-monitor", {}, 250_00),
    ],
)
def test_each_model_comes_to_the_sum_by_hand(key: str, of: dict[str, object], asked: int) -> None:
    assert offer(key, **of).asked == asked


def test_a_credit_is_paid_in_hours_and_costs_no_money() -> None:
    found = offer("assen", ordered={"monitor": 2})
    assert (found.asked, found.credit_quarters) == (0, 40)


def test_what_is_not_ordered_is_no_row() -> None:
    assert offer("amstelland", ordered={"abonnement": 0}).rows == ()


def test_twelve_models_are_shipped_each_with_where_it_was_read() -> None:
    models = shipped_price_models()
    assert len(models) == 12
    assert all(model.source for model in models.values())


@pytest.mark.parametrize(
    ("vat", "rate", "expected"),
    [
        (VatBasis.EXCLUDED, 21, (1_000_00, 210_00, 1_210_00)),
        (VatBasis.EXCLUDED, 9, (1_000_00, 90_00, 1_090_00)),
        (VatBasis.EXCLUDED, 0, (1_000_00, 0, 1_000_00)),
        (VatBasis.EXCLUDED, None, (1_000_00, None, None)),
        (VatBasis.INCLUDED, 21, (826_45, 173_55, 1_000_00)),
        (VatBasis.INCLUDED, None, (None, None, 1_000_00)),
        (VatBasis.EXEMPT, None, (1_000_00, 0, 1_000_00)),
        (VatBasis.UNKNOWN, None, (None, None, None)),
    ],
)
def test_vat_is_reckoned_where_the_model_says_enough(
    vat: VatBasis, rate: int | None, expected: tuple[int | None, ...]
) -> None:
    model = dataclasses.replace(shipped_price_models()["landelijk-advies"], vat=vat, vat_rate=rate)
    found = price_offer(model, OfferedSchool("99AA00", pupils=100))
    assert (found.net, found.vat, found.gross) == expected


def test_three_parties_bear_it_and_no_cent_is_lost() -> None:
    thirds = (("school", 34), ("library", 33), ("gemeente", 33))
    assert shared(100, thirds) == (("school", 34), ("library", 33), ("gemeente", 33))
    assert shared(1, thirds) == (("school", 1), ("library", 0), ("gemeente", 0))
    assert shared(2, (("library", 50), ("gemeente", 50))) == (("library", 1), ("gemeente", 1))
    assert shared(3, (("library", 50), ("gemeente", 50))) == (("library", 2), ("gemeente", 1))


def test_a_count_that_is_not_known_is_no_nought() -> None:
    with pytest.raises(FieldError) as refused:
        offer("venlo")
    assert (refused.value.field, refused.value.what) == (
        "pupils",
        "van 99AA00 is het aantal leerlingen op de teldatum niet bekend",
    )


@pytest.mark.parametrize("ordered", [{"bestaat-niet": 1}, {"dbos": 1}, {"monitor": -1}])
def test_what_cannot_be_ordered_is_refused(ordered: dict[str, int]) -> None:
    with pytest.raises(FieldError):
        offer("assen", ordered=ordered)


@given(
    cents=st.integers(0, 10**9),
    cuts=st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted),
)
def test_shares_add_up_and_each_is_within_a_cent_of_its_part(cents: int, cuts: list[int]) -> None:
    shares = (("school", cuts[0]), ("library", cuts[1] - cuts[0]), ("gemeente", 100 - cuts[1]))
    found = shared(cents, shares)
    assert sum(part for _, part in found) == cents
    for (_, part), (_, percents) in zip(found, shares, strict=True):
        assert abs(100 * part - cents * percents) < 100


@given(
    pupils=st.integers(0, 1500), quarters=st.integers(0, 4000), cents=st.integers(1, 10**6),
    vat=st.sampled_from([VatBasis.EXCLUDED, VatBasis.INCLUDED]), rate=st.sampled_from([0, 9, 21]),
)  # fmt: skip
def test_an_offer_equals_decimals_rounded_half_up(
    pupils: int, quarters: int, cents: int, vat: VatBasis, rate: int
) -> None:
    rules = (
        PriceRule("a", "a", PricedPer.PUPIL, cents=cents),
        PriceRule("b", "b", PricedPer.HOUR, cents=cents),
        PriceRule("c", "c", PricedPer.SCHOOL, bands=(SizeBand(100, cents), SizeBand(None, 2 * cents))),
    )
    model = PriceModel("m", "m", "s", rules, vat, rate)
    found = price_offer(model, OfferedSchool("99AA00", pupils=pupils, quarters=quarters))
    by_hand = (
        Decimal(pupils * cents)
        + (Decimal(quarters) / 4 * cents).quantize(Decimal(1), ROUND_HALF_UP)
        + cents * (1 if pupils <= 100 else 2)
    )
    assert found.asked == by_hand
    assert found.net is not None
    assert found.vat is not None
    assert found.net + found.vat == found.gross == sum(part for _, part in found.shares)
    exact = by_hand if vat == VatBasis.EXCLUDED else by_hand * 100 / (100 + rate)
    assert found.net == exact.quantize(Decimal(1), ROUND_HALF_UP)
