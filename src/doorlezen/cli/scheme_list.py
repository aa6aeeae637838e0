"""The schemes on a terminal: what each is, what is known of its money, and what somebody has to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from doorlezen.language import n, school_year, t
from doorlezen.schemes.scheme import Amount, Scheme, Track, tracks_of
from doorlezen.schemes.stated import Stated

Line = tuple[str, str, str]


def scheme_list(schemes: Sequence[Scheme]) -> str:
    """All schemes with their tracks, as text for the terminal; sources are numbered per scheme."""
    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(Text(_sentence(schemes)))
        for scheme in schemes:
            _print_scheme(console, scheme)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _print_scheme(console: Console, scheme: Scheme) -> None:
    numbers = {source.id: number for number, source in enumerate(scheme.sources.values(), 1)}
    console.print()
    console.print(Text.assemble((scheme.id, "bold"), "  ", scheme.title))
    console.print(Padding(Text(_about(scheme), style="dim"), (0, 0, 0, 2)))
    console.print(_grid(list(_amounts(scheme.amounts, numbers)), indent=2))
    for track in scheme.tracks:
        console.print(Padding(Text.assemble((track.id, "bold"), "  ", track.title), (1, 0, 0, 2)))
        console.print(_grid(list(_about_track(track, numbers)), indent=4))
    console.print()
    for source in scheme.sources.values():
        console.print(Padding(Text(f"[{numbers[source.id]}] {source}", style="dim"), (0, 0, 0, 2)))


def _sentence(schemes: Sequence[Scheme]) -> str:
    tracks = [track for _, track in tracks_of(schemes)]
    unfinished = sum(bool(track.open_parameters() or track.unknown_rules()) for track in tracks)
    first = n("{count} regeling", "{count} regelingen", len(schemes))
    second = n("{count} spoor", "{count} sporen", len(tracks))
    third = n(
        "Bij {count} spoor is niet alles openbaar; dat vul je zelf in, met een bron.",
        "Bij {count} sporen is niet alles openbaar; dat vul je zelf in, met een bron.",
        unfinished,
    )
    return t("{schemes}, {tracks}. {unfinished}", schemes=first, tracks=second, unfinished=third)


def _about(scheme: Scheme) -> str:
    parts = (_told(scheme.provider), _told(scheme.route), school_year(_told(scheme.school_years)))
    version = t("Versie {version}, {file}.", version=scheme.version, file=scheme.file_name)
    return " ".join([*(part if part.endswith(".") else f"{part}." for part in parts), version])


def _told(stated: Stated[Any]) -> str:
    if stated.value is not None:
        return stated.show()
    return t("{note} ({unknown})", note=stated.note.rstrip("."), unknown=stated.unknown)


def _about_track(track: Track, numbers: Mapping[str, int]) -> Iterator[Line]:
    for rule in track.unknown_rules():
        yield t("niet bekend"), rule.kind, f"{_capital(rule.told)}."
    for parameter in track.open_parameters():
        stated, label = parameter.stated, _capital(parameter.label)
        if stated.default is None:
            yield t("vul in"), parameter.name, f"{label}: {stated.unknown}. {stated.note}"
        else:
            told = t(
                "{label}: {value}; {unknown}. {note}",
                label=label,
                value=stated.show(),
                unknown=stated.unknown,
                note=stated.note,
            )
            yield t("rekent met"), parameter.name, told
    yield from _amounts(track.amounts, numbers)
    for name, condition in track.conditions.items():
        if condition.value is not None:
            yield t("voorwaarde"), f"conditions.{name}", _sourced(condition.show(), condition, numbers)


def _amounts(amounts: Mapping[str, Amount], numbers: Mapping[str, int]) -> Iterator[Line]:
    for name, amount in amounts.items():
        if amount.stated.value is not None:
            told = f"{_capital(amount.label)}: {amount.stated.show()}"
            yield t("bekend"), f"amounts.{name}", _sourced(told, amount.stated, numbers)


def _sourced(told: str, stated: Stated[Any], numbers: Mapping[str, int]) -> str:
    return told if stated.source is None else f"{told} [{numbers[stated.source.id]}]"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _grid(lines: Sequence[Line], *, indent: int) -> Padding:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(no_wrap=True)
    grid.add_column()
    for line in lines:
        grid.add_row(*map(Text, line))
    return Padding(grid, (0, 0, 0, indent))
