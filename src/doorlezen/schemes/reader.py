"""Strict reading of a scheme file; docs/schemes.md says what each key means."""

import re
from typing import Any

from doorlezen.documents.yaml_tree import Lines, parse
from doorlezen.language import InputError, first_year, t
from doorlezen.schemes.entry import SchemeEntry, read_source
from doorlezen.schemes.rules import read_rule
from doorlezen.schemes.scheme import Amount, Scheme, Track, peildatum_conflict
from doorlezen.schemes.scheme_words import BOUWSTENEN, TARGETS
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import Cents, Count, Number, Text, ValueType, WordList

FORMAT = "doorlezen-scheme/1"
UNITS: dict[str, ValueType[Any]] = {"cents": Cents(), "percent": Number(most=100, unit="%"), "count": Count()}
_SCHOOL_YEARS = WordList(pattern=r"(?:19|20)[0-9]{2}-20[0-9]{2}", example="2023-2024")
_VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.[1-9][0-9]{0,3}", re.ASCII)


def read_scheme(data: bytes, *, name: str) -> Scheme:
    """Read the bytes of a scheme file; ``name`` is what an error calls it.

    Raises InputError with line and path of the first thing that is wrong.
    """
    value, lines = parse(data, name=name)
    try:
        return _read(value, name)
    except InputError as wrong:
        raise InputError(_with_line(wrong.where, name, lines), wrong.what) from None


def _with_line(where: str, name: str, lines: Lines) -> str:
    """The place with its line: that of the field, or of the mapping in which it is missing."""
    path = where.removeprefix(name).removeprefix(": ")
    nearest = path
    while nearest not in lines:
        nearest = nearest[: max(nearest.rfind("."), nearest.rfind("["), 0)]
    at = t("{name}, regel {line}", name=name, line=lines[nearest])
    return f"{at}: {path}" if path else at


def _read(value: Any, name: str) -> Scheme:
    entry = SchemeEntry(value, "", name, {})
    if (found := entry.take("format")) != FORMAT:
        entry.refuse("format", t("moet {format} zijn, niet {found}", format=FORMAT, found=str(found)))
    entry.sources = _read_sources(entry)
    scheme_id, years = entry.slug("id"), _read_school_years(entry)
    scheme = Scheme(
        id=scheme_id,
        version=_read_version(entry),
        title=entry.text("title"),
        provider=entry.stated("provider", Text()),
        route=entry.stated("route", Text()),
        school_years=years,
        sources=entry.sources,
        amounts=_read_amounts(entry),
        tracks=_read_tracks(entry, scheme_id, years),
        file_name=name,
    )
    entry.close()
    return scheme


def _read_sources(entry: SchemeEntry) -> dict[str, SchemeSource]:
    sources: dict[str, SchemeSource] = {}
    for item in entry.entries("sources"):
        source = read_source(item)
        if source.id in sources:
            item.refuse("id", t("{value} staat er twee keer", value=source.id))
        sources[source.id] = source
    return sources


def _read_version(entry: SchemeEntry) -> str:
    version = entry.text("version")
    if not _VERSION.fullmatch(version):
        what = t("moet een datum en een nummer zijn zoals 2026-11-23.1, niet {value}", value=version)
        entry.refuse("version", what)
    return version


def _read_school_years(entry: SchemeEntry) -> Stated[tuple[str, ...]]:
    years = entry.stated("school_years", _SCHOOL_YEARS)
    for year in years.value or ():
        if first_year(year) is None:
            entry.refuse("school_years", t("{value} is geen schooljaar zoals 2023-2024", value=year))
    if list(years.value or ()) != sorted(years.value or ()):
        entry.refuse("school_years", t("zet de schooljaren op volgorde, het eerste vooraan"))
    return years


def _read_amounts(entry: SchemeEntry) -> dict[str, Amount]:
    return {name: _read_amount(item) for name, item in entry.named_entries("amounts").items()}


def _read_amount(entry: SchemeEntry) -> Amount:
    units = [unit for unit in UNITS if entry.has(unit)]
    if len(units) != 1:
        entry.refuse("", t("noem precies één van {units}", units=", ".join(UNITS)))
    label = entry.text("label")
    return Amount(label, _sourced(entry, units[0], UNITS[units[0]]))


def _sourced(entry: SchemeEntry, key: str, kind: ValueType[Any]) -> Stated[Any]:
    """A value that must have a source of its own, or a note where it is null."""
    stated = entry.own_stated(key, kind, defaults=False)
    if stated.value is not None and stated.source is None:
        entry.refuse("source", t("ontbreekt; noem een van de sources van dit bestand"))
    return stated


def _read_tracks(entry: SchemeEntry, scheme_id: str, years: Stated[tuple[str, ...]]) -> tuple[Track, ...]:
    tracks: list[Track] = []
    for item in entry.entries("tracks"):
        track = _read_track(item, scheme_id, years)
        if track.id in [other.id for other in tracks]:
            item.refuse("id", t("{value} staat er twee keer", value=track.id.removeprefix(f"{scheme_id}-")))
        tracks.append(track)
    return tuple(tracks)


def _read_track(entry: SchemeEntry, scheme_id: str, years: Stated[tuple[str, ...]]) -> Track:
    track = Track(
        id=f"{scheme_id}-{entry.slug('id')}",
        title=entry.text("title"),
        target=entry.one_of("target", TARGETS),
        rules=tuple(read_rule(item) for item in entry.entries("rules")),
        amounts=_read_amounts(entry),
        allowed_bouwstenen=_sourced(entry.entry("allowed_bouwstenen"), "value", WordList(BOUWSTENEN)),
        conditions={
            name: _sourced(item, "text", Text()) for name, item in entry.named_entries("conditions").items()
        },
        school_years=years,
    )
    entry.close()
    names = [parameter.name for parameter in track.parameters()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        entry.refuse(
            "rules", t("{name} komt twee keer voor; geef een van de regels een eigen id", name=twice)
        )
    if peildatum_conflict(track):
        entry.refuse("rules", t("alle scores van een spoor moeten dezelfde peildatum hebben"))
    return track
