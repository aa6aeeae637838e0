"""A funding scheme and its tracks: plain data, read from a file by `doorlezen.schemes.reader`."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from doorlezen.language import InputError, t
from doorlezen.schemes.nearest import nearest
from doorlezen.schemes.rules import Parameter, SchemeRule, every_rule
from doorlezen.schemes.rules.not_public import NotPublic
from doorlezen.schemes.rules.score_above import ScoreAbove
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import NEWEST, Day, UnfitError


@dataclass(frozen=True)
class Amount:
    """An amount of a scheme or track: cents, a percentage (Decimal) or a count, as ``stated.type`` says."""

    label: str
    stated: Stated[Any]


@dataclass(frozen=True)
class FilledParameter:
    """A value that a person filled in for an open parameter, still as text.

    ``path`` is where it stands, for errors; amounts are euros, as in "9500.00".
    """

    name: str
    value: str
    source: str
    date: datetime.date
    by: str
    path: str


@dataclass(frozen=True)
class Track:
    """One purpose of a scheme, with its own rules and money. ``id`` is unique over all schemes.

    ``school_years``: those for which the scheme gives money ("2025-2026"), in order.
    """

    id: str
    title: str
    target: str
    rules: tuple[SchemeRule, ...]
    amounts: Mapping[str, Amount]
    allowed_bouwstenen: Stated[tuple[str, ...]]
    conditions: Mapping[str, Stated[str]]
    school_years: Stated[tuple[str, ...]]

    def parameters(self) -> tuple[Parameter, ...]:
        """Every value that has a name: of the rules, then amounts, bouwstenen and conditions."""
        return (
            *(parameter for rule in self.rules for parameter in rule.parameters()),
            *(Parameter(f"amounts.{name}", item.label, item.stated) for name, item in self.amounts.items()),
            Parameter("allowed_bouwstenen", t("bouwstenen waaraan het geld op mag"), self.allowed_bouwstenen),
            *(
                Parameter(f"conditions.{name}", t("voorwaarde"), stated)
                for name, stated in self.conditions.items()
            ),
        )

    def open_parameters(self) -> tuple[Parameter, ...]:
        """What is not known and not yet filled in; some are reckoned with a default meanwhile."""
        return tuple(parameter for parameter in self.parameters() if parameter.stated.is_open)

    def filled_parameters(self) -> tuple[Parameter, ...]:
        """What a person filled in, each with source, date and who."""
        return tuple(parameter for parameter in self.parameters() if parameter.stated.filled is not None)

    def unknown_rules(self) -> tuple[NotPublic, ...]:
        """The rules that nobody outside knows, so that no verdict can be eligible."""
        return tuple(rule for rule in every_rule(self.rules) if isinstance(rule, NotPublic))

    def score_rules(self) -> tuple[ScoreAbove, ...]:
        """The rules that ask for an achterstandsscore."""
        return tuple(rule for rule in every_rule(self.rules) if isinstance(rule, ScoreAbove))

    def peildatum(self) -> Day:
        """The peildatum of the scores that the rules ask for: a date, or "newest".

        A track asks for the scores of one day; the reader and `fill` refuse a second one.
        """
        return next((rule.peildatum.in_force or NEWEST for rule in self.score_rules()), NEWEST)

    def with_values(self, values: Mapping[str, Stated[Any]]) -> "Track":
        """The same track with other values, by the name of the parameter."""
        return replace(
            self,
            rules=tuple(rule.with_values(values) for rule in self.rules),
            amounts={
                name: replace(amount, stated=values.get(f"amounts.{name}", amount.stated))
                for name, amount in self.amounts.items()
            },
            allowed_bouwstenen=values.get("allowed_bouwstenen", self.allowed_bouwstenen),
            conditions={
                name: values.get(f"conditions.{name}", stated) for name, stated in self.conditions.items()
            },
        )


@dataclass(frozen=True)
class Scheme:
    """A scheme as one version of its file tells it. ``version`` is a date and a number: "2026-11-23.1"."""

    id: str
    version: str
    title: str
    provider: Stated[str]
    route: Stated[str]
    school_years: Stated[tuple[str, ...]]
    sources: Mapping[str, SchemeSource]
    amounts: Mapping[str, Amount]
    tracks: tuple[Track, ...]
    file_name: str


def fill(track: Track, values: Sequence[FilledParameter]) -> Track:
    """The track with open parameters filled in; each keeps its source, date and who.

    Raises InputError, at the path of the value, for a name that the track does not have, a value that is
    public, a value of the wrong type, a name that comes twice, and scores of two different days.
    """
    known = {parameter.name: parameter.stated for parameter in track.parameters()}
    filled: dict[str, Stated[Any]] = {}
    for item in values:
        if item.name in filled:
            raise InputError(f"{item.path}.name", t("{name} is al ingevuld", name=item.name))
        if item.name not in known:
            raise InputError(f"{item.path}.name", _no_such_name(track, item.name))
        stated = known[item.name]
        if stated.value is not None:
            what = t("{name} is openbaar: {value}; dat vul je niet in", name=item.name, value=stated.show())
            raise InputError(f"{item.path}.name", what)
        try:
            filled[item.name] = stated.fill(item.value, source=item.source, date=item.date, by=item.by)
        except UnfitError as wrong:
            raise InputError(f"{item.path}.value", str(wrong)) from None
    made = track.with_values(filled)
    if peildatum_conflict(made):
        where = values[-1].path if values else track.id
        raise InputError(where, t("alle scores van een spoor moeten dezelfde peildatum hebben"))
    return made


def peildatum_conflict(track: Track) -> bool:
    """Whether two rules ask for the scores of different days."""
    return len({rule.peildatum.in_force for rule in track.score_rules()}) > 1


def _no_such_name(track: Track, name: str) -> str:
    names = [parameter.name for parameter in track.open_parameters()]
    if not names:
        return t("{track} heeft niets om in te vullen", track=track.id)
    close = nearest(name, names)
    return t("{name} hoort niet bij {track}; bedoel je {names}?", name=name, track=track.id, names=close)


def tracks_of(schemes: Sequence[Scheme]) -> Iterator[tuple[Scheme, Track]]:
    """Every track with its scheme, in order."""
    for scheme in schemes:
        for track in scheme.tracks:
            yield scheme, track
