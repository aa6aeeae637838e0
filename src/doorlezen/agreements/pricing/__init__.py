"""The price of what a school gets, by the library's own price model: plain data in, plain data out."""

from doorlezen.agreements.pricing.offer_price import OfferedSchool, PricedOffer, PricedRow, price_offer
from doorlezen.agreements.pricing.price_model import PriceModel
from doorlezen.agreements.pricing.price_reading import read_price_model
from doorlezen.agreements.pricing.shipped_prices import shipped_price_models

__all__ = [
    "OfferedSchool",
    "PriceModel",
    "PricedOffer",
    "PricedRow",
    "price_offer",
    "read_price_model",
    "shipped_price_models",
]
