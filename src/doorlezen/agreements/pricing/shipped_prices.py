"""The price models that are shipped."""

from functools import cache
from importlib.resources import files

from doorlezen.agreements.pricing.price_model import PriceModel
from doorlezen.agreements.pricing.price_reading import read_price_model


@cache
def shipped_price_models() -> dict[str, PriceModel]:
    """The examples that are shipped, by key, in order of their file. Each is an example, none is a norm."""
    folder = files("doorlezen.agreements.pricing").joinpath("price_models")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    models = [read_price_model(one.read_bytes(), name=one.name) for one in found]
    return {model.key: model for model in models}
