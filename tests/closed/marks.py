"""For every mark in the world: who reads it somewhere on the site. Whatever is not here, nobody may read."""

import re

from tests.closed.world import BIRDS

_MARK = re.compile(rf"\b\w{{1,40}}(?:{'|'.join(BIRDS.values())})\b", re.IGNORECASE)
"""No longer ones: the token of a form, 64 characters by chance, now and then ends in the name of a bird."""

_DIRECTOR, _ADVISER, _FINANCE, _LEESCONSULENT = "director", "adviser", "finance", "leesconsulent"
_ADMINISTRATOR = "library-administrator-on"
_OFFICER, _SCHOOL, _POI = "gemeente-officer", "school-contact", "poi-adviser"
_VISITORS = {_DIRECTOR, _ADVISER, _LEESCONSULENT}
_LIBRARY = {*_VISITORS, _FINANCE}
_WITH_MONEY = {_DIRECTOR, _ADVISER, _FINANCE}
_EDITORS = {_POI, "national-administrator-on"}

OF_A_LIBRARY: dict[str, tuple[str, set[str]]] = {
    "notitie": ("what a note says (the logbook keeps earlier versions)", {*_VISITORS, _ADMINISTRATOR}),
    "contact": ("the name of a contact at a school", _VISITORS),
    "consulent": ("which leesconsulent a school has", {*_VISITORS, _ADMINISTRATOR}),
    "rol": ("what the contact does there", _VISITORS),
    "mail": ("the contact's mail address", _VISITORS),
    "eigendag": (
        "a day that the library wrote down for a school",
        {*_VISITORS, _ADMINISTRATOR, _SCHOOL},
    ),
    "lijst": ("the list of collaborations", _LIBRARY),
    "planeigen": ("the title of a plan that is not shared", {*_LIBRARY, _ADMINISTRATOR}),
    "eiseigenhier": ("a gemeente's demand in it", _LIBRARY),
    "eiseigenginds": ("another gemeente's demand in it", _LIBRARY),
    "subsidieeigenhier": ("a gemeente's money in it", _WITH_MONEY),
    "subsidieeigenginds": ("another gemeente's money in it", _WITH_MONEY),
    "teamlid": (
        "who is in the team (a leesconsulent: she herself; a school: who comes)",
        {*_VISITORS, _SCHOOL},
    ),
    "teamgenoot": ("who else is in the team", {_DIRECTOR, _ADVISER}),
    "wens": ("what a gemeente asks", {*_LIBRARY, _ADMINISTRATOR, _OFFICER}),
    "antwoord": ("what the library says to it", {*_LIBRARY, _OFFICER}),
    "scenario": ("the title of a scenario", {*_WITH_MONEY, _ADMINISTRATOR}),
    "scenariopot": ("a purse in it", _WITH_MONEY),
    "scenarioeis": ("a demand in it", _WITH_MONEY),
    "plangedeeld": (
        "the title of a plan that is shared",
        {*_LIBRARY, _ADMINISTRATOR, _OFFICER, _SCHOOL, _POI},
    ),
    "eisgedeeldhier": ("the own gemeente's demand in it", {*_LIBRARY, _OFFICER, _POI}),
    "eisgedeeldginds": ("another gemeente's demand in it", {*_LIBRARY, _POI}),
    "subsidiegedeeldhier": (
        "the own gemeente's money in it (a school: who pays its own row)",
        {*_WITH_MONEY, _OFFICER, _SCHOOL, _POI},
    ),
    "subsidiegedeeldginds": ("another gemeente's money in it", {*_WITH_MONEY, _POI}),
    "lid": ("the names of those who work there", {_DIRECTOR, _ADVISER, _ADMINISTRATOR}),
    "uitgenodigd": ("who is invited", {_DIRECTOR, _ADVISER, _ADMINISTRATOR}),
    "partner": (
        "who of a gemeente the library invited",
        {_DIRECTOR, _ADVISER, "gemeente-administrator-on"},
    ),
    "inlog": ("how they log in by their own login", {_DIRECTOR, _ADMINISTRATOR}),
    "log": ("the logbook", {_DIRECTOR, _ADMINISTRATOR}),
    "reden": ("why administrator rights were switched on", {_DIRECTOR, _ADMINISTRATOR}),
}
"""What the words begin with, what it tells, and who reads those of the first library: at it and around it."""
_ONLY_AT_THE_FIRST = {"reden"}
"""The neighbour has no administrator whose rights are on."""
_OF_OTHERS = ("lid", "uitgenodigd", "inlog", "log", "reden")


def _marks() -> dict[str, set[str]]:
    marks = {f"{start}zwaan": readers for start, (_, readers) in OF_A_LIBRARY.items()}
    marks |= {f"{start}reiger": {"neighbour"} for start in OF_A_LIBRARY if start not in _ONLY_AT_THE_FIRST}
    for bird, reader in (
        ("merel", "gemeente-administrator-on"),
        ("kievit", "poi-administrator-on"),
        ("uil", "national-administrator-on"),
    ):
        marks |= {f"{start}{bird}": {reader} for start in _OF_OTHERS}
    # a school has no administrator, and its contact reads neither logbook nor login
    # what a school says of its own days its library reads
    marks |= {"schooldagspreeuw": {*_VISITORS, _SCHOOL}, "schooldagvink": {"neighbour"}}
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
