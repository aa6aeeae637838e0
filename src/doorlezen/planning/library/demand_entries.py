"""The demands of gemeenten and others, in hours, euros and words, as [[demand]] writes them.

A kind of demand is known here as soon as the engine knows it: its fields say what they are about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from doorlezen.engine.allocation.posed.requirements import KINDS as ENGINE_KINDS
from doorlezen.engine.allocation.posed.requirements import REQUIRED, SCOPES, Field, Requirement
from doorlezen.engine.allocation.posed.requirements import FieldRole as About
from doorlezen.language import t
from doorlezen.planning.library.selectors import Candidate, Selector, read_selector
from doorlezen.planning.library.toml_entries import Entries


@dataclass(frozen=True)
class CountOf:
    """This percentage of the chosen schools; "at least half of eleven" rounds up, "at most" rounds down."""

    percent: int
    round_up: bool


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
    kind = KINDS[word]
    parts = _read_parts(kind, entries, context)
    entries.close()
    return Demand(own_id or f"e{number:02d}", by, text, kind.kind, parts, gemeente, where)


def _in_hours(name: str) -> str:
    """The library file speaks of hours where the engine speaks of quarter-hours."""
    return name.replace("quarters", "hours")


KINDS = {_in_hours(name): kind for name, kind in ENGINE_KINDS.items()}
"""What the file calls a kind → the engine's kind, whose fields say what there is to read."""


def _read_parts(kind: type[Requirement], entries: Entries, context: Context) -> dict[str, Part]:
    """Read the fields of a kind, each in the words of the library file."""
    parts: dict[str, Part] = {}
    for key, field in kind.fields.items():
        name = _in_hours(key)
        if field.part in _IN_WORDS:
            parts[key] = _IN_WORDS[field.part](entries, name)
        elif field.part in {About.SCHOOLS, About.AMONG}:
            parts[key] = _schools(entries, context, name, field)
        elif field.part is About.FUNDS:
            parts[key] = entries.names(name, context.funds)
        elif field.default is REQUIRED or entries.has(name):
            parts[key] = _PLAIN[field.part](entries, name)
        elif isinstance(field.default, int):
            parts[key] = field.default
    return parts


def _schools(entries: Entries, context: Context, name: str, field: Field) -> Selector:
    may_be_left_out = field.default is not REQUIRED or field.part is About.AMONG
    if may_be_left_out and not entries.has(name):
        return Selector(f"{entries.name}: {entries.at(name)}")
    return read_selector(entries, name, context.gemeenten)


def _count(*, round_up: bool) -> Callable[[Entries, str], Part]:
    def read(entries: Entries, name: str) -> Part:
        if entries.only_one("percent", name) == "percent":
            return CountOf(entries.whole("percent"), round_up)
        return entries.whole(name)

    return read


def _cents(*, round_up: bool) -> Callable[[Entries, str], Part]:
    def read(entries: Entries, _: str) -> Part:
        if entries.only_one("percent", "amount") == "percent":
            return CentsOf(entries.whole("percent"), round_up)
        return entries.cents("amount")

    return read


_IN_WORDS: dict[About, Callable[[Entries, str], Part]] = {
    About.COUNT_AT_LEAST: _count(round_up=True),
    About.COUNT_AT_MOST: _count(round_up=False),
    About.CENTS_AT_LEAST: _cents(round_up=True),
    About.CENTS_AT_MOST: _cents(round_up=False),
}
"""What may be written as a number or as a percentage."""

_PLAIN: dict[About, Callable[[Entries, str], Part]] = {
    About.QUARTERS: Entries.quarters,
    About.PERCENT: Entries.whole,
    About.BOUWSTENEN: Entries.bouwstenen,
    About.SCOPE: lambda entries, name: entries.one_of(name, SCOPES),
}


def in_reach(demand: Demand, schools: Sequence[Candidate]) -> list[Candidate]:
    """The schools that a demand may speak of: those of its gemeente, or all of them."""
    return [school for school in schools if demand.gemeente in (None, school.gemeente)]
