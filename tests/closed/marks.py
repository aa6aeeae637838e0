"""For every mark in the world: who reads it somewhere on the site. Whatever is not here, nobody may read."""

import re

from tests.closed.world import BIRDS

_MARK = re.compile(rf"\b(?=\w)\w+(?:{'|'.join(BIRDS.values())})\b", re.IGNORECASE)

_DIRECTOR, _ADVISER, _FINANCE, _LEESCONSULENT = "director", "adviser", "finance", "leesconsulent"
_ADMINISTRATOR = "library-administrator-on"
_OFFICER, _SCHOOL, _POI = "gemeente-officer", "school-contact", "poi-adviser"
_VISITORS = {_DIRECTOR, _ADVISER, _LEESCONSULENT}
_LIBRARY = {*_VISITORS, _FINANCE}
_WITH_MONEY = {_DIRECTOR, _ADVISER, _FINANCE}
_EDITORS = {_POI, "national-administrator-on"}

OF_A_LIBRARY = {
    # the logbook keeps what a note said and what a plan was called, for who reads the logbook
    "notitie": {*_VISITORS, _ADMINISTRATOR},
    "contact": _VISITORS,
    "rol": _VISITORS,
    "mail": _VISITORS,
    "lijst": _LIBRARY,
    "planeigen": {*_LIBRARY, _ADMINISTRATOR},
    "subsidieeigenhier": _WITH_MONEY,
    "subsidieeigenginds": _WITH_MONEY,
    "eiseigenhier": _LIBRARY,
    "eiseigenginds": _LIBRARY,
    "plangedeeld": {*_LIBRARY, _ADMINISTRATOR, _OFFICER, _SCHOOL, _POI},
    "subsidiegedeeldhier": {*_WITH_MONEY, _OFFICER, _SCHOOL, _POI},
    "subsidiegedeeldginds": {*_WITH_MONEY, _POI},
    "eisgedeeldhier": {*_LIBRARY, _OFFICER, _POI},
    "eisgedeeldginds": {*_LIBRARY, _POI},
    "lid": {_DIRECTOR, _ADVISER, _ADMINISTRATOR},
    "uitgenodigd": {_DIRECTOR, _ADVISER, _ADMINISTRATOR},
    "inlog": {_DIRECTOR, _ADMINISTRATOR},
    "log": {_DIRECTOR, _ADMINISTRATOR},
    "reden": {_DIRECTOR, _ADMINISTRATOR},
}
"""What the words begin with, and who reads those of the first library: at it, and around it."""
_ONLY_AT_THE_FIRST = {"reden"}
"""The neighbour has no administrator whose rights are on."""
_OF_OTHERS = ("lid", "uitgenodigd", "inlog", "log", "reden")


def _marks() -> dict[str, set[str]]:
    marks = {f"{start}zwaan": readers for start, readers in OF_A_LIBRARY.items()}
    marks |= {f"{start}reiger": {"neighbour"} for start in OF_A_LIBRARY if start not in _ONLY_AT_THE_FIRST}
    for bird, reader in (
        ("merel", "gemeente-administrator-on"),
        ("kievit", "poi-administrator-on"),
        ("uil", "national-administrator-on"),
    ):
        marks |= {f"{start}{bird}": {reader} for start in _OF_OTHERS}
    # a school has no administrator, and its contact reads neither logbook nor login
    marks |= {"lidspreeuw": {_SCHOOL}, "uitgenodigdspreeuw": {_SCHOOL}}
    for start in ("aanmelder", "meld", "vraag", "kamer", "concept"):
        marks[f"{start}kievit"] = _EDITORS
        marks[f"{start}uil"] = {"national-administrator-on"}
    marks["conceptgrutto"] = {"national-administrator-on"}
    return marks


MARKS = _marks()


def marks_in(text: str) -> set[str]:
    """The marks that stand in a text, in small letters. "straks-kievit" is an address and no mark."""
    return {found.lower() for found in _MARK.findall(text)}
