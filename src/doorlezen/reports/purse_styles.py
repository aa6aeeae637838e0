"""Purses: the six kinds of money, each with one colour and one pattern through the whole product.

The sources of a problem say what kind each fund is. Where they do not, the words of its id tell, and failing
that those of its name (`WORDS`); what no word tells is "other".

The colours are at least 16 apart (CIE76) for every pair in normal, protan, deutan and tritan sight, and their
patterns differ, so that neither colour nor colour sight is needed to tell them apart.
"""

import re
from typing import Literal, NamedTuple

from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.language import t

Kind = Literal["scheme", "gemeente", "oab", "library", "school", "other"]
Pattern = Literal["solid", "rising", "dots", "level", "plain", "falling"]


class PurseStyle(NamedTuple):
    """How a kind of money looks: fill, pattern drawn on it, the pattern's colour."""

    fill: str
    pattern: Pattern
    mark: str


# In the order in which a book is filled from the plank upwards, and a legend read.
PURSES: dict[Kind, PurseStyle] = {
    "scheme": PurseStyle("#0B5E6B", "solid", "#0B5E6B"),
    "gemeente": PurseStyle("#E39A3B", "rising", "#B8721F"),
    "oab": PurseStyle("#B5699B", "dots", "#E7C9DD"),
    "library": PurseStyle("#8DB9DE", "level", "#5F93BE"),
    "school": PurseStyle("#EFE0B4", "plain", "#EFE0B4"),
    "other": PurseStyle("#B9B6AE", "falling", "#7F7B73"),
}

WORDS: dict[str, Kind] = {
    "oab": "oab",
    "goab": "oab",
    "onderwijsachterstandenmiddelen": "oab",
    "onderwijsachterstandenbeleid": "oab",
    "achterstandsmiddelen": "oab",
    "gem": "gemeente",
    "gemeente": "gemeente",
    "gemeentesubsidie": "gemeente",
    "municipality": "gemeente",
    "library": "library",
    "bibliotheek": "library",
    "school": "school",
    "scholen": "school",
    "schoolbijdrage": "school",
    "schoolbestuur": "school",
    "mbv": "scheme",
    "impulsregeling": "scheme",
    "impuls": "scheme",
    "masterplan": "scheme",
    "regeling": "scheme",
    "stimuleringsregeling": "scheme",
    "rijk": "scheme",
    "scheme": "scheme",
}


def kind_of(fund: Fund) -> Kind:
    """The kind of money of a fund: by the first known word of its id, else of its name, else "other"."""
    for text in (fund.id, fund.name):
        for word in re.findall(r"[^\W\d_]+", text.lower()):
            if word in WORDS:
                return WORDS[word]
    return "other"


def label(kind: Kind) -> str:
    """What a reader calls this kind of money."""
    match kind:
        case "scheme":
            return t("regeling")
        case "gemeente":
            return t("gemeente")
        case "oab":
            return t("onderwijsachterstanden (OAB)")
        case "library":
            return t("bibliotheek")
        case "school":
            return t("school")
        case _:
            return t("overig")


def short_label(kind: Kind) -> str:
    """The same in a word, for the head of a column."""
    match kind:
        case "scheme":
            return t("regeling")
        case "oab":
            return t("OAB")
        case _:
            return label(kind)
