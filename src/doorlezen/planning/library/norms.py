"""How a library works at schools of one profile, besides its hours: norms, each with its source.

What is not filled in is not there: nothing is reckoned with it, and a page says so.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from doorlezen.language import t
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.library_model import Norm, NormValue
from doorlezen.planning.library.toml_entries import Entries

FieldKind = Literal["percent", "number", "hours", "whole", "yes", "text"]

NORMS: dict[str, dict[str, FieldKind]] = {
    "work": {"doing": "percent", "modelling": "percent", "supporting": "percent", "advising": "percent"},
    "collection": {
        "books_per_pupil": "number",
        "replaced_percent": "percent",
        "multilingual_titles": "yes",
    },
    "parents": {"hours_per_year": "hours", "activities_per_year": "whole"},
    "multilingual_families": {"hours_per_year": "hours", "activities_per_year": "whole"},
    "monitor": {"takes_part": "yes", "times_per_year": "whole"},
    "training": {"which": "text", "hours_per_year": "hours"},
    "dbos_plus": {"takes_part": "yes"},
}
"""Each norm with its fields: what a profile of the library file may say of the way of working."""
SURE = ("certain", "assumption", "unknown")
"""How sure a norm is."""
MOST_BOOKS, MOST_HOURS, MOST_TIMES = 100, 2000, 366


def read_norms(entries: Entries, grounds: Grounds) -> dict[str, Norm]:
    """Read the norms that stand in one profile, in the order of `NORMS`. Raises InputError."""
    return {name: _read_norm(name, entries.table(name), grounds) for name in NORMS if entries.has(name)}


def _read_norm(name: str, entries: Entries, grounds: Grounds) -> Norm:
    values = {key: _READERS[kind](entries, key) for key, kind in NORMS[name].items() if entries.has(key)}
    sure = entries.one_of("sure", SURE) if entries.has("sure") else "unknown"
    ground = grounds.of(entries)
    entries.close()
    if not values:
        entries.refuse("", t("hier staat geen waarde; vul er een in, of maak ook de bron leeg"))
    if name == "work" and (total := sum(_whole_numbers(values))) != 100:
        entries.refuse(
            "", t("het werk van de leesconsulent moet samen 100% zijn, niet {total}%", total=total)
        )
    if values.get("takes_part") is False and "times_per_year" in values:
        entries.refuse("times_per_year", t("hoort niet bij een school die niet meedoet"))
    return Norm(values, sure, ground)


def _whole_numbers(values: Mapping[str, NormValue]) -> Iterator[int]:
    return (value for value in values.values() if isinstance(value, int))


def _percent(entries: Entries, key: str) -> NormValue:
    value = entries.whole(key)
    if value > 100:
        entries.refuse(key, t("moet hooguit 100 zijn, niet {value}", value=value))
    return value


def _times(entries: Entries, key: str) -> NormValue:
    value = entries.whole(key)
    if value > MOST_TIMES:
        entries.refuse(key, t("moet hooguit {most} zijn, niet {value}", most=MOST_TIMES, value=value))
    return value


def _hours(entries: Entries, key: str) -> NormValue:
    value = Decimal(entries.quarters(key)) / 4
    if value > MOST_HOURS:
        entries.refuse(key, t("moet hooguit {most} zijn, niet {value}", most=MOST_HOURS, value=value))
    return value


_READERS: dict[FieldKind, Callable[[Entries, str], NormValue]] = {
    "percent": _percent,
    "number": lambda entries, key: entries.number(key, most=MOST_BOOKS),
    "hours": _hours,
    "whole": _times,
    "yes": lambda entries, key: entries.boolean(key),
    "text": lambda entries, key: entries.text(key),
}


def norm_name(norm: str) -> str:
    """What people call a norm."""
    return {
        "work": t("Werk van de leesconsulent"),
        "collection": t("Collectie"),
        "parents": t("Ouders"),
        "multilingual_families": t("Meertalige gezinnen"),
        "monitor": t("Monitor"),
        "training": t("Scholing van het team"),
        "dbos_plus": t("Programma dBos+"),
    }[norm]


def field_name(field: str) -> str:
    """What people call a value of a norm."""
    return {
        "doing": t("zelf doen"),
        "modelling": t("voordoen"),
        "supporting": t("het team ondersteunen"),
        "advising": t("adviseren"),
        "books_per_pupil": t("boeken per leerling"),
        "replaced_percent": t("vervangen per jaar"),
        "multilingual_titles": t("meertalige titels"),
        "hours_per_year": t("uren per jaar"),
        "activities_per_year": t("activiteiten per jaar"),
        "takes_part": t("doet mee"),
        "times_per_year": t("keer per jaar"),
        "which": t("welke scholing"),
    }[field]


def sure_name(sure: str) -> str:
    """How sure a norm is, in a word."""
    return {"certain": t("zeker"), "assumption": t("aanname"), "unknown": t("onbekend")}[sure]
