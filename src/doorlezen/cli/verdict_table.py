"""Verdicts on a terminal: the sentence that counts, a row per school, and what they rest on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from doorlezen.language import date, n, school_year, t, whole
from doorlezen.register.domain.listing import source
from doorlezen.schemes.counted import capital
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.summary import summary
from doorlezen.schemes.verdict import GENERAL, Eligibility, Verdict, WarningKind, outcome_name

_SIGNS = {
    Eligibility.ELIGIBLE: "✓",
    Eligibility.NOT_ELIGIBLE: "✗",
    Eligibility.UNDETERMINED: "?",
    Eligibility.OVER: "–",
    Eligibility.NOT_YET: "–",
}
_COLOURS = {
    Eligibility.ELIGIBLE: "green",
    Eligibility.NOT_ELIGIBLE: "red",
    Eligibility.UNDETERMINED: "yellow",
}


def verdict_table(verdicts: Verdicts, rows: Sequence[Verdict]) -> str:
    """The whole answer as text; ``rows`` are the verdicts to show, which may be a part of them."""
    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(Text(summary(verdicts), style="bold"), soft_wrap=True)
        console.print(Text(_asked(verdicts)), soft_wrap=True)
        console.print()
        if rows:
            console.print(_table(verdicts, rows))
        else:
            console.print(Text(t("Geen school heeft dit oordeel.")))
        console.print()
        for line in _footer(verdicts, rows):
            console.print(Text(line, style="dim"), soft_wrap=True)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _asked(verdicts: Verdicts) -> str:
    return t(
        "{scheme}, {track}; gevraagd voor {day}, schooljaar {year}.",
        scheme=verdicts.scheme.title,
        track=verdicts.track.title,
        year=school_year(verdicts.school_year),
        day=date(verdicts.on),
    )


def _table(verdicts: Verdicts, rows: Sequence[Verdict]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column(t("Code"), no_wrap=True)
    table.add_column(t("School"), ratio=4)
    table.add_column(t("Oordeel"), no_wrap=True)
    table.add_column(t("Waarom"), ratio=6)
    watch = any(_watched(row) for row in rows)
    if watch:
        table.add_column(t("Let op"), ratio=4)
    ordered = sorted(rows, key=lambda row: (row.school.gemeente_name, row.school.name, row.school.code))
    for gemeente, group in groupby(ordered, key=lambda row: row.school.gemeente_name):
        name = gemeente or t("gemeente onbekend")
        table.add_row("", Text(name, style="bold"), Text(_of_gemeente(verdicts, gemeente), style="bold"))
        for row in group:
            cells = [Text(row.school.code), Text(row.school.name), _verdict(row), Text(row.reason)]
            table.add_row(*cells, *([Text("; ".join(_watched(row)))] if watch else []))
    return table


def _of_gemeente(verdicts: Verdicts, gemeente: str) -> str:
    there = [row.outcome for row in verdicts.existing if row.school.gemeente_name == gemeente]
    eligible = there.count(Eligibility.ELIGIBLE)
    return n(
        "{eligible} van {number} school",
        "{eligible} van {number} scholen",
        len(there),
        eligible=whole(eligible),
        number=whole(len(there)),
    )


def _verdict(row: Verdict) -> Text:
    return Text(f"{_SIGNS[row.outcome]} {outcome_name(row.outcome)}", style=_COLOURS.get(row.outcome, ""))


def _watched(row: Verdict) -> list[str]:
    """The warnings of this school; one that holds for all of them stands below the table."""
    return [warning.text for warning in row.warnings if warning.kind not in GENERAL]


def _footer(verdicts: Verdicts, rows: Sequence[Verdict]) -> Iterator[str]:
    yield from _what_settles(rows)
    # how old the scores are is said with the sentence that counts
    general = [
        warning.text for row in rows for warning in row.warnings if warning.kind is WarningKind.PROVISIONAL
    ]
    for text in dict.fromkeys(general):
        yield t("Let op: {text}.", text=text)
    for rule in verdicts.track.rules:
        for parameter in rule.parameters():
            if parameter.stated.is_open:
                yield t(
                    "{unknown}, {name}: {label}. Gerekend met: {value}.",
                    unknown=capital(parameter.stated.unknown),
                    name=parameter.name,
                    label=parameter.label,
                    value=parameter.stated.show(),
                )
    scheme = verdicts.scheme
    yield t(
        "Regeling: {title}, versie {version} ({file})",
        title=scheme.title,
        version=scheme.version,
        file=scheme.file_name,
    )
    for told in dict.fromkeys(str(rule.source) for rule in verdicts.track.rules if rule.source):
        yield t("Bron: {source}", source=told)
    for edition in verdicts.editions():
        yield t("Bron: {source}", source=source(edition))


def _what_settles(rows: Sequence[Verdict]) -> Iterator[str]:
    """What would settle the undetermined verdicts; the commonest first."""
    wanted = Counter(answer.settle for row in rows if row.settle for answer in row.deciding if answer.settle)
    for settle, count in wanted.most_common():
        schools = n("{number} school", "{number} scholen", count, number=whole(count))
        yield t("Zo stel je het vast ({schools}): {settle}.", schools=schools, settle=settle)
