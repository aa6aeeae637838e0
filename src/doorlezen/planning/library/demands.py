"""The demands of gemeenten and others, in hours, euros and words, as [[demand]] writes them.

To add a kind: a reader in `KINDS` that returns the fields of the engine's kind (docs/formats.md).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from doorlezen.language import t
from doorlezen.planning.library.entries import Entries
from doorlezen.planning.library.selectors import Candidate, Selector, read_selector


@dataclass(frozen=True)
class CountOf:
    """At least this percentage of the chosen schools, rounded up: half of eleven is six."""

    percent: int


@dataclass(frozen=True)
class CentsOf:
    """This percentage of what the named funds hold; rounded up or down to a cent."""

    percent: int
    round_up: bool


Part = Selector | CountOf | CentsOf | int | str | tuple[str, ...]


@dataclass(frozen=True)
class Demand:
    """A demand: who makes it, their own words, the engine's kind and its parts, still in words.

    ``gemeente``: the demand speaks of the schools of this gemeente alone; None: of all schools.
    """

    id: str
    by: str
    text: str
    kind: str
    parts: Mapping[str, Part]
    gemeente: str | None
    where: str


@dataclass(frozen=True)
class Context:
    """What the readers of demands must know of the rest of the file."""

    gemeenten: tuple[str, ...]
    funds: tuple[str, ...]


def read_demand(entries: Entries, context: Context, *, number: int) -> Demand:
    """Read one [[demand]]; ``number`` (from 1) names it where it has no id of its own. Raises InputError."""
    where = f"{entries.name}: {entries.path}"
    own_id = entries.text_or_none("id")
    by, text = entries.text("by"), entries.text("text")
    gemeente = by if by in context.gemeenten else None
    if gemeente is None and by.isdigit():
        entries.refuse("by", t("gemeente {code} staat niet in library.gemeenten", code=by))
    word = entries.one_of("kind", KINDS)
    kind, read = KINDS[word]
    parts = read(entries, context)
    entries.close()
    return Demand(own_id or f"e{number:02d}", by, text, kind, parts, gemeente, where)


Reader = Callable[[Entries, Context], dict[str, Part]]


def _schools(entries: Entries, context: Context, key: str = "schools", *, default: bool = False) -> Selector:
    if default and not entries.has(key):
        return Selector(f"{entries.name}: {entries.at(key)}")
    return read_selector(entries, key, context.gemeenten)


def _hours(entries: Entries, context: Context) -> dict[str, Part]:
    return {"schools": _schools(entries, context), "quarters": entries.quarters("hours")}


def _percent(entries: Entries, context: Context) -> dict[str, Part]:
    return {"schools": _schools(entries, context), "percent": entries.whole("percent")}


def _min_share(entries: Entries, context: Context) -> dict[str, Part]:
    return {
        "schools": _schools(entries, context),
        "among": _schools(entries, context, "among", default=True),
        "percent": entries.whole("percent"),
    }


def _count(entries: Entries, context: Context) -> dict[str, Part]:
    return {"schools": _schools(entries, context), "count": entries.whole("count")}


def _reach(entries: Entries, context: Context) -> dict[str, Part]:
    by_share = entries.only_one("percent", "count") == "percent"
    count: Part = CountOf(entries.whole("percent")) if by_share else entries.whole("count")
    least = entries.quarters("at_least_hours") if entries.has("at_least_hours") else 1
    return {"schools": _schools(entries, context), "count": count, "at_least_quarters": least}


def _spend(*, at_least: bool) -> Reader:
    def read(entries: Entries, context: Context) -> dict[str, Part]:
        cents: Part
        if entries.only_one("percent", "amount") == "percent":
            cents = CentsOf(entries.whole("percent"), round_up=at_least)
        else:
            cents = entries.cents("amount")
        parts: dict[str, Part] = {
            "funds": entries.names("funds", context.funds),
            "cents": cents,
            "schools": _schools(entries, context, default=True),
        }
        if entries.has("bouwstenen"):
            parts["bouwstenen"] = entries.bouwstenen("bouwstenen")
        return parts

    return read


def _cofinance(entries: Entries, context: Context) -> dict[str, Part]:
    return {
        "schools": _schools(entries, context),
        "own_funds": entries.names("own_funds", context.funds),
        "percent": entries.whole("percent"),
        "scope": entries.one_of("scope", ("each", "total")),
    }


KINDS: dict[str, tuple[str, Reader]] = {
    "min_hours": ("min_quarters", _hours),
    "max_hours": ("max_quarters", _hours),
    "keep": ("keep", _percent),
    "min_share": ("min_share", _min_share),
    "reach": ("reach", _reach),
    "at_most_schools": ("at_most_schools", _count),
    "equal_treatment": ("equal_treatment", _percent),
    "spend_at_least": ("spend_at_least", _spend(at_least=True)),
    "spend_at_most": ("spend_at_most", _spend(at_least=False)),
    "cofinance": ("cofinance", _cofinance),
}
"""What the file calls a kind → the engine's kind and the reader of its fields."""


def in_reach(demand: Demand, schools: Sequence[Candidate]) -> list[Candidate]:
    """The schools that a demand may speak of: those of its gemeente, or all of them."""
    return [school for school in schools if demand.gemeente in (None, school.gemeente)]
